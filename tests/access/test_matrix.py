"""The proof of the gate: every audience at every surface that could show something closed."""

import html
import json
import re

import pytest
from django.urls import reverse
from wagtail.models import Collection, PageViewRestriction

from library.models import Document
from tests.access.conftest import close, make_closed_site

pytestmark = pytest.mark.django_db

make_world = make_closed_site

FEEDS = ["/news/feed/", "/news/feed/rss/"]


def check(response, url, opens, audience):
    """Open, or refused clearly: signed out to the sign-in page, signed in with one 403 that says why."""
    where = f"{audience.name} at {url}"
    if opens:
        assert response.status_code == 200, where
        return
    assert "no-store" in response["Cache-Control"], where
    if audience.user is None:
        assert response.status_code == 302, where
        assert response["Location"] == f"{reverse('account_login')}?next={url}", where
    else:
        assert response.status_code == 403, where
        assert response.context["denial"].text in html.unescape(response.content.decode()), where


def open_to_everybody():
    """File all documents where everybody may open them, so that only pages can close them."""
    Document.objects.update(collection=Collection.get_first_root_node())


def test_pages_aliases_and_what_lies_below_them(closed_site, audience, visit):
    for level, closed in closed_site.closed.items():
        for page in closed.pages.values():
            response = visit(page.url)
            check(response, page.url, level in audience.opens, audience)
            assert (closed.word in response.content.decode()) == (level in audience.opens), page.url
            # For attack 22, too: the Back button after signing out finds nothing.
            assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize("level", ["members", "grade"])
def test_routable_sub_pages(closed_site, audience, visit, level):
    """Closing the news list closes its archives and feeds, and each article under it."""
    close(PageViewRestriction(page=closed_site.news), level)
    for url in ("/news/", "/news/2024/", *FEEDS, closed_site.open_article.url):
        check(visit(url), url, level in audience.opens, audience)


def test_documents(closed_site, audience, visit, client):
    for level, closed in closed_site.closed.items():
        document = closed.document
        response = visit(document.url)
        check(response, document.url, level in audience.opens, audience)
        if level in audience.opens:
            assert response.getvalue().endswith(closed.word.encode())
            assert "no-store" in response["Cache-Control"]
            continue
        for trick in ({"HTTP_RANGE": "bytes=0-3"}, {"HTTP_IF_NONE_MATCH": f'"{document.file_hash}"'}):
            tricked = client.get(document.url, **trick)
            assert tricked.status_code == response.status_code
            assert b"%PDF" not in tricked.content


def test_listings(closed_site, audience, visit):
    """Menus, latest news, lists of pages, related articles, timeline, neighbours: titles show or don't."""
    surfaces = ["/", "/shelf/", "/news/", "/news/2024/", "/history/"]
    for url in (*surfaces, closed_site.open_article.url, closed_site.open_milestone.url):
        response = visit(url)
        assert response.status_code == 200, url
        for level, closed in closed_site.closed.items():
            shows = closed.word in response.content.decode()
            assert shows == (level in audience.opens), f"{audience.name} at {url}"


def test_feeds_and_sitemap_are_public_whoever_asks(closed_site, audience, visit):
    for url in (*FEEDS, "/sitemap.xml"):
        text = visit(url).content.decode()
        assert closed_site.open_article.slug in text
        assert not any(closed.word.lower() in text.lower() for closed in closed_site.closed.values()), url


def test_structured_data(closed_site, audience, visit):
    """No JSON-LD on an open page names something closed, whoever asks."""
    for url in ("/", "/shelf/", "/news/", "/history/", closed_site.open_article.url):
        text = visit(url).content.decode()
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            json.loads(data)
            assert not any(closed.word in data for closed in closed_site.closed.values()), url


def test_what_a_member_saw_is_not_shown_to_the_next_visitor(closed_site, client, other_browser, member):
    """Attack 11: a member's page, then anybody's, through whatever caches stand between."""
    client.force_login(member)
    for url in ("/", closed_site.closed["members"].pages["section"].url):
        seen = client.get(url)
        assert "Xanadu" in seen.content.decode()
        assert "no-store" in seen["Cache-Control"]
        assert "Xanadu" not in other_browser.get(url).content.decode()
