"""The proof of the gate: every audience at every surface that could show something closed."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db

LEVELS = ["members", "grade"]
PAGES = ["section", "child", "article", "milestone", "alias", "child of the alias", "alias of the alias"]


def assert_refused_clearly(response, audience, url):
    """Signed out: to the sign-in page and back. Signed in: one 403 that says why, never a redirect."""
    assert "no-store" in response["Cache-Control"]
    if audience.user is None:
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={url}"
        return
    assert response.status_code == 403
    text = response.content.decode()
    assert response.context["denial"].text in text
    assert "sign in" not in response.context["denial"].text.lower()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("which", PAGES)
def test_page(closed_site, audience, visit, level, which):
    closed = closed_site.closed[level]
    response = visit(closed.pages[which].url)
    if level in audience.opens:
        assert response.status_code == 200
        assert closed.word in response.content.decode()
        assert "private" in response["Cache-Control"]
    else:
        assert_refused_clearly(response, audience, closed.pages[which].url)
        assert closed.word not in response.content.decode()


@pytest.mark.parametrize("level", LEVELS)
def test_routable_sub_page(closed_site, audience, visit, level):
    """Closing the news list closes its archives and feeds, and each article under it."""
    restriction = PageViewRestriction.objects.create(
        page=closed_site.news,
        restriction_type=PageViewRestriction.LOGIN if level == "members" else PageViewRestriction.GROUPS,
    )
    if level == "grade":
        restriction.groups.set(PageViewRestriction.objects.filter(groups__isnull=False).first().groups.all())
    for url in ("/news/", "/news/2024/", "/news/feed/", "/news/feed/rss/", closed_site.open_article.url):
        response = visit(url)
        if level in audience.opens:
            assert response.status_code == 200
        else:
            assert_refused_clearly(response, audience, url)


@pytest.mark.parametrize("level", LEVELS)
def test_document(closed_site, audience, visit, client, level):
    document = closed_site.closed[level].document
    response = visit(document.url)
    if level in audience.opens:
        assert response.status_code == 200
        assert response.getvalue().endswith(closed_site.closed[level].word.encode())
        assert "no-store" in response["Cache-Control"]
    else:
        assert_refused_clearly(response, audience, document.url)
        for trick in (
            {"HTTP_RANGE": "bytes=0-3"},
            {"HTTP_IF_NONE_MATCH": f'"{document.get_file_hash()}"'},
        ):
            tricked = client.get(document.url, **trick)
            assert tricked.status_code == response.status_code
            assert b"%PDF" not in tricked.content


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "surface", ["/", "/shelf/", "/news/", "/news/2024/", "/history/", "/news/open-article/", "open milestone"]
)
def test_listing(closed_site, audience, visit, level, surface):
    """Menu, latest news, lists of pages, related articles, timeline, neighbours: titles show or don't."""
    url = closed_site.open_milestone.url if surface == "open milestone" else surface
    response = visit(url)
    assert response.status_code == 200
    shows = closed_site.closed[level].word in response.content.decode()
    assert shows == (level in audience.opens)


@pytest.mark.parametrize("url", ["/news/feed/", "/news/feed/rss/", "/sitemap.xml"])
def test_feed_and_sitemap_are_public_whoever_asks(closed_site, audience, visit, url):
    text = visit(url).content.decode()
    assert "open-article" in text
    assert not any(closed.word.lower() in text.lower() for closed in closed_site.closed.values())


def test_structured_data(closed_site, audience, visit):
    """No JSON-LD on an open page names something closed, whoever asks."""
    for url in ("/", "/shelf/", "/news/", "/history/", closed_site.open_article.url):
        found = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', visit(url).content.decode(), re.DOTALL
        )
        for data in found:
            json.loads(data)
            assert not any(closed.word in data for closed in closed_site.closed.values())


def test_what_a_member_saw_is_not_shown_to_the_next_visitor(closed_site, client, client_two, member):
    """Attack 11: a member's page, then anybody's, through whatever caches stand between."""
    client.force_login(member)
    for url in ("/", closed_site.closed["members"].pages["section"].url):
        seen = client.get(url)
        assert "Xanadu" in seen.content.decode()
        assert "private" in seen["Cache-Control"]
        assert "Xanadu" not in client_two.get(url).content.decode()
