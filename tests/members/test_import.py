"""Importing members: nothing is saved until it is confirmed, and then all of it or nothing."""

import datetime
import io

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from accounts.first_content import EDITORS, load
from accounts.models import User
from core.first_content import Loader
from members.membership.importing import plan, run
from members.membership.importing.run import confirm, forget_unconfirmed, receive
from members.membership.models import Grade, Member, MemberImport, Membership
from tests.factories import UserFactory
from tests.members.factories import HEADINGS, csv_file, member, officer, xlsx_file
from tests.members.imports import ADA, BOB, END, KEPT, START, counts, refused, save, with_

pytestmark = pytest.mark.django_db


# --- What works ---------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_new_members(by, make):
    file = make([ADA, BOB])
    before = counts()
    found = receive(file, file.name, by)
    assert (found.state, found.counts) == ("ready", {"new": 2})
    assert counts() == before
    assert confirm(found, by, send_links=False)
    ada = User.objects.get(email="ada@example.com")
    assert not ada.has_usable_password()
    assert ada.get_full_name() == "Ada Lovelace"
    term = ada.memberships.get()
    assert (term.grade.name, term.starts_on, term.ends_on) == ("Supervisor", START, END)
    assert ada.member.number
    assert ada.emailaddress_set.get().verified
    assert not mail.outbox


def test_running_it_twice_changes_nothing(by):
    assert save(csv_file([ADA, BOB]), by) == {"new": 2}
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]
    assert save(csv_file([ADA, BOB]), by) == {"unchanged": 2}
    assert [list(model.objects.order_by("pk").values()) for model in KEPT] == before


def test_one_import_is_saved_once_however_often_it_is_confirmed(by):
    file = csv_file([ADA])
    found = receive(file, file.name, by)
    assert confirm(found, by, send_links=False)
    assert not confirm(found, by, send_links=False)
    run.save_import.call(found.pk, by.pk)
    assert Membership.objects.count() == 1


def test_renewals_changes_and_what_stays(by, time_machine):
    time_machine.move_to("2026-11-01 12:00", tick=False)
    save(csv_file([ADA, BOB]), by)
    rows = [
        with_(ADA, **{"from": "", "until": "2027-12-31", "grade": ""}),
        with_(BOB, until="2026-11-30", last="Smith"),
    ]
    assert save(csv_file(rows), by) == {"renewed": 1, "changed": 1}
    renewed = Membership.objects.filter(user__email="ada@example.com").latest("starts_on")
    assert (renewed.starts_on, renewed.grade.name) == (datetime.date(2027, 1, 1), "Supervisor")
    bob = User.objects.get(email="bob@example.com")
    assert bob.last_name == "Smith"
    assert bob.memberships.get().ends_on == datetime.date(2026, 11, 30)
    assert save(csv_file(rows), by) == {"unchanged": 2}


def test_links_are_sent_to_new_members_only_when_asked(by, django_capture_on_commit_callbacks):
    there = member()
    row = [there.user.email, "Pat", "Renamed", "", "", str(there.current_term.ends_on)]
    with django_capture_on_commit_callbacks(execute=True):
        save(csv_file([ADA, row]), by, send_links=True)
    assert [message.to for message in mail.outbox] == [["ada@example.com"]]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["EMAIL ADDRESS", "forename", "Surname", "grade", "Start date", "Expires"], ADA),
        (["e-mail", "First Name", "LAST NAME", "Grade", "from", "valid until"], ADA),
        (HEADINGS, with_(ADA, **{"from": "1 January 2026", "until": "31 Dec 2026"})),
        (HEADINGS, with_(ADA, **{"from": "01/01/2026", "until": "31/12/2026"})),
        (HEADINGS, with_(ADA, e_mail="  ADA@Example.COM ", grade="SUPERVISOR")),
    ],
)
def test_headings_and_dates_as_people_write_them(by, headings, row):
    save(csv_file([row], headings), by)
    term = Membership.objects.get(user__email="ada@example.com")
    assert (term.starts_on, term.ends_on) == (START, END)


def test_one_column_for_the_name_and_semicolons_and_old_windows_text(by):
    file = csv_file(
        [["zoë@example.com".replace("ë", "e"), "Zoë van der Berg", "Guider", "", "31/12/2030"]],
        ["E-mail", "Name", "Grade", "From", "Until"],
        delimiter=";",
        encoding="cp1252",
    )
    save(file, by)
    user = User.objects.get(email="zoe@example.com")
    assert (user.first_name, user.last_name) == ("Zoë van der", "Berg")
    assert user.memberships.get().grade.name == "Guider / practitioner"


