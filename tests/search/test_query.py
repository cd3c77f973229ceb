"""What a search finds, in which order, and how it is counted."""

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from search import query
from search.models import Entry
from search.query import search, suggest
from tests.factories import StandardPageFactory
from tests.home.factories import site_root
from tests.news.factories import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db):
    return site_root()


def titles(results):
    return [hit.title for hit in results.hits]


def test_words_are_found_in_any_form_and_marked(home, indexed):
    with indexed():
        StandardPageFactory(parent=home, title="For guiders", summary="What <guiding> asks of you.")
    (hit,) = search(None, "GUIDER").hits
    assert hit.title == "For <mark>guiders</mark>"
    assert hit.excerpt == "What &lt;<mark>guiding</mark>&gt; asks of you."
    assert (hit.kind, hit.kind_label, hit.url) == ("page", "Page", "/for-guiders/")


def test_all_words_count_and_a_phrase_stays_together(home, indexed):
    with indexed():
        StandardPageFactory(parent=home, title="Moments of attunement")
        StandardPageFactory(parent=home, title="Attunement in moments")
    assert search(None, "attunement moments").total == 2
    assert search(None, "attunement elephants").total == 0
    assert len(search(None, "“moments of attunement”").hits) == 1


def test_accents_and_marks_make_no_difference(home, indexed):
    with indexed():
        StandardPageFactory(parent=home, title="Zoë’s café-conversations, e.g. in-person/online")
    for words in ("zoe", "CAFÉ", "cafe-conversation", "Zoë's", "person", "online"):
        assert search(None, words).total == 1, words


def test_a_title_counts_more_than_a_text(home, indexed):
    with indexed():
        StandardPageFactory(parent=home, title="Something else", summary="On attunement. " * 5)
        StandardPageFactory(parent=home, title="Attunement", summary="In short.")
    assert titles(search(None, "attunement")) == ["<mark>Attunement</mark>", "Something else"]


def test_kinds_are_counted_and_chosen(home, indexed):
    with indexed():
        NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Attunement news")
        for number in range(25):
            StandardPageFactory(parent=home, title=f"Attunement {number}")
    found = search(None, "attunement", page=2)
    assert (found.counts, found.total, found.pages) == ({"page": 25, "news": 1}, 26, 2)
    assert len(found.hits) == 6
    chosen = search(None, "attunement", kind="news")
    assert (chosen.counts, chosen.total, chosen.pages, len(chosen.hits)) == (found.counts, 1, 1, 1)
    assert search(None, "attunement", kind="nonsense").total == 0
    assert search(None, "attunement", page=999).hits == []


def test_titles_are_suggested_while_one_types(home, indexed):
    with indexed():
        StandardPageFactory(parent=home, title="Our university")
        StandardPageFactory(parent=home, title="Universities with courses")
        StandardPageFactory(parent=home, title="Something else", summary="About a university.")
    for typed in ("u", "univ", "universi"):
        assert [one.title for one in suggest(None, typed)] == ["Universities with courses", "Our university"]
    assert [one.title for one in suggest(None, "our univ")] == ["Our university"]
    assert suggest(None, "univ", limit=1)[0].url == "/universities-with-courses/"
    assert suggest(None, "univ our") == []


@pytest.fixture
def many(home, indexed, monkeypatch):
    """Five with a phrase and two with its words in another order; no more than three are ranked."""
    monkeypatch.setattr(query, "MOST_RANKED", 3)
    monkeypatch.setattr(query, "PER_PAGE", 3)
    with indexed():
        for number in range(5):
            StandardPageFactory(parent=home, title=f"Moments of attunement {number}")
        for number in range(2):
            StandardPageFactory(parent=home, title=f"Attunement in moments {number}")


def test_of_very_many_all_are_counted(many, client):
    found = search(None, "attunement")
    assert (found.counts, found.total, found.is_at_most) == ({"page": 7}, 7, False)
    assert "Up to" not in client.get("/search/?q=attunement").content.decode()


def test_a_number_that_may_be_too_high_says_so(many, client):
    """PostgreSQL's index knows no places: of very many it counts what has all the words of a phrase."""
    at_most = connection.vendor == "postgresql"
    found = search(None, "“moments of attunement”")
    assert (found.total, found.is_at_most) == (7 if at_most else 5, at_most)
    assert ("Up to 7 results" in client.get('/search/?q="moments+of+attunement"').content.decode()) == at_most
    assert len(found.hits) == 3


def test_very_many_are_counted_through_the_gate(many, client, home):
    page = home.get_children().get(title="Moments of attunement 0")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert search(None, "attunement").total == 6
    Entry.objects.filter(object_id=page.get_next_sibling().pk).update(source="unknown")
    assert search(None, "attunement").total == 5
