"""`/news/`: all news, by year, by category, in pages."""

import datetime

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.news.archive import PER_PAGE
from tests.news.factories import NewsCategoryFactory, NewsPageFactory

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def titles(response):
    return [article.title for article in response.context["articles"]]


def test_the_newest_article_stands_first_and_of_one_day_the_last_written(client, news):
    for title, day in [("Older", 1), ("Same day, first", 3), ("Same day, second", 3), ("Between", 2)]:
        NewsPageFactory(parent=news, title=title, date=datetime.date(2024, 5, day))
    assert titles(client.get("/news/")) == ["Same day, second", "Same day, first", "Between", "Older"]


def test_an_empty_list_is_a_page_too(client, news):
    response = client.get("/news/")
    assert response.status_code == 200
    assert response.context["years"] == []


def test_a_year_has_its_articles_and_the_list_of_years(client, news):
    NewsPageFactory(parent=news, title="Then", date=datetime.date(2019, 12, 31))
    NewsPageFactory(parent=news, title="Now", date=datetime.date(2020, 1, 1))
    response = client.get("/news/2019/")
    assert titles(response) == ["Then"]
    assert response.context["years"] == [2020, 2019]
    assert response.context["selected_year"] == 2019


def test_a_year_without_articles_is_not_found(client, news):
    NewsPageFactory(parent=news, date=datetime.date(2020, 1, 1))
    assert client.get("/news/2019/").status_code == 404


def test_a_year_that_has_only_private_and_draft_articles_is_not_found(client, news):
    private = NewsPageFactory(parent=news, date=datetime.date(2018, 1, 1))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news, date=datetime.date(2018, 1, 1), live=False)
    NewsPageFactory(parent=news, date=datetime.date(2020, 1, 1))
    assert client.get("/news/2018/").status_code == 404
    assert client.get("/news/").context["years"] == [2020]


@pytest.mark.parametrize(
    "year", ["0000", "9999", "99999", "202", "2o20", "-2020", "\uff12\uff10\uff12\uff10", "2020/2020"]
)
def test_nonsense_for_a_year_is_not_found(client, news, year):
    NewsPageFactory(parent=news, date=datetime.date(2020, 1, 1))
    assert client.get(f"/news/{year}/").status_code == 404


@quick
@given(year=st.text(min_size=1, max_size=8) | st.integers().map(str))
def test_no_year_ever_breaks_the_page(client, news, year):
    assert client.get(f"/news/{year}/").status_code in {200, 301, 302, 404}


def test_twelve_articles_make_a_page(client, news):
    for _ in range(PER_PAGE + 1):
        NewsPageFactory(parent=news, publish=False)
    assert len(titles(client.get("/news/"))) == PER_PAGE
    assert len(titles(client.get("/news/?page=2"))) == 1
    assert client.get("/news/?page=3").status_code == 404


@pytest.mark.parametrize(
    "number", ["0", "-1", "abc", "1e99", "", "2", "1.0", "01", "\uff11", "9" * 400, "1 ", "%00"]
)
def test_nonsense_for_a_page_number_is_not_found(client, news, number):
    NewsPageFactory(parent=news)
    assert client.get("/news/", {"page": number}).status_code == 404


@quick
@given(number=st.text(max_size=12) | st.integers().map(str) | st.floats().map(str))
def test_no_page_number_ever_breaks_the_page(client, news, number):
    assert client.get("/news/", {"page": number}).status_code == (200 if number == "1" else 404)


def test_a_category_narrows_the_list_and_stays_when_turning_pages(client, news):
    training = NewsCategoryFactory(name="Training", slug="training")
    NewsPageFactory(parent=news, title="Course", categories=[training])
    NewsPageFactory(parent=news, title="Other")
    response = client.get("/news/?category=training")
    assert titles(response) == ["Course"]
    assert response.context["selected_category"] == training
    assert response.context["base_query"] == "category=training"


def test_a_category_within_a_year(client, news):
    training = NewsCategoryFactory(slug="training")
    NewsPageFactory(parent=news, title="Old course", categories=[training], date=datetime.date(2019, 1, 1))
    NewsPageFactory(parent=news, title="New course", categories=[training], date=datetime.date(2020, 1, 1))
    assert titles(client.get("/news/2019/?category=training")) == ["Old course"]


@pytest.mark.parametrize("slug", ["nothing-of-the-kind", "", "'; --", "x" * 5000, "unused"])
def test_an_unknown_or_unused_category_is_not_found(client, news, slug):
    NewsCategoryFactory(slug="unused")
    NewsPageFactory(parent=news, categories=[NewsCategoryFactory(slug="used")])
    assert client.get("/news/", {"category": slug}).status_code == 404


def test_categories_that_only_private_articles_have_are_not_offered(client, news):
    private = NewsPageFactory(parent=news, categories=[NewsCategoryFactory(name="Secret", slug="secret")])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news, categories=[NewsCategoryFactory(name="Open", slug="open")])
    response = client.get("/news/")
    assert [category.name for category in response.context["categories"]] == ["Open"]
    assert client.get("/news/?category=secret").status_code == 404


def test_an_expired_article_is_gone_before_the_scheduler_has_run(client, news, time_machine):
    article = NewsPageFactory(parent=news, slug="soon-over")
    article.expire_at = datetime.datetime(2024, 6, 1, 12, tzinfo=datetime.UTC)
    article.save_revision().publish()
    time_machine.move_to("2024-06-01T11:59:00Z")
    assert client.get(article.url).status_code == 200
    assert titles(client.get("/news/"))
    time_machine.move_to("2024-06-01T12:01:00Z")
    assert client.get(article.url).status_code == 404
    assert titles(client.get("/news/")) == []


def test_a_scheduled_article_goes_up_and_comes_down_by_itself(client, news, time_machine):
    time_machine.move_to("2024-06-01T08:00:00Z")
    article = NewsPageFactory(parent=news, slug="scheduled", live=False)
    article.go_live_at = datetime.datetime(2024, 6, 2, 9, tzinfo=datetime.UTC)
    article.expire_at = datetime.datetime(2024, 6, 3, 9, tzinfo=datetime.UTC)
    article.save_revision().publish()
    call_command("publish_scheduled")
    assert client.get("/news/scheduled/").status_code == 404
    time_machine.move_to("2024-06-02T09:01:00Z")
    call_command("publish_scheduled")
    assert client.get("/news/scheduled/").status_code == 200
    assert titles(client.get("/news/")) == [article.title]
    time_machine.move_to("2024-06-03T09:01:00Z")
    call_command("publish_scheduled")
    assert client.get("/news/scheduled/").status_code == 404
    article.refresh_from_db()
    assert not article.live


def test_an_article_dated_in_the_future_stands_first_with_its_date(client, news, time_machine):
    time_machine.move_to("2024-06-01T08:00:00Z")
    NewsPageFactory(parent=news, title="Today", date=datetime.date(2024, 6, 1))
    NewsPageFactory(parent=news, title="Conference", date=datetime.date(2025, 3, 1))
    assert titles(client.get("/news/")) == ["Conference", "Today"]
    assert client.get("/news/").context["years"] == [2025, 2024]
