"""The gate on the search (attacks 5 and 6): titles, snippets, counts, suggestions of what is closed."""

import html
import io

import docx
import pytest
from django.core.files.base import ContentFile
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from library.models import Document
from search import index, tasks
from tests.access.conftest import close, make_closed_site
from tests.evidence.factories import EvidenceIndexPageFactory, EvidencePageFactory
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

#: A word in the text of each level's document only, another form of it to search by, and one wrongly spelt.
SECRETS = {
    "members": ("Wombats", "wombat", "wombads"),
    "grade": ("Numbats", "numbat", "numbads"),
}


def make_world():
    """The closed site, with a document whose text is read, a closed item with a file, and a promoted page."""
    closed_site = make_closed_site()
    evidence = EvidenceIndexPageFactory(parent=closed_site.home)
    for level, closed in closed_site.closed.items():
        word = SECRETS[level][0]
        paper = Document(title=f"{closed.word} paper", collection=closed.document.collection)
        paper.file.save("paper.docx", ContentFile(written(f"All about {word}, in a long letter.")))
        carried = Document(title=f"{closed.word} attachment")
        carried.file.save("carried.docx", ContentFile(written(f"More about {word}, in another letter.")))
        item = EvidencePageFactory(
            parent=evidence,
            title=f"{closed.word} item",
            slug=f"{closed.word}-item".lower(),
            document=carried,
            document_licence="CC BY 4.0",
        )
        close(PageViewRestriction(page=item), level)
        for document in (paper, carried):
            tasks.read_file.func(document.pk)
        SearchPromotion.objects.create(
            query=Query.get(f"about {closed.word}"), page=closed.pages["section"], description="A promise"
        )
    for _step in index.rebuild():
        pass
    return closed_site


@pytest.fixture
def searched(world):
    return world


def written(text):
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


@pytest.fixture
def ask(visit):
    def ask(words, **more):
        response = visit(
            "/search/?" + "&".join(f"{key}={value}" for key, value in {"q": words, **more}.items())
        )
        assert response.status_code == 200
        return response

    return ask


def text_of(response):
    """What stands on the page, without the words that were asked for."""
    return html.unescape(response.content.decode()).replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("word", "kind", "open_to_all"),
    [("section", "page", 0), ("article", "news", 1), ("milestone", "milestone", 1), ("item", "evidence", 0)],
)
def test_titles_kinds_and_counts(searched, audience, ask, word, kind, open_to_all):
    """The word stands in the title of one closed thing of each level, and of so many open ones."""
    response = ask(word)
    for level, closed in searched.closed.items():
        shows = f"{closed.word} {word}" in text_of(response)
        assert shows == (level in audience.opens), f"{audience.name}: {closed.word} {word}"
    assert response.context["results"].counts.get(kind, 0) == open_to_all + len(audience.opens)
    assert ask(word, kind=kind).context["results"].total == open_to_all + len(audience.opens)


def test_what_is_closed_leaves_no_trace_in_numbers(searched, audience, ask):
    for level, closed in searched.closed.items():
        opens = level in audience.opens
        for words in (closed.word, f"{closed.word} article", f"{closed.word} sections", *SECRETS[level][:2]):
            response = ask(words)
            assert bool(response.context["results"].total) == opens, f"{audience.name}: {words}"
            assert bool(response.context["results"].counts) == opens
            assert ("Nothing found" in text_of(response)) != opens
            for kind in ("page", "news", "milestone", "evidence", "document"):
                assert opens or not ask(words, kind=kind).context["results"].total


def test_aliases_are_neither_found_nor_counted(searched, audience, ask):
    text = text_of(ask("section"))
    for closed in searched.closed.values():
        for key in ("alias", "child of the alias", "alias of the alias"):
            assert closed.pages[key].url not in text


def test_the_text_of_documents(searched, audience, ask):
    """By another form of the word: a file in a closed collection, and one that a closed page carries."""
    for level, closed in searched.closed.items():
        secret, asked, _misspelt = SECRETS[level]
        text = text_of(ask(asked))
        opens = level in audience.opens
        assert (f"All about {secret}" in text) == opens, audience.name
        assert (f"{closed.word} paper" in text) == opens
        assert (f"{closed.word} item" in text) == opens


def test_suggestions(searched, audience, visit):
    for level, closed in searched.closed.items():
        for typed in (closed.word[:3], closed.word, f"{closed.word} sec", "section", "pap"):
            text = visit(f"/search/suggest/?q={typed}").content.decode()
            assert (closed.word in text) == (level in audience.opens), f"{audience.name}: {typed}"


def test_spelling_help_names_no_closed_word(searched, audience, ask):
    for level in searched.closed:
        secret, asked, misspelt = SECRETS[level]
        meant = ask(misspelt).context["results"].did_you_mean
        assert level in audience.opens or not meant, f"{audience.name}: {misspelt}"
        for trace in (secret.lower(), asked):
            assert level in audience.opens or trace not in text_of(ask(misspelt)).lower()


def test_promoted_results(searched, audience, ask):
    for level, closed in searched.closed.items():
        text = text_of(ask(f"about {closed.word}".lower()))
        assert ("A promise" in text) == (level in audience.opens), audience.name


def test_closing_something_takes_it_off_at_once(searched, client):
    page = StandardPageFactory(parent=searched.home, title="Quetzal")
    for _step in index.rebuild():
        pass
    assert client.get("/search/?q=quetzal").context["results"].total == 1
    restriction = PageViewRestriction(page=page)
    close(restriction, "members")
    assert client.get("/search/?q=quetzal").context["results"].total == 0
    assert client.get("/search/suggest/?q=quet").json() == {"suggestions": []}
    restriction.delete()
    page.live = False
    page.save()
    assert client.get("/search/?q=quetzal").context["results"].hits == []


def test_what_a_member_found_is_not_shown_to_the_next_visitor(searched, client, other_browser, member):
    client.force_login(member)
    for url in ("/search/?q=section", "/search/suggest/?q=section"):
        seen = client.get(url)
        assert "Xanadu" in seen.content.decode()
        assert "no-store" in seen["Cache-Control"]
        assert "Xanadu" not in other_browser.get(url).content.decode()
