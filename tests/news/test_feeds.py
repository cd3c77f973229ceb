"""The feeds: well-formed, true to their formats, and public items only."""

import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from wagtail.models import PageViewRestriction

from tests.news.factories import NewsCategoryFactory, NewsPageFactory

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/news/feed/", "/news/feed/rss/"]


def feed_titles(client, address):
    root = ET.fromstring(client.get(address).content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] or [
        item.findtext("title") for item in root.iter("item")
    ]


@pytest.fixture
def article(news):
    return NewsPageFactory(
        parent=news,
        slug="told",
        title="Ends & <means>",
        summary="Less < more & 'so on'",
        author="A. Writer",
        date=datetime.date(2024, 5, 17),
        categories=[NewsCategoryFactory(name="Research & more", slug="research")],
    )


def test_atom_says_all_that_rfc_4287_asks(client, news, article):
    response = client.get("/news/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/news/", "self": "http://testserver/news/feed/"}
    assert feed.findtext(f"{ATOM}id")
    assert datetime.datetime.fromisoformat(feed.findtext(f"{ATOM}updated")).tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Ends & <means>"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{article.translation_key}"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/news/told/"
    assert entry.findtext(f"{ATOM}published") == "2024-05-17T00:00:00+01:00"
    assert datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == article.last_published_at
    # The summary's type is HTML, so what the XML parser gives back is still escaped.
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert entry.findtext(f"{ATOM}summary") == "Less &lt; more &amp; &#x27;so on&#x27;"
    assert entry.find(f"{ATOM}category").get("term") == "Research & more"


def test_rss_says_all_that_version_2_asks(client, news, article):
    response = client.get("/news/feed/rss/")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    rss = ET.fromstring(response.content)
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    channel = rss.find("channel")
    assert channel.findtext("link") == "http://testserver/news/"
    assert channel.findtext("title")
    assert channel.findtext("description")
    assert channel.find(f"{ATOM}link").get("href") == "http://testserver/news/feed/rss/"
    item = channel.find("item")
    assert item.findtext("title") == "Ends & <means>"
    assert item.findtext("link") == "http://testserver/news/told/"
    assert item.findtext("description") == "Less &lt; more &amp; &#x27;so on&#x27;"
    assert parsedate_to_datetime(item.findtext("pubDate")) == article.published
    assert item.find("guid").get("isPermaLink") == "false"


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_without_articles_is_a_feed(client, news, address):
    assert feed_titles(client, address) == []


@pytest.mark.parametrize("address", FEEDS)
def test_only_public_articles_whoever_asks(admin_client, client, news, address):
    hidden = NewsPageFactory(parent=news, title="For members", slug="hidden")
    hidden.create_alias(parent=news, update_slug="the-alias")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news, title="Draft", live=False)
    expired = NewsPageFactory(parent=news, title="Over")
    expired.expire_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    expired.live = True
    expired.save()
    NewsPageFactory(parent=news, title="For all")
    assert feed_titles(client, address) == ["For all"]
    assert feed_titles(admin_client, address) == ["For all"]


@pytest.mark.parametrize("address", FEEDS)
def test_the_feed_of_a_closed_section_is_closed(client, news, address):
    NewsPageFactory(parent=news)
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_holds_the_newest_twenty(client, news, address):
    for day in range(1, 23):
        NewsPageFactory(parent=news, title=str(day), date=datetime.date(2024, 1, day))
    assert feed_titles(client, address) == [str(day) for day in range(22, 2, -1)]


@pytest.mark.parametrize("address", FEEDS)
def test_a_pasted_control_character_does_not_break_the_feed(client, news, address):
    NewsPageFactory(parent=news, title="Page\x0bbreak", summary="From a\x0cslide", author="Bell\x07")
    assert feed_titles(client, address) == ["Pagebreak"]


@pytest.mark.parametrize("address", FEEDS)
def test_links_do_not_follow_a_forged_host(client, news, article, address, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert b"evil.example" not in client.get(address, headers={"host": "evil.example"}).content


@pytest.mark.parametrize("address", FEEDS)
def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(client, news, article, address):
    etag = client.get(address)["ETag"]
    unchanged = client.get(address, headers={"if-none-match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    article.unpublish()
    changed = client.get(address, headers={"if-none-match": etag})
    assert changed.status_code == 200
    # By date alone a reader would never hear that an article was taken back.
    assert "Last-Modified" not in changed


def test_an_article_dated_in_the_future_was_published_when_it_went_up(client, news, time_machine):
    time_machine.move_to("2024-06-01T08:00:00Z", tick=False)
    NewsPageFactory(parent=news, date=datetime.date(2025, 3, 1))
    feed = ET.fromstring(client.get("/news/feed/").content)
    published = datetime.datetime.fromisoformat(feed.findtext(f"{ATOM}entry/{ATOM}published"))
    assert published == datetime.datetime(2024, 6, 1, 8, tzinfo=datetime.UTC)


def test_the_list_of_news_says_where_its_feeds_are(client, news):
    context = client.get("/news/").context
    assert (context["feed_url"], context["rss_url"]) == ("/news/feed/", "/news/feed/rss/")
    content = client.get("/news/").content.decode()
    assert 'type="application/atom+xml"' in content
    assert 'href="/news/feed/"' in content


@pytest.mark.parametrize("address", [*FEEDS, "/news/feed", "/news/feed/rss", "/news/feed/atom/"])
def test_every_spelling_of_a_feed_answers(client, news, address):
    expected = 404 if "atom" in address else 200
    assert client.get(address, follow=True).status_code == expected
