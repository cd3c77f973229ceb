"""What the home page and the standard page show, to whom, and at what cost."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import HomePage, StandardPage
from tests.history.factories import HistoryPageFactory, MilestonePageFactory
from tests.home.factories import ContactPageFactory, HomePageFactory, PictureFactory, StandardPageFactory
from tests.news.factories import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory(hero_image=PictureFactory())


def feature(milestones=(), evidence=()):
    """Choose pages for the home page, read afresh: a page remembers how many children it has."""
    home = HomePage.objects.get()
    home.featured_milestones = [("page", page) for page in milestones]
    home.featured_evidence = [("page", page) for page in evidence]
    home.save()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_the_home_page_shows_the_three_newest_articles(client, home):
    news = NewsIndexPageFactory()
    for day in (3, 1, 4, 2):
        NewsPageFactory(parent=news, title=f"Day {day}", date=datetime.date(2024, 1, day))
    context = client.get("/").context
    assert [page.title for page in context["latest_news"]] == ["Day 4", "Day 3", "Day 2"]
    assert context["news_index"].pk == news.pk


def test_chosen_pages_keep_their_order(client, home):
    history = HistoryPageFactory()
    milestones = [MilestonePageFactory(parent=history) for _ in range(3)]
    evidence = [StandardPageFactory(), MilestonePageFactory(parent=history)]
    feature(milestones[::-1], evidence)
    context = client.get("/").context
    assert context["featured_milestones"] == milestones[::-1]
    assert context["featured_evidence"] == evidence
    assert context["history_index"].pk == history.pk


def test_closed_drafted_expired_and_deleted_pages_are_left_out(client, home):
    history = HistoryPageFactory()
    closed, draft, expired, gone, shown = (MilestonePageFactory(parent=history) for _ in range(5))
    feature([closed, draft, expired, gone, shown])
    restrict(closed)
    draft.unpublish()
    expired.expire_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    expired.save()
    gone.delete()
    assert client.get("/").context["featured_milestones"] == [shown]


def test_closed_news_is_left_out(client, home):
    news = NewsIndexPageFactory()
    NewsPageFactory(parent=news)
    restrict(news)
    context = client.get("/").context
    assert context["latest_news"] == []
    assert context["news_index"] is None


def test_a_bare_home_page_works(client):
    HomePageFactory()
    response = client.get("/")
    assert response.status_code == 200
    assert response.context["latest_news"] == []


def test_a_page_lists_its_children_in_tree_order_and_no_closed_ones(client, home):
    page = StandardPageFactory(slug="about")
    first, closed, last = (StandardPageFactory(parent=page) for _ in range(3))
    restrict(closed)
    assert client.get("/about/").context["children"] == [first, last]


def test_a_page_can_keep_its_children_to_itself(client, home):
    page = StandardPageFactory(slug="about", list_children=False)
    StandardPageFactory(parent=page)
    assert client.get("/about/").context["children"] == []


def test_a_picture_whose_file_is_lost_takes_no_page_down(client, home):
    lost = PictureFactory()
    StandardPageFactory(slug="about", listing_image=lost)
    lost.file.storage.delete(lost.file.name)
    for address in ("/", "/about/"):
        assert client.get(address).status_code == 200


def test_an_ordinary_page_sets_no_cookie(client, home):
    StandardPageFactory(slug="about")
    for address in ("/", "/about/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/nothing/", "/about/nothing/", "/%ff%fe/", "/about/\N{GRINNING FACE}/"])
def test_wrong_addresses_are_not_found(client, home, address):
    StandardPageFactory(slug="about")
    assert client.get(address).status_code == 404


def queries_of(client, address):
    """What a page asks of the database with an empty cache, once its pictures exist."""
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def picture_stream(count):
    return [
        {
            "type": "picture",
            "value": {
                "image": {"image": PictureFactory().pk, "decorative": True, "alt_text": ""},
                "caption": "",
                "credit": "",
            },
        }
        for _ in range(count)
    ]


def full_home(news_count):
    news = NewsIndexPageFactory()
    history = HistoryPageFactory()
    for _ in range(news_count):
        NewsPageFactory(parent=news, listing_image=PictureFactory())
    milestones = [MilestonePageFactory(parent=history, listing_image=PictureFactory()) for _ in range(4)]
    evidence = [StandardPageFactory(listing_image=PictureFactory()) for _ in range(4)]
    feature(milestones, evidence)


@pytest.mark.parametrize("news_count", [1, 100])
def test_the_full_home_page_costs_at_most_12_queries(client, home, news_count):
    full_home(news_count)
    queries = queries_of(client, "/")
    assert len(queries) <= 12, "\n".join(queries)


def test_a_page_costs_the_same_with_1_and_with_100_children(client, home):
    few, many = StandardPageFactory(slug="few"), StandardPageFactory(slug="many")
    StandardPageFactory(parent=few, listing_image=PictureFactory())
    for _ in range(100):
        StandardPageFactory(parent=many, listing_image=PictureFactory())
    with_few, with_many = queries_of(client, "/few/"), queries_of(client, "/many/")
    assert len(with_few) == len(with_many) <= 12, "\n".join(with_many)


def test_a_page_costs_the_same_with_1_and_with_20_pictures(client, home):
    StandardPageFactory(slug="few", body=picture_stream(1))
    StandardPageFactory(slug="many", body=picture_stream(20))
    with_few, with_many = queries_of(client, "/few/"), queries_of(client, "/many/")
    assert len(with_few) == len(with_many) <= 12, "\n".join(with_many)


def test_the_contact_page_costs_at_most_12_queries(client, home):
    ContactPageFactory()
    queries = queries_of(client, "/contact/")
    assert len(queries) <= 12, "\n".join(queries)


def test_body_words_are_found_by_the_search_index(home):
    StandardPageFactory(body=[("paragraph", "<p>Attunement matters.</p>")])
    assert StandardPage.objects.search("attunement").count() == 1