def test_real_dates_of_a_spreadsheet(by):
    save(xlsx_file([with_(ADA, **{"from": START, "until": datetime.datetime(2026, 12, 31)})]), by)
    assert Membership.objects.get().ends_on == END


def test_the_template_can_be_imported(client):
    client.force_login(officer())
    response = client.get("/admin/members/import/template/")
    assert response["Content-Disposition"].endswith('"members-template.xlsx"')
    assert [cell.value for cell in load_workbook(io.BytesIO(response.content)).active[1]] == HEADINGS
    found = receive(SimpleUploadedFile("t.xlsx", response.content), "t.xlsx", User.objects.latest("pk"))
    assert (found.state, found.counts) == ("ready", {"new": 1})


# --- Members that are there already -------------------------------------------------------------


def test_people_who_keep_the_site_are_left_alone(by):
    """Attack 26, by import: whoever runs it."""
    load(Loader())
    chief = UserFactory(is_superuser=True, email="ada@example.com", first_name="Chief")
    editor = UserFactory(groups=[Group.objects.get(name=EDITORS)], email="bob@example.com")
    before = list(User.objects.order_by("pk").values())
    assert save(csv_file([ADA, BOB]), by, send_links=True) == {"left_alone": 2}
    assert list(User.objects.order_by("pk").values()) == before
    assert not Membership.objects.filter(user__in=[chief, editor]).exists()
    assert not mail.outbox


def test_a_suspended_member_is_not_renewed_by_import(by):
    person = member(status=Membership.Status.SUSPENDED)
    row = with_(ADA, e_mail=person.user.email, **{"from": "", "until": "2099-12-31"})
    assert "suspended" in refused(csv_file([row]), by)[2, "E-mail"]


def test_an_overlap_is_refused(by):
    person = member()
    today = timezone.localdate()
    row = with_(ADA, e_mail=person.user.email, **{"from": str(today), "until": str(today.replace(year=2098))})
    assert "overlaps" in refused(csv_file([row]), by)[2, "From"]


def test_what_has_changed_since_the_preview_undoes_the_whole(by):
    file = csv_file([BOB, ADA])
    found = receive(file, file.name, by)
    person = member(user__email="ada@example.com", status=Membership.Status.SUSPENDED)
    confirm(found, by, send_links=False)
    found.refresh_from_db()
    assert found.state == "failed"
    assert found.problems[0]["row"] == 3
    assert not User.objects.filter(email="bob@example.com").exists()
    assert Member.objects.get() == person


def test_a_fault_halfway_saves_nothing_and_can_be_tried_again(by, monkeypatch):
    monkeypatch.setattr("members.membership.importing.plan.AT_ONCE", 2)
    rows = [with_(ADA, e_mail=f"m{n}@example.com") for n in range(1200)]
    file = csv_file(rows)
    found = receive(file, file.name, by)
    write, calls = run._Writer.write, []

    def break_off(self, steps):
        calls.append(len(steps))
        if len(calls) == 2:
            raise RuntimeError("out of memory")
        return write(self, steps)

    monkeypatch.setattr(run._Writer, "write", break_off)
    confirm(found, by, send_links=False)
    found.refresh_from_db()
    assert found.state == "failed"
    assert Member.objects.count() == 0
    monkeypatch.setattr(run._Writer, "write", write)
    assert confirm(found, by, send_links=False)
    assert Member.objects.count() == 1200


def test_what_nobody_confirmed_is_forgotten(by, time_machine):
    file = csv_file([ADA])
    found = receive(file, file.name, by)
    assert forget_unconfirmed(None, today=timezone.localdate()) == ""
    time_machine.move_to(timezone.now() + datetime.timedelta(days=3), tick=False)
    assert "1 unconfirmed" in forget_unconfirmed(None, today=timezone.localdate())
    found.refresh_from_db()
    assert found.rows == []
    assert not confirm(found, by, send_links=False)


# --- The screens --------------------------------------------------------------------------------


def test_the_officers_way_through(client):
    client.force_login(officer())
    bad = csv_file([with_(ADA, until="12/31/2026")])
    text = client.post("/admin/members/import/", {"file": bad}, follow=True).content.decode()
    assert "Nothing was saved" in text
    assert "Write the day first" in text
    response = client.post("/admin/members/import/", {"file": csv_file([ADA, BOB])}, follow=True)
    found = response.context["found"]
    text = response.content.decode()
    assert "Nothing is saved yet" in text
    assert "<strong>2</strong> new members" in text
    assert not User.objects.filter(email="ada@example.com").exists()
    text = client.post(f"/admin/members/import/{found.pk}/start/", follow=True).content.decode()
    assert "All is saved" in text
    assert client.get(f"/admin/members/import/{found.pk}/progress/").json() == {
        "percent": 100,
        "under_way": False,
    }
    history = client.get(f"/admin/snippets/membership/member/history/{Member.objects.first().pk}/")
    assert "Became a member by import" in history.content.decode()


