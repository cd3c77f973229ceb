"""`/search/` and its suggestions: every state an address, and a sentence for every bad input."""

import html
import re

import pytest
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search import index
from search.models.words import MissedSearch, Synonyms
from search.query import PER_PAGE
from tests.factories import StandardPageFactory
from tests.home.factories import HomePageFactory
from tests.news.factories import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db

SEARCH, SUGGEST = "/search/", "/search/suggest/"


@pytest.fixture
def home(db):
    return HomePageFactory()


@pytest.fixture
def ask(client):
    def ask(**query):
        response = client.get(SEARCH, query)
        assert response.status_code == 200
        return html.unescape(" ".join(response.content.decode().split()))

    return ask


@pytest.fixture
def site(home):
    """Two pages and an article about kingfishers, and a page about herons."""
    StandardPageFactory(parent=home, title="Kingfisher by the river", summary="A bird that dives for fish.")
    StandardPageFactory(parent=home, title="Birds", summary="The kingfisher & other birds of the river.")
    StandardPageFactory(parent=home, title="Herons", summary="They stand and wait.")
    NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="A kingfisher was seen")
    build()


def build():
    for _step in index.rebuild():
        pass


def titles(text):
    found = re.findall(r"<h3><a href=\"[^\"]*\">(.*?)</a></h3>", text)
    return [re.sub(r"</?mark>", "", title) for title in found]


def test_what_was_found_its_kinds_and_the_marked_words(site, ask):
    text = ask(q="kingfishers")
    assert "3 results for “kingfishers”" in text
    assert set(titles(text)) == {"Kingfisher by the river", "Birds", "A kingfisher was seen"}
    assert "<mark>kingfisher</mark>" in text
    assert '<a href="?q=kingfishers" aria-current="true">Everything' in text
    assert '<a href="?q=kingfishers&kind=news" >News' in text
    assert "<title>kingfishers: Search – AVIGuk" in text


def test_one_kind_alone(site, ask):
    text = ask(q="kingfisher", kind="news")
    assert titles(text) == ["A kingfisher was seen"]
    assert "1 result for" in text
    assert '<a href="?q=kingfisher&kind=news" aria-current="true">News' in text
    assert "Pages" in text


def test_a_kind_that_there_is_not_is_left_out_of_account(site, ask):
    assert "3 results for" in ask(q="kingfisher", kind="elephants")


def test_pages_of_a_long_list_have_addresses(home, ask, client):
    for number in range(PER_PAGE + 1):
        StandardPageFactory(parent=home, title=f"Wren {number}")
    build()
    first, second = ask(q="wren"), ask(q="wren", page=2)
    assert len(titles(first)) == PER_PAGE
    assert len(titles(second)) == 1
    assert not set(titles(first)) & set(titles(second))
    assert 'href="?q=wren&page=2"' in first
    assert "Page 2 of 2" in second
    for number in ("3", "99999"):
        response = client.get(SEARCH, {"q": "wren", "page": number})
        assert response["Location"] == "/search/?q=wren&page=2"
    for number in ("0", "-1", "x", "9" * 50):
        assert titles(ask(q="wren", page=number)) == titles(first)


def test_the_form_comes_back_with_the_words_and_stands_once(site, ask):
    text = ask(q='king"fisher & <b>')
    assert text.count('role="search"') == 1
    assert 'value="king"fisher & <b>"' in text


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "\x00",
        "the of and",
        "***",
        '"',
        "'",
        "a" * 200_000,
        "word " * 3000,
        "AND OR NOT",
        "\\",
        "title:(",
    ],
)
def test_whatever_is_typed_gets_an_answer_in_words(site, client, words, django_assert_max_num_queries):
    client.get(SEARCH)  # the site's settings are made when they are first asked for
    with django_assert_max_num_queries(20):
        response = client.get(SEARCH, {"q": words})
        suggested = client.get(SUGGEST, {"q": words.replace("\x00", " ")})
    assert response.status_code == suggested.status_code == 200
    text = response.content.decode()
    assert "search-hint" in text or "Nothing found for" in text
    assert len(text) < 50_000


def test_a_null_byte_in_the_words_is_a_space(site, ask):
    assert "3 results for" in ask(q="\x00kingfisher\x00")


def test_nothing_found_says_how_to_go_on(site, ask):
    text = ask(q="pelican")
    assert "Nothing found for “pelican”" in text
    assert "Write to us" in text
    assert "kind=" not in text


def test_words_that_mean_the_same(site, ask):
    assert titles(ask(q="halcyon")) == []
    Synonyms.objects.create(words="halcyon, kingfisher")
    assert len(titles(ask(q="halcyons"))) == 3
    Synonyms.objects.create(words="fishing bird, heron")
    assert titles(ask(q="fishing bird")) == ["Herons"]


def test_what_editors_put_first_stands_first_and_once(site, ask):
    page = StandardPageFactory._meta.model.objects.get(title="Herons")
    words = Query.get("kingfisher")
    SearchPromotion.objects.create(query=words, page=page, description="Also a fisher.")
    birds = StandardPageFactory._meta.model.objects.get(title="Birds")
    SearchPromotion.objects.create(query=words, page=birds, sort_order=1)
    text = ask(q="Kingfisher")
    assert titles(text)[:2] == ["Herons", "Birds"] or titles(text)[:2] == ["Birds", "Herons"]
    assert titles(text).count("Birds") == 1
    assert "Also a fisher." in text
    assert "Recommended" not in ask(q="kingfisher", kind="page")


def test_what_several_do_not_find_is_counted_and_nothing_else(site, client):
    for visitor in range(3):
        for query in ({"q": "pelican"}, {"q": "kingfisher"}, {"q": "pelican2", "kind": "news"}, {"q": "the"}):
            client.get(SEARCH, query, REMOTE_ADDR=f"192.0.2.{visitor}")
        client.get(SUGGEST, {"q": "flamingo"}, REMOTE_ADDR=f"192.0.2.{visitor}")
    assert list(MissedSearch.objects.values_list("words", "asked")) == [("pelican", 3)]


def test_search_engines_and_caches_keep_no_results(site, client):
    response = client.get(SEARCH, {"q": "kingfisher"})
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    for answer in (response, client.get(SUGGEST, {"q": "kingfisher"})):
        assert "private" in answer["Cache-Control"]
        assert "no-cache" in answer["Cache-Control"]
    assert client.post(SEARCH).status_code == client.post(SUGGEST).status_code == 405


def test_suggestions_name_what_begins_so(site, client):
    found = client.get(SUGGEST, {"q": "kingf"}).json()["suggestions"]
    assert {one["title"] for one in found} == {"Kingfisher by the river", "A kingfisher was seen"}
    assert found[0] == {
        "title": "Kingfisher by the river",
        "url": "/kingfisher-by-the-river/",
        "kind": "Page",
    }
    assert client.get(SUGGEST).json() == {"suggestions": []}


def test_every_page_leads_to_the_search(site, client):
    text = client.get("/").content.decode()
    assert f'action="{reverse("search")}"' in text
    assert f'data-suggest="{reverse("search_suggest")}"' in text
    assert f'action="{reverse("search")}"' in client.get("/nowhere/").content.decode()


def test_it_takes_few_queries(site, client, django_assert_max_num_queries):
    for _visit in range(2):
        client.get(SEARCH, {"q": "kingfisher"})
    with django_assert_max_num_queries(15):
        client.get(SEARCH, {"q": "kingfisher"})
    with django_assert_max_num_queries(7):
        client.get(SUGGEST, {"q": "kingf"})
