"""The empty list of standards, and the example standards of a local installation."""

import pytest

from core import first_content
from library.models import Document
from members.standards.first_content import EXAMPLES
from members.standards.models import StandardDocumentPage, StandardsIndexPage, StandardVersionPage

pytestmark = pytest.mark.django_db


def test_the_list_is_empty_until_an_editor_fills_it_and_the_examples_are_marked():
    first_content.run("load", lambda line: None)
    assert StandardsIndexPage.objects.get().url == "/members/standards/"
    assert not StandardDocumentPage.objects.exists()
    first_content.run("demo", lambda line: None)
    standards = {standard.number: standard for standard in StandardDocumentPage.objects.all()}
    assert all("(example)" in standard.title for standard in standards.values())
    assert {number: one.audience for number, one in standards.items()} == {
        "E1": "members",
        "E2": "grades",
        "E3": "public",
        "E10": "members",
    }
    assert standards["E1"].published_history().current.number == 3
    assert standards["E10"].published_history().next.number == 2
    assert standards["E2"].grades.count() == 3
    files = Document.objects.filter(pk__in=StandardVersionPage.objects.values("document"))
    assert all(document.file_size and document.file_hash for document in files)
    made = []
    first_content.run("load", made.append)
    first_content.run("demo", made.append)
    assert made == []


def test_the_example_files_are_small_tagged_and_say_their_language():
    files = list(EXAMPLES.glob("*.pdf"))
    assert len(files) == 8
    for path in files:
        content = path.read_bytes()
        assert len(content) < 40_000, path
        assert b"/MarkInfo" in content, path
        assert b"/Lang (en-GB)" in content, path
        assert b"example" in content.partition(b"/Title")[2][:200], path
