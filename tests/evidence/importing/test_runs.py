"""Runs of an import: whose they are, how far they have come, and how they go on."""

import datetime

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.first_content import EDITORS, OFFICERS
from core.due import due
from evidence.importing import tasks
from evidence.importing.models import ImportRun
from evidence.models import EvidencePage
from tests.evidence.importing.files import many, ris
from tests.evidence.importing.steps import UPLOAD, confirm, signed_in, upload, uploaded
from tests.factories import MembershipFactory


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
