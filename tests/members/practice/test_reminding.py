"""Reminders of re-accreditation: each once, only the one that fits, never to who is not accredited."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command

from members.membership.models import Membership
from members.practice.models import Reminder
from members.practice.reminding import send_reminders
from tests.members.practice.factories import ReaccreditationFactory, RequirementFactory, practitioner

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
DUE = datetime.date(2027, 4, 30)


@pytest.fixture
def member():
    RequirementFactory(years=3)
    return practitioner("Morgan", "Mills", ends_on=datetime.date(2028, 4, 30))


@pytest.fixture
def run(time_machine, django_capture_on_commit_callbacks):
    def on(day):
        time_machine.move_to(datetime.datetime.combine(day, datetime.time(12)), tick=False)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            send_reminders(None, today=day)
        return [message.subject for message in mail.outbox]

    return on


def test_daily_runs_send_three(member, run):
    sent = {}
    for offset in [*range(-190, -175), *range(-35, 5), *range(55, 65)]:
        for subject in run(DUE + offset * DAY):
            sent.setdefault(offset, []).append(subject)
    assert sent == {
        -182: ["Your re-accreditation is due on 30 April 2027"],
        -30: ["Your re-accreditation is due on 30 April 2027"],
        1: ["Your re-accreditation was due on 30 April 2027"],
    }
    assert set(Reminder.objects.values_list("kind", flat=True)) == {"early", "soon", "over"}


@pytest.mark.parametrize(
    ("first_run", "kinds"),
    [(-183, []), (-182, ["early"]), (-31, ["early"]), (-30, ["soon"]), (0, ["soon"]), (1, ["over"]),
     (60, ["over"]), (61, [])],
)  # fmt: skip
def test_a_run_that_was_missed_sends_only_what_fits_today(member, run, first_run, kinds):
    assert len(run(DUE + first_run * DAY)) == len(kinds)
    assert list(Reminder.objects.values_list("kind", flat=True)) == kinds
    assert run(DUE + first_run * DAY) == []


def test_it_says_what_is_logged_and_where(member, run):
    run(DUE - 20 * DAY)
    (message,) = mail.outbox
    assert message.to == [member.user.email]
    for words in (
        "Dear Morgan Mills",
        f"as Practitioner (number {member.number})",
        "- Supervision received: 0 of 6 hours",
        "http://testserver/members/practice/",
    ):
        assert words in message.body


def test_a_re_accreditation_starts_it_anew(member, run):
    run(DUE - 20 * DAY)
    ReaccreditationFactory(member=member, on=datetime.date(2027, 4, 20))
    assert run(DUE + 1 * DAY) == []
    assert run(datetime.date(2030, 4, 19) - 30 * DAY) == []  # the term is over by then
    Membership.objects.update(ends_on=datetime.date(2031, 4, 30))
    assert run(datetime.date(2030, 4, 19) - 30 * DAY) == ["Your re-accreditation is due on 19 April 2030"]


@pytest.mark.parametrize("why", ["suspended", "no rule", "no years", "closed account"])
def test_never_without_a_reason(member, run, why):
    match why:
        case "suspended":
            Membership.objects.update(status=Membership.Status.SUSPENDED)
        case "no rule":
            RequirementFactory._meta.model.objects.all().delete()
        case "no years":
            RequirementFactory._meta.model.objects.update(years=None)
        case "closed account":
            member.user.is_active = False
            member.user.save()
    assert run(DUE - 20 * DAY) == []


def test_the_daily_command_sends_them(member, time_machine, capsys, django_capture_on_commit_callbacks):
    time_machine.move_to("2027-04-20 06:30", tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("do_what_is_due")
    assert "1 reminder of re-accreditation sent" in capsys.readouterr().out
    assert len(mail.outbox) == 1


def test_many_members_cost_few_queries_besides_the_mails(member, run, django_assert_max_num_queries):
    for _ in range(10):
        practitioner(ends_on=datetime.date(2028, 4, 30))
    run(DUE - 20 * DAY)
    with django_assert_max_num_queries(6):
        send_reminders(None, today=DUE - 19 * DAY)


def test_who_does_not_want_them_says_so_on_the_account_page(member, run, client):
    run(DUE - 190 * DAY)
    client.force_login(member.user)
    assert "Reminders of re-accreditation" in client.get("/members/account/").content.decode()
    for _ in range(2):
        client.post("/accounts/mails/", {})
    assert run(DUE - 20 * DAY) == []
    client.force_login(member.user)  # the session is over by then
    for _ in range(2):
        client.post("/accounts/mails/", {"practice": "on"})
    assert len(run(DUE - 19 * DAY)) == 1
