"""Importing references: look at the file, confirm, watch, and who may."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.first_content import EDITORS, OFFICERS
from accounts.first_content import load as load_groups
from core.due import due
from core.first_content import Loader
from evidence.importing import reading, tasks
from evidence.importing.models import ImportRun
from evidence.models import EvidencePage
from tests.evidence.factories import EvidenceIndexPageFactory, EvidencePageFactory, KindFactory
from tests.evidence.importing.files import BROKEN, many, ris
from tests.factories import MembershipFactory, UserFactory

UPLOAD = "/admin/evidence-import/"


@pytest.fixture
def index(db):
    load_groups(Loader())
    KindFactory(slug="study", csl_type="article-journal")
    return EvidenceIndexPageFactory()


def signed_in(*groups, **fields):
    client = Client()
    client.user = UserFactory(groups=[Group.objects.get(name=name) for name in groups], **fields)
    client.force_login(client.user)
    return client


@pytest.fixture
def editor(index):
    return signed_in(EDITORS)


def upload(client, content, name="references.ris"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def uploaded(client, content):
    """The run that an upload has led to."""
    answer = upload(client, content)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.get(user=client.user)


def confirm(client, run, callbacks, **posted):
    """Confirm with everything as it was proposed, unless ``posted`` says otherwise."""
    rows = [record for record in run.records if record["item"]]
    data = {
        "shown": [record["number"] for record in rows],
        "choose": [record["number"] for record in rows if record["chosen"]],
        "start": "1",
    }
    with callbacks(execute=True):
        return client.post(reverse("evidence_import_preview", args=[run.pk]), data | posted)


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


def addresses(run):
    names = ["evidence_import_preview", "evidence_import_run", "evidence_import_state"]
    return [UPLOAD, *(reverse(name, args=[run.pk]) for name in names)]


def test_who_may_not_add_evidence_is_refused(editor):
    run = uploaded(editor, ris())
    member = Client()
    member.force_login(MembershipFactory().user)
    for client in (Client(), member, signed_in(OFFICERS)):
        for address in addresses(run):
            answer = client.get(address)
            assert answer.status_code in {302, 403}, address
            assert "Video feedback" not in answer.content.decode()
        assert upload(client, ris()).status_code in {302, 403}
    assert ImportRun.objects.count() == 1


def test_somebody_without_rights_sees_neither_menu_nor_task(editor):
    assert UPLOAD in editor.get("/admin/").content.decode()
    assert UPLOAD not in signed_in(OFFICERS).get("/admin/").content.decode()


def test_the_run_of_another_editor_is_not_theirs(editor, django_capture_on_commit_callbacks):
    run = uploaded(editor, ris())
    other, administrator = signed_in(EDITORS), signed_in(is_superuser=True)
    for address in addresses(run)[1:]:
        assert other.get(address).status_code == 404
        assert administrator.get(address, follow=True).status_code == 200
    assert confirm(other, run, django_capture_on_commit_callbacks).status_code == 404
    for name in ("evidence_import_discard", "evidence_import_go_on"):
        assert other.post(reverse(name, args=[run.pk])).status_code == 404
    assert ImportRun.objects.filter(pk=run.pk, state="ready").exists()


def test_forms_need_their_token(editor):
    run = uploaded(editor, ris())
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)
    for address in (UPLOAD, addresses(run)[1], reverse("evidence_import_go_on", args=[run.pk])):
        assert strict.post(address, {"start": "1"}).status_code == 403
    assert EvidencePage.objects.count() == 0


def test_starting_again_and_forgetting_are_no_links(editor):
    run = uploaded(editor, ris())
    for name in ("evidence_import_discard", "evidence_import_go_on"):
        assert editor.get(reverse(name, args=[run.pk])).status_code == 405


def test_a_file_can_be_forgotten(editor):
    run = uploaded(editor, ris())
    editor.post(reverse("evidence_import_discard", args=[run.pk]))
    assert ImportRun.objects.count() == 0


def test_progress_is_told_while_it_runs(editor, monkeypatch):
    monkeypatch.setattr(tasks, "CHUNK", 2)
    run = uploaded(editor, b"".join(many(5)))
    ImportRun.objects.update(state=ImportRun.State.RUNNING, moved_at=timezone.now())
    seen = []
    make = tasks._make

    def watched(*args):
        make(*args)
        seen.append(editor.get(reverse("evidence_import_state", args=[run.pk])).json())

    monkeypatch.setattr(tasks, "_make", watched)
    tasks.import_references.enqueue(run.pk)
    assert [answer["done"] for answer in seen] == [0, 2, 4]
    assert {answer["total"] for answer in seen} == {5}
    assert editor.get(reverse("evidence_import_state", args=[run.pk])).json()["state"] == "done"


def test_a_run_that_stopped_goes_on_where_it_was(editor, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(tasks, "CHUNK", 2)
    run = uploaded(editor, b"".join(many(5)))
    build, built = tasks.build, []

    def breaks_at_the_fourth(item, kind, slugs):
        if len(built) == 3:
            raise RuntimeError("the machine stopped")
        built.append(item)
        return build(item, kind, slugs)

    monkeypatch.setattr(tasks, "build", breaks_at_the_fourth)
    confirm(editor, run, django_capture_on_commit_callbacks)
    run.refresh_from_db()
    # The chunk that broke is undone as a whole.
    assert (run.state, run.done, EvidencePage.objects.count()) == ("failed", 2, 2)
    address = reverse("evidence_import_run", args=[run.pk])
    assert "after 2 of 5" in editor.get(address).content.decode()

    monkeypatch.setattr(tasks, "build", build)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("evidence_import_go_on", args=[run.pk]))
    run.refresh_from_db()
    titles = EvidencePage.objects.order_by("path").values_list("title", flat=True)
    assert (run.state, run.done) == ("done", 5)
    assert list(titles) == [f"A study of attunement, number {number}" for number in range(5)]


def test_a_run_whose_worker_died_may_go_on_after_a_minute(editor, time_machine):
    time_machine.move_to("2026-11-23T12:00:00Z", tick=False)
    run = uploaded(editor, ris())
    ImportRun.objects.update(state=ImportRun.State.RUNNING, moved_at=timezone.now())
    run.refresh_from_db()
    assert not run.may_go_on
    time_machine.shift(datetime.timedelta(seconds=61))
    assert run.may_go_on
    assert editor.get(reverse("evidence_import_state", args=[run.pk])).json()["state"] == "stalled"


def test_without_the_list_it_stops_and_says_so(editor, index):
    run = uploaded(editor, ris())
    ImportRun.objects.update(state=ImportRun.State.RUNNING)
    index.delete()
    tasks.import_references.enqueue(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "evidence list is gone" in run.message


def test_an_upload_is_removed_after_thirty_days(editor, time_machine):
    time_machine.move_to("2026-11-23T12:00:00Z")
    uploaded(editor, ris())

    def run_what_is_due():
        return [said for _who, said in due.send(sender=None, today=timezone.localdate()) if said]

    time_machine.move_to("2026-12-23T12:00:00Z")
    run_what_is_due()
    assert ImportRun.objects.count() == 1
    time_machine.move_to("2026-12-24T12:00:00Z")
    assert any("old imports" in said for said in run_what_is_due())
    assert ImportRun.objects.count() == 0


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


def test_without_any_kind_nothing_is_read(db):
    with pytest.raises(reading.FileProblem, match="no kind of evidence"):
        reading.read_file(SimpleUploadedFile("a.ris", ris()))


def test_the_preview_costs_the_same_with_many_rows(editor, django_assert_max_num_queries):
    run = uploaded(editor, b"".join(many(500)))
    with django_assert_max_num_queries(30):
        editor.get(reverse("evidence_import_preview", args=[run.pk]))
