"""Reminders: each once for a term, only the one that fits, and never to who renewed or is kept out."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command

from members.membership.actions import renew, suspend
from members.membership.models import Membership, Reminder
from members.membership.reminding import send_reminders
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
END = datetime.date(2026, 6, 30)


@pytest.fixture
def term():
    return MembershipFactory(starts_on=datetime.date(2025, 7, 1), ends_on=END)


@pytest.fixture
def run(time_machine, django_capture_on_commit_callbacks):
    def on(day):
        time_machine.move_to(datetime.datetime.combine(day, datetime.time(12)), tick=False)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            send_reminders(None, today=day)
        return [message.subject for message in mail.outbox]

    return on


def test_a_year_of_daily_runs_sends_three(term, run):
    sent = {}
    for offset in range(-60, 120):
        for subject in run(END + offset * DAY):
            sent.setdefault(offset, []).append(subject)
    assert sent == {
        -30: ["Your membership of AVIGuk ends on 30 June 2026"],
        -7: ["Your membership of AVIGuk ends on 30 June 2026"],
        15: ["Your membership of AVIGuk has lapsed"],
    }
    assert set(term.reminders.values_list("kind", flat=True)) == {"month", "week", "lapsed"}


@pytest.mark.parametrize(
    ("first_run", "kinds"),
    [(-31, []), (-30, ["month"]), (-20, ["month"]), (-5, ["week"]), (3, ["week"]), (14, ["week"]),
     (15, ["lapsed"]), (44, ["lapsed"]), (45, [])],
)  # fmt: skip
def test_a_run_that_was_missed_sends_only_what_fits_today(term, run, first_run, kinds):
    assert len(run(END + first_run * DAY)) == len(kinds)
    assert list(Reminder.objects.values_list("kind", flat=True)) == kinds
    assert run(END + first_run * DAY) == []


def test_it_says_what_is_lost_and_how_to_renew(term, run):
    run(END - 7 * DAY)
    (message,) = mail.outbox
    assert message.to == [term.user.email]
    assert "in 7 days" in message.body
    assert "closes to you after 14 July 2026" in message.body
    assert "To renew, write to us" in message.body
    assert "http://testserver/contact/" in message.body
    assert str(term.user.member.number) in message.body


def test_in_the_days_of_grace_it_does_not_speak_of_the_future(term, run):
    assert run(END + 2 * DAY) == ["Your membership of AVIGuk has ended: please renew"]
    assert "ended on 30 June 2026" in mail.outbox[0].body


@pytest.mark.parametrize("offset", [-30, -7, 3, 15])
def test_never_to_who_renewed(term, run, offset, time_machine):
    time_machine.move_to("2026-05-01 12:00", tick=False)
    renew(term.user.member, UserFactory(is_superuser=True))
    assert run(END + offset * DAY) == []


@pytest.mark.parametrize("offset", [-30, -7, 3, 15])
def test_never_to_who_is_suspended_or_has_left(term, run, offset, time_machine):
    time_machine.move_to("2026-05-01 12:00", tick=False)
    suspend(term.user.member, UserFactory(is_superuser=True), "A reason")
    MembershipFactory(starts_on=term.starts_on, ends_on=END, status=Membership.Status.RESIGNED)
    closed = MembershipFactory(starts_on=term.starts_on, ends_on=END)
    closed.user.is_active = False
    closed.user.save()
    assert run(END + offset * DAY) == []


def test_a_term_that_is_prolonged_is_reminded_of_its_new_end(term, run):
    """An import or a correction moves the last day of a term, after mails about the former one."""
    for offset in (-30, -7, 15):
        assert run(END + offset * DAY)
    term.ends_on = END.replace(year=END.year + 1)
    term.save()
    sent = {offset: subjects for offset in range(-340, 60) if (subjects := run(term.ends_on + offset * DAY))}
    assert sent == {
        -30: ["Your membership of AVIGuk ends on 30 June 2027"],
        -7: ["Your membership of AVIGuk ends on 30 June 2027"],
        15: ["Your membership of AVIGuk has lapsed"],
    }


@pytest.mark.parametrize("days", [-3, 3])
def test_a_small_correction_repeats_no_reminder_that_still_fits(term, run, days):
    assert run(END - 20 * DAY)
    term.ends_on = END + days * DAY
    term.save()
    assert run(END - 19 * DAY) == []


def test_the_daily_command_sends_them(term, time_machine, capsys, django_capture_on_commit_callbacks):
    time_machine.move_to("2026-06-23 06:30", tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("do_what_is_due")
    assert "1 membership reminder sent" in capsys.readouterr().out
    assert len(mail.outbox) == 1


def test_a_thousand_terms_cost_few_queries_besides_the_mails(run, django_assert_max_num_queries):
    MembershipFactory.create_batch(30, starts_on=datetime.date(2025, 7, 1), ends_on=END)
    run(END - 30 * DAY)
    with django_assert_max_num_queries(6):
        send_reminders(None, today=END - 29 * DAY)
