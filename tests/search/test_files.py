"""The words of PDF and Word files: found with the page that carries them, or with the document itself."""

from io import BytesIO

import docx
import pytest
import typst
from wagtail.models import PageViewRestriction

from evidence.models import EvidencePage
from search import files, index
from search.models import FileText
from search.query import search
from tests.evidence.factories import EvidenceIndexPageFactory, EvidencePageFactory
from tests.library.conftest import make_document
from tests.members.standards.factories import StandardFactory, VersionFactory

pytestmark = pytest.mark.django_db


def pdf(*pages: str) -> bytes:
    return typst.compile("#pagebreak()\n".join(pages).encode())


def word(text: str) -> bytes:
    made, file = docx.Document(), BytesIO()
    made.add_heading(text)
    made.add_table(1, 1).cell(0, 0).text = "In a table"
    made.save(file)
    return file.getvalue()


def test_the_words_of_files_are_found(indexed):
    with indexed():
        make_document("form.pdf", pdf("One page", "Of wombats"), title="A form")
        make_document("letter.docx", word("Of quokkas"), title="A letter")
    (hit,) = search(None, "wombat").hits
    assert (hit.title, hit.kind, hit.excerpt) == ("A form", "document", "One page Of <mark>wombats</mark>")
    assert [hit.title for hit in search(None, "quokka table").hits] == ["A letter"]


def test_a_file_that_is_replaced_is_read_again(indexed):
    with indexed():
        document = make_document("form.pdf", pdf("Of wombats"))
    with indexed():
        document.file.save("form.pdf", BytesIO(pdf("Of quokkas")))
    assert (search(None, "wombat").total, search(None, "quokka").total) == (0, 1)


@pytest.mark.parametrize("carried", [False, True], ids=["by itself", "by a page"])
def test_the_words_of_a_former_file_are_gone_before_the_new_one_is_read(indexed, carried):
    """The task that reads it may be waiting for the worker."""
    with indexed():
        document = make_document("form.pdf", pdf("Of wombats"))
        if carried:
            EvidencePageFactory(
                parent=EvidenceIndexPageFactory(), document=document, document_licence="CC BY 4.0"
            )
    assert search(None, "wombat").total == 1
    document.file.save("form.pdf", BytesIO(pdf("Of quokkas")))
    if carried:
        index.refresh("page", [EvidencePage.objects.get().pk])
    else:
        index.refresh("document", [document.pk])
    assert search(None, "wombat").total == 0


def test_a_file_that_a_page_carries_is_found_with_the_page_and_as_closed_as_the_page(indexed):
    with indexed():
        standard = StandardFactory(title="Recordings", audience="public")
        version = VersionFactory(parent=standard, document=make_document("s.pdf", pdf("Of wombats")))
    restriction = PageViewRestriction.objects.create(page=version, restriction_type="login")
    assert search(None, "wombat").total == 0
    restriction.delete()
    (hit,) = search(None, "wombat").hits
    assert (hit.kind, hit.url) == ("standard", version.url)
    with indexed():
        version.unpublish()
    assert search(None, "wombat").total == 0


def test_a_file_that_a_page_lets_go_of_stands_for_itself(indexed):
    with indexed():
        file = make_document("s.pdf", pdf("Of wombats"))
        page = EvidencePageFactory(
            parent=EvidenceIndexPageFactory(), document=file, document_licence="CC BY 4.0"
        )
    assert [hit.kind for hit in search(None, "wombat").hits] == ["evidence"]
    with indexed():
        page.delete()
    assert [hit.kind for hit in search(None, "wombat").hits] == ["document"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.pdf", b"%PDF-1.4 broken"),
        ("cut.pdf", pdf("Of wombats")[:2000]),
        ("broken.docx", b"PK\x03\x04 broken"),
    ],
)
def test_a_damaged_file_is_found_by_its_title(indexed, name, content):
    with indexed():
        make_document(name, content, title="Quokka")
    assert search(None, "quokka").total == 1
    assert FileText.objects.get().fault


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 100)
    text, fault = files.text_of(make_document("letter.docx", word("Of quokkas")))
    assert (text, fault) == ("", "It could not be read: ValueError")


def test_of_a_long_file_the_beginning_is_read(monkeypatch):
    monkeypatch.setattr(files, "LONGEST_TEXT", 10)
    assert files.text_of(make_document("form.pdf", pdf("One two three four", "five"))) == ("One two th", "")
