"""Importing references: look at the file, choose, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from evidence.importing import reading, tasks
from evidence.importing.models import ImportRun
from evidence.models import EvidencePage
from tests.evidence.factories import EvidencePageFactory, KindFactory
from tests.evidence.importing.files import BROKEN, many, ris
from tests.evidence.importing.steps import UPLOAD, confirm, upload, uploaded


def test_a_file_becomes_drafts_after_it_was_confirmed(editor, index, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris() + ris("Another", "2011", ""))
    assert EvidencePage.objects.count() == 0

    shown = editor.get(reverse("evidence_import_preview", args=[run.pk]))
    assert "Video feedback in widescreen" in shown.content.decode()

    answer = confirm(editor, run, django_capture_on_commit_callbacks)

    assert answer.url == reverse("evidence_import_run", args=[run.pk])
    first, second = EvidencePage.objects.order_by("path")
    assert first.title == "Video feedback in widescreen"
    assert (first.year, first.doi, first.live) == (2008, "10.1016/j.cpr.2008.01.003", False)
    assert [str(person) for person in first.people.all()] == ["Fukkink, Ruben G."]
    assert first.owner == editor.user
    assert first.get_parent().specific == index
    assert second.title == "Another"
    run.refresh_from_db()
    assert (run.state, run.made, run.total) == ("done", [first.pk, second.pk], 2)
    report = editor.get(answer.url).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[first.pk]) in report


def test_a_draft_can_be_edited_and_published(editor, index, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris())
    confirm(editor, run, django_capture_on_commit_callbacks)
    page = EvidencePage.objects.get()
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert page.latest_revision.as_object().people.count() == 1
    page.latest_revision.publish()
    page.refresh_from_db()
    assert page.live
    assert not page.has_unpublished_changes
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ris("Quite another title", "2020"), "the same DOI"),
        (ris("VIDEO feedback, in “widescreen”!", "2008", ""), "the same title and year"),
    ],
)
def test_what_the_site_has_is_marked_and_left_out(editor, index, content, why):
    EvidencePageFactory(
        parent=index, title="Video feedback in widescreen", year=2008, doi="10.1016/J.CPR.2008.01.003"
    )
    run = uploaded(editor, content)
    [record] = run.records
    assert record["twin"]["why"] == why
    assert not record["chosen"]
    shown = editor.get(reverse("evidence_import_preview", args=[run.pk])).content.decode()
    assert "Duplicate" in shown
    assert reverse("wagtailadmin_pages:edit", args=[record["twin"]["page"]]) in shown


def test_the_same_title_of_another_year_is_no_duplicate(editor, index):
    EvidencePageFactory(parent=index, title="Video feedback in widescreen", year=2007, doi="")
    assert uploaded(editor, ris()).records[0]["twin"] is None


def test_what_stands_twice_in_the_file_is_marked(editor):
    first, second = uploaded(editor, ris() + ris("Other words")).records
    assert first["chosen"]
    assert second["twin"] == {"why": "the same DOI", "words": "record 1 of this file", "page": None}
    assert not second["chosen"]


def test_a_duplicate_can_be_imported_all_the_same(editor, index, django_capture_on_commit_callbacks):
    EvidencePageFactory(parent=index, title="Video feedback in widescreen", year=2008)
    run = uploaded(editor, ris())
    confirm(editor, run, django_capture_on_commit_callbacks, choose=["1"])
    assert EvidencePage.objects.filter(title="Video feedback in widescreen").count() == 2


def test_a_file_that_was_uploaded_twice_is_imported_once(editor, django_capture_on_commit_callbacks):
    first = uploaded(editor, ris())
    upload(editor, ris() + ris("Another", "2011", ""))
    second = ImportRun.objects.exclude(pk=first.pk).get()
    confirm(editor, first, django_capture_on_commit_callbacks)

    answer = confirm(editor, second, django_capture_on_commit_callbacks)
    shown = editor.get(answer.url).content.decode()
    assert "1 of the chosen came to the site after this file was read" in shown
    assert "the same DOI" in shown
    assert EvidencePage.objects.count() == 1

    second.refresh_from_db()
    assert [record["chosen"] for record in second.records] == [False, True]
    confirm(editor, second, django_capture_on_commit_callbacks)
    assert sorted(EvidencePage.objects.values_list("title", flat=True)) == [
        "Another",
        "Video feedback in widescreen",
    ]


def test_only_what_is_chosen_is_imported_and_as_the_kind_that_is_chosen(
    editor, django_capture_on_commit_callbacks
):
    thesis = KindFactory(slug="thesis", csl_type="thesis")
    run = uploaded(editor, ris() + ris("Another", "2011", ""))
    confirm(editor, run, django_capture_on_commit_callbacks, choose=["2"], **{"kind-2": str(thesis.pk)})
    page = EvidencePage.objects.get()
    assert (page.title, page.kind) == ("Another", thesis)


def test_choices_are_kept_from_page_to_page(editor, monkeypatch):
    monkeypatch.setattr("evidence.importing.views.ROWS", 2)
    run = uploaded(editor, b"".join(many(5)))
    address = reverse("evidence_import_preview", args=[run.pk])
    answer = editor.post(address, {"shown": ["1", "2"], "choose": ["2"], "go": "2"})
    assert answer.url.endswith("show=all&p=2")
    run.refresh_from_db()
    assert [record["chosen"] for record in run.records] == [False, True, True, True, True]
    assert run.total == 4


def test_nothing_chosen_imports_nothing(editor, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris())
    confirm(editor, run, django_capture_on_commit_callbacks, choose=[])
    run.refresh_from_db()
    assert run.state == "ready"
    assert EvidencePage.objects.count() == 0


def test_a_broken_record_is_shown_and_cannot_be_chosen(editor, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris() + BROKEN)
    shown = editor.get(reverse("evidence_import_preview", args=[run.pk])).content.decode()
    assert "It may be cut off" in shown
    confirm(editor, run, django_capture_on_commit_callbacks, shown=["1", "2"], choose=["1", "2"])
    assert EvidencePage.objects.count() == 1


def test_confirming_twice_imports_once(editor, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris())
    for _time in range(2):
        confirm(editor, run, django_capture_on_commit_callbacks)
    tasks.import_references.enqueue(run.pk)
    assert EvidencePage.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 a ZIP", "This is a ZIP archive"),
        (b"Dear editor", "No reference was found"),
        (ris() + "TY  - JOUR\nTI  - Grö".encode() + b"\xdfe\n", "Record 2, line"),
        (b"", "This file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_reported_and_loads_nothing(editor, content, words):
    answer = upload(editor, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert ImportRun.objects.count() == 0


def test_no_file(editor):
    assert "Choose a file." in editor.post(UPLOAD).content.decode()


def test_a_file_that_is_too_large(editor, monkeypatch):
    monkeypatch.setattr("evidence.citations.files.LARGEST_FILE", 10_000)
    answer = upload(editor, b"".join(many(20)))
    assert answer.status_code == 422
    assert "The file is larger than" in answer.content.decode()


def test_an_old_encoding_is_told(editor):
    run = uploaded(editor, ris("Größe").replace("Größe".encode(), "Größe".encode("latin-1")))
    assert "Windows-1252" in editor.get(reverse("evidence_import_preview", args=[run.pk])).content.decode()


def test_hostile_titles_are_escaped(editor, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris("<script>alert(1)</script> & <b>"))
    assert (
        "<script>alert(1)"
        not in editor.get(reverse("evidence_import_preview", args=[run.pk])).content.decode()
    )
    confirm(editor, run, django_capture_on_commit_callbacks)
    assert (
        "<script>alert(1)" not in editor.get(reverse("evidence_import_run", args=[run.pk])).content.decode()
    )
    assert EvidencePage.objects.get().title == "<script>alert(1)</script> & <b>"


def test_what_does_not_fit_is_cut_and_told(editor, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris("Long " * 100, "2999", ""))
    assert any("cut off after 255" in problem for problem in run.records[0]["problems"])
    assert any("lies in the future" in problem for problem in run.records[0]["problems"])
    confirm(editor, run, django_capture_on_commit_callbacks)
    page = EvidencePage.objects.get()
    assert len(page.title) <= 255
    assert page.year is None


def test_slugs_are_unique_and_never_that_of_the_downloads(editor, django_capture_on_commit_callbacks):
    run = uploaded(
        editor,
        b"TY  - BOOK\nTI  - Export\nER  - \n" * 2 + b"TY  - BOOK\nTI  - \xd8\xa7\nER  - \n",
    )
    confirm(editor, run, django_capture_on_commit_callbacks)
    slugs = set(EvidencePage.objects.values_list("slug", flat=True))
    assert slugs == {"export-2", "export-3", "reference"}


def test_the_format_is_judged_by_the_file_not_by_its_name(editor):
    upload(editor, b"@book{a, title={A}}", "a.ris")
    upload(editor, b' [{"title": "A", "type": "book"}]', "a.bib")
    upload(editor, ris(), "a.json")
    assert list(ImportRun.objects.order_by("pk").values_list("format", flat=True)) == ["bib", "json", "ris"]


def test_a_type_without_a_kind_is_told(editor):
    [record] = uploaded(editor, b'[{"title": "A", "type": "dataset"}]').records
    assert any("no kind for" in problem for problem in record["problems"])
    assert record["kind"]


@pytest.mark.parametrize(
    "content",
    [
        b"TY  - GEN\nTI  - A\nER  - \n",
        b"TY  - XYZ\nTI  - A\nER  - \n",
        b"@misc{a, title = {A}}",
        b"@xyz{a, title = {A}}",
        b'[{"title": "A"}]',
    ],
)
def test_where_the_file_does_not_say_the_kind_an_editor_is_asked(editor, content):
    [record] = uploaded(editor, content).records
    assert "Please choose its kind." in record["problems"]
    assert record["kind"]


def test_without_any_kind_nothing_is_read(db):
    with pytest.raises(reading.FileProblem, match="no kind of evidence"):
        reading.read_file(SimpleUploadedFile("a.ris", ris()))


def test_the_preview_costs_the_same_with_many_rows(editor, django_assert_max_num_queries):
    run = uploaded(editor, b"".join(many(500)))
    with django_assert_max_num_queries(30):
        editor.get(reverse("evidence_import_preview", args=[run.pk]))
