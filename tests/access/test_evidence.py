"""The gate on the evidence: what is closed is neither listed, counted, drawn, exported nor named."""

import html
import json
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from library.models import Document
from tests.access.conftest import close, make_closed_site
from tests.access.test_matrix import check
from tests.evidence.factories import (
    EvidenceIndexPageFactory,
    EvidencePageFactory,
    GlossaryTermFactory,
    KindFactory,
    TopicFactory,
    person,
)

pytestmark = pytest.mark.django_db

FILES = ["bib", "ris", "json"]


def make_world():
    """One open item, and for each level a closed one with a kind, a topic and a year of its own."""
    index = EvidenceIndexPageFactory(parent=make_closed_site().home)
    open_item = EvidencePageFactory(parent=index, title="Open item", slug="open-item", year=2000)
    closed = {}
    for level, word, year in (("members", "Xanadu", 1901), ("grade", "Zanzibar", 2020)):
        document = Document(title=f"{word} file")
        document.file.save("item.pdf", ContentFile(b"%PDF-1.4 " + word.encode()))
        document.get_file_hash()
        item = EvidencePageFactory(
            parent=index,
            title=f"{word} item",
            slug=f"{word}-item".lower(),
            kind=KindFactory(slug=f"{word}-kind".lower(), name=f"{word} kind"),
            topics=[TopicFactory(slug=f"{word}-topic".lower(), name=f"{word} topic")],
            people=[person(f"{word}son")],
            year=year,
            document=document,
            document_licence="CC BY 4.0",
        )
        close(PageViewRestriction(page=item), level)
        closed[level] = SimpleNamespace(word=word, year=year, item=item, document=document)
    open_item.related = [("page", one.item) for one in closed.values()]
    open_item.save_revision().publish()
    return SimpleNamespace(index=index, open_item=open_item, closed=closed)


@pytest.fixture
def evidence(world):
    return world


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return html.unescape(content.decode())


@pytest.mark.parametrize("query", ["", "?view=table", "?sort=author", "?from=1900&to=2030", "?scope=unknown"])
def test_the_list_with_its_facets_and_picture(evidence, audience, visit, query):
    response = visit(f"/evidence/{query}")
    words = text_of(response)
    opens = [one for level, one in evidence.closed.items() if level in audience.opens]
    for level, one in evidence.closed.items():
        assert (one.word in words) == (level in audience.opens), one.word
        assert (str(one.year) in words) == (level in audience.opens), one.year
    assert response.context["total"] == 1 + len(opens)
    topics = next(facet for facet in response.context["facets"] if facet.name == "topic")
    assert sum(option.number for option in topics.options) == len(opens)
    assert sum(line.total for line in response.context["picture"].lines) == 1 + len(opens)


@pytest.mark.parametrize("word", ["xanadu", "zanzibar"])
def test_a_search_finds_nothing_closed(evidence, audience, visit, word):
    level = "members" if word == "xanadu" else "grade"
    assert visit(f"/evidence/?q={word}").context["total"] == (level in audience.opens)


@pytest.mark.parametrize("extension", FILES)
def test_the_file_of_the_list(evidence, audience, visit, extension):
    words = text_of(visit(f"/evidence/export.{extension}"))
    assert "Open item" in words
    for level, one in evidence.closed.items():
        assert (one.word in words) == (level in audience.opens)


def test_an_item_and_its_references(evidence, audience, visit):
    for level, one in evidence.closed.items():
        address = one.item.get_url()
        for url in (address, *(f"{address.rstrip('/')}.{extension}" for extension in FILES)):
            response = visit(url)
            check(response, url, level in audience.opens, audience)
            assert (one.word in text_of(response)) == (level in audience.opens)


def test_the_file_of_an_item(evidence, audience, visit):
    for level, one in evidence.closed.items():
        response = visit(one.document.url)
        check(response, one.document.url, level in audience.opens, audience)


def test_an_open_item_names_no_closed_one(evidence, audience, visit):
    words = text_of(visit(evidence.open_item.get_url()))
    for level, one in evidence.closed.items():
        assert (f"{one.word} item" in words) == (level in audience.opens)


@pytest.mark.parametrize(
    "url", ["/evidence/", "/evidence/export.bib", "/evidence/open-item.ris", "/evidence/open-item/"]
)
def test_a_closed_list_closes_all_of_it(evidence, audience, visit, url):
    close(PageViewRestriction(page=evidence.index), "members")
    check(visit(url), url, "members" in audience.opens, audience)


def test_what_a_member_saw_is_not_shown_to_the_next_visitor(evidence, client, other_browser, member):
    client.force_login(member)
    for url in ("/evidence/", "/evidence/export.json", evidence.closed["members"].item.get_url()):
        seen = client.get(url)
        assert "Xanadu" in text_of(seen)
        assert "no-store" in seen["Cache-Control"] or "private" in seen["Cache-Control"]
        assert "Xanadu" not in text_of(other_browser.get(url))


def test_a_draft_and_an_expired_item_are_not_there(evidence, client):
    GlossaryTermFactory(term="draft")
    EvidencePageFactory(parent=evidence.index, title="Drafted", slug="drafted", live=False)
    assert client.get("/evidence/drafted.bib").status_code == 404
    assert "Drafted" not in text_of(client.get("/evidence/"))
    assert len(json.loads(text_of(client.get("/evidence/export.json")))) == 1
