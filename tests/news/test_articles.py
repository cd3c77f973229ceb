"""One article: its address, what stands beside it, and what it tells search engines."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.news.models import NewsPage
from tests.news.factories import NewsCategoryFactory, NewsPageFactory


@pytest.mark.django_db
def test_a_new_article_carries_todays_date_in_london(time_machine):
    time_machine.move_to("2024-06-30T23:30:00Z")
    assert NewsPage().date == datetime.date(2024, 7, 1)


@pytest.mark.parametrize("slug", ["2024", "0000", "feed"])
def test_an_article_may_not_take_the_address_of_an_archive_or_feed(news, slug):
    with pytest.raises(ValidationError) as refused:
        NewsPageFactory(parent=news, slug=slug)
    assert "Add a word or two" in refused.value.message_dict["slug"][0]


def test_an_article_called_2024_is_refused_with_a_way_on(news):
    with pytest.raises(ValidationError, match="review-of-2024"):
        news.add_child(instance=NewsPage(title="2024", summary="In short."))


@pytest.mark.parametrize("slug", ["20240", "2024-review", "feedback", "feed-2"])
def test_other_addresses_are_free(client, news, slug):
    assert client.get(NewsPageFactory(parent=news, slug=slug).url).status_code == 200


def test_an_article_needs_a_summary(news):
    with pytest.raises(ValidationError) as refused:
        news.add_child(instance=NewsPage(title="Untold", slug="untold"))
    assert "summary" in refused.value.message_dict


def related(client, article):
    return [other.title for other in client.get(article.url).context["related"]]


def test_articles_that_share_a_category_are_related_newest_first_and_once(client, news):
    research, training = NewsCategoryFactory(), NewsCategoryFactory()
    article = NewsPageFactory(parent=news, categories=[research, training])
    for title, day, categories in [
        ("Both", 1, [research, training]),
        ("Research", 2, [research]),
        ("Neither", 3, []),
        ("Training", 4, [training]),
    ]:
        NewsPageFactory(parent=news, title=title, date=datetime.date(2024, 1, day), categories=categories)
    assert related(client, article) == ["Training", "Research", "Both"]


def test_three_related_articles_are_enough(client, news):
    category = NewsCategoryFactory()
    article, *_others = [NewsPageFactory(parent=news, categories=[category]) for _ in range(5)]
    assert len(related(client, article)) == 3


def test_an_article_without_a_category_has_no_relations(client, news):
    NewsPageFactory(parent=news)
    assert related(client, NewsPageFactory(parent=news)) == []


def test_private_and_unpublished_articles_are_never_related(client, news):
    category = NewsCategoryFactory()
    private = NewsPageFactory(parent=news, categories=[category])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news, categories=[category], live=False)
    assert related(client, NewsPageFactory(parent=news, categories=[category])) == []


def test_a_renamed_article_leaves_a_redirect(client, news, django_capture_on_commit_callbacks):
    article = NewsPageFactory(parent=news, slug="old-name")
    with django_capture_on_commit_callbacks(execute=True):
        article.slug = "new-name"
        article.save_revision().publish()
    assert Redirect.objects.filter(old_path="/news/old-name").exists()
    response = client.get("/news/old-name/")
    assert (response.status_code, response["Location"]) == (301, "/news/new-name/")


def test_when_the_news_move_their_archives_and_feeds_move_along(
    client, news, django_capture_on_commit_callbacks
):
    NewsPageFactory(parent=news, slug="told", date=datetime.date(2024, 5, 17))
    with django_capture_on_commit_callbacks(execute=True):
        news.slug = "latest"
        news.save_revision().publish()
    for below in ["", "2024/", "feed/", "feed/rss/", "told/"]:
        response = client.get(f"/news/{below}")
        assert (response.status_code, response["Location"]) == (301, f"/latest/{below}"), below


def news_article(client, article, **changes):
    request = RequestFactory().get(article.url)
    data = NewsPage.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(data, name, value)
    return next(item for item in data.structured_data(request) if item["@type"] == "NewsArticle")


def test_search_engines_are_told_who_wrote_what_when(client, news, time_machine):
    time_machine.move_to("2024-06-02T10:00:00Z")
    article = NewsPageFactory(
        parent=news, title="<b>Bold</b>", author="A. Writer", date=datetime.date(2024, 6, 1)
    )
    data = news_article(client, article)
    assert data["headline"] == "<b>Bold</b>"
    assert data["author"] == {"@type": "Person", "name": "A. Writer"}
    # British Summer Time: an instant, not a bare date.
    assert data["datePublished"] == "2024-06-01T00:00:00+01:00"
    assert timezone.datetime.fromisoformat(data["dateModified"]) == article.last_published_at
    assert data["mainEntityOfPage"] == f"http://testserver{article.url}"
    assert b"\\u003Cb\\u003EBold" in client.get(article.url).content


def test_an_article_that_nobody_signed_is_the_associations(client, news):
    data = news_article(client, NewsPageFactory(parent=news, author=""))
    assert data["author"]["@type"] == "Organization"
    assert data["author"] == data["publisher"]
