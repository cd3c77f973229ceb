"""The short way from an address to its page leads where Wagtail's own does, for less."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.home.factories import HomePageFactory, StandardPageFactory
from tests.news.factories import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory()


@pytest.fixture
def deep(home):
    """A page five levels down: /a/b/c/d/e/."""
    page = home
    for slug in "abcde":
        page = StandardPageFactory(slug=slug, title=f"Page {slug}", parent=page)
    return page


def test_a_deep_page_costs_no_more_to_find_than_a_shallow_one(home, deep):
    counts = []
    for path in (["a"], list("abcde")):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            found = home.route(RequestFactory().get("/"), path)
        counts.append(len(captured))
    assert found.page == deep
    assert counts == [2, 2]


def test_the_way_is_remembered_for_the_breadcrumbs(home, deep):
    request = RequestFactory().get("/a/b/c/d/e/")
    home.route(request, list("abcde"))
    assert [page.slug for page in request.trail] == [home.slug, *"abcde"]


@pytest.mark.parametrize(
    "address",
    ["/a/x/", "/x/", "/a/b/c/d/e/f/", "/b/", "/a/e/", f"/{'a/' * 500}", "/a//c/", "/A/", "/%E2%80%8B/"],
)
def test_what_does_not_lie_there_is_not_found(client, deep, address):
    assert client.get(address).status_code == 404


def test_a_page_below_a_draft_is_found_as_ever_and_a_draft_is_not(client, deep):
    above = deep.get_parent()
    above.unpublish()
    assert client.get("/a/b/c/d/").status_code == 404
    assert client.get("/a/b/c/d/e/").status_code == 200


def test_a_page_below_a_closed_one_is_closed(client, deep):
    PageViewRestriction.objects.create(page=deep.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/a/b/c/d/e/").status_code == 302


def test_pages_that_read_their_address_themselves_still_do(client, home):
    news = NewsIndexPageFactory()
    article = NewsPageFactory(parent=news, slug="first")
    for address in ("/news/", "/news/2024/", "/news/first/", "/news/feed/"):
        assert client.get(address).status_code != 404, address
    assert client.get("/news/nothing/").status_code == 404
    request = RequestFactory().get("/news/first/")
    found = home.route(request, ["news", "first"])
    assert found.page == article
    assert [page.slug for page in request.trail] == [home.slug, "news", "first"]


def test_a_deeper_page_than_is_looked_up_at_once_is_found_too(client, home):
    page = home
    for number in range(12):
        page = StandardPageFactory(slug=f"level-{number}", parent=page)
    assert client.get(page.get_url()).status_code == 200