def test_the_preview_says_what_becomes_of_each_row(client, by, time_machine):
    time_machine.move_to("2026-11-01 12:00", tick=False)
    load(Loader())
    save(csv_file([ADA, BOB]), by)
    UserFactory(groups=[Group.objects.get(name=EDITORS)], email="ed@example.com")
    client.force_login(by)
    new = with_(ADA, e_mail="cat@example.com", first="Cat")
    rows = [
        new,
        ADA,
        with_(BOB, until="2026-11-30", last="Smith", grade="Supervisor"),
        with_(ADA, e_mail="ed@example.com"),
    ]
    response = client.post("/admin/members/import/", {"file": csv_file(rows)}, follow=True)
    shown = [(step.row.number, words, step.details) for step, words in response.context["steps"]]
    changed = (
        "was until 31 December 2026, Trainee guider; now until 30 November 2026, Supervisor; "
        "the name was Bob Builder"
    )
    assert shown == [
        (5, "Left alone", ""),
        (4, "Changed", changed),
        (2, "New", "1 January 2026 to 31 December 2026, Supervisor"),
    ]
    text = response.content.decode()
    assert changed in text
    assert "Cat Lovelace" in text
    found = response.context["found"]
    client.post(f"/admin/members/import/{found.pk}/start/")
    bob = Member.objects.get(user__email="bob@example.com")
    history = client.get(f"/admin/snippets/membership/member/history/{bob.pk}/").content.decode()
    assert f"Changed by import: {changed}" in history
    assert client.get(f"/admin/members/import/{found.pk}/").context["steps"] == []


def test_a_long_preview_says_how_many_more(client, monkeypatch):
    monkeypatch.setattr("members.membership.officers.imports.MOST_SHOWN", 1)
    client.force_login(officer())
    response = client.post("/admin/members/import/", {"file": csv_file([ADA, BOB])}, follow=True)
    assert "And 1 more row." in response.content.decode()


def test_a_grade_that_is_deleted_before_it_is_confirmed(by):
    file = csv_file([with_(ADA, grade="Supervisor")])
    found = receive(file, file.name, by)
    Grade.objects.get(name="Supervisor").delete()
    assert confirm(found, by, send_links=False)
    found.refresh_from_db()
    assert found.state == "failed"
    assert found.problems == [
        {
            "row": 2,
            "column": "Grade",
            "text": "This grade was deleted in the meantime. Upload the spreadsheet again.",
        }
    ]
    assert not Membership.objects.exists()


def test_thrown_away(client):
    client.force_login(officer())
    found = client.post("/admin/members/import/", {"file": csv_file([ADA])}, follow=True).context["found"]
    client.post(f"/admin/members/import/{found.pk}/discard/")
    assert not MemberImport.objects.exists()


def test_progress_is_told_after_every_part(by, monkeypatch):
    keep, shown = MemberImport.percent, []
    monkeypatch.setattr(
        MemberImport,
        "percent",
        property(keep.fget, lambda self, value: (shown.append(value), keep.fset(self, value))),
    )
    monkeypatch.setattr(plan.in_parts, "__defaults__", (3,))
    people = [
        with_(ADA, e_mail=f"ada{number}@example.com", last=f"Lovelace {number}") for number in range(12)
    ]
    file = csv_file(people)
    assert confirm(receive(file, file.name, by), by, send_links=False)
    assert Member.objects.count() == 12
    assert shown == [0, 25, 50, 75, 100]


def test_progress_while_it_runs(client):
    client.force_login(officer())
    found = MemberImport.objects.create(filename="a.csv", state="running", confirmed_at=timezone.now())
    found.percent = 40
    text = client.get(f"/admin/members/import/{found.pk}/").content.decode()
    assert 'value="40"' in text
    assert "See how far it is now" in text
    assert client.get(f"/admin/members/import/{found.pk}/progress/").json()["percent"] == 40


def test_grades_are_found_without_asking_once_a_row(by, django_assert_max_num_queries):
    rows = [with_(ADA, e_mail=f"m{n}@example.com") for n in range(400)]
    file = csv_file(rows)
    with django_assert_max_num_queries(15):
        receive(file, file.name, by)
    assert Grade.objects.count() == 3
