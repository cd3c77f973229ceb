"""Reminders of re-accreditation: six months before it is due, a month before, and once after the day.

Run by ``manage.py do_what_is_due``. If that was not run for days, the one reminder that fits today is sent,
and those that it makes pointless are not.
"""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import mail
from members.directory.register import current_terms
from members.membership.models import Member
from members.practice.models import NoReminders, Reminder
from members.practice.record import Record, records

EARLY = datetime.timedelta(days=182)
SOON = datetime.timedelta(days=30)
#: Of what was due longer ago than this nobody is written to: the officers have it on their list.
TOO_LATE = datetime.timedelta(days=60)


def kind_due(due_on: datetime.date, today: datetime.date) -> Reminder.Kind | None:
    """The one reminder that fits this day."""
    left = due_on - today
    if left > EARLY or left < -TOO_LATE:
        return None
    if left > SOON:
        return Reminder.Kind.EARLY
    return Reminder.Kind.SOON if due_on >= today else Reminder.Kind.OVER


def accredited(today: datetime.date):
    """The members who are accredited on a day."""
    terms = current_terms(today).filter(grade__is_accredited=True)
    return Member.objects.filter(user__in=terms.values("user")).select_related("user")


def send_reminders(sender, today, **kwargs) -> str:
    """``core.due``: send what is due and was not sent. Returns how many were."""
    sent = set(Reminder.objects.filter(due_on__gte=today - TOO_LATE).values_list("member", "due_on", "kind"))
    people = (
        accredited(today).filter(user__is_active=True).exclude(pk__in=NoReminders.objects.values("member"))
    )
    count = 0
    for record in records(people, today, today.year).values():
        kind = kind_due(record.due_on, today) if record.due_on else None
        if record.due_on and kind and (record.member.pk, record.due_on, kind) not in sent:
            count += _send(record, record.due_on, kind, today)
    if not count:
        return ""
    return (
        "1 reminder of re-accreditation sent" if count == 1 else f"{count} reminders of re-accreditation sent"
    )


def _send(record: Record, due_on: datetime.date, kind: Reminder.Kind, today: datetime.date) -> int:
    user = record.member.user
    try:
        with transaction.atomic():
            Reminder.objects.create(member=record.member, due_on=due_on, kind=kind)
            mail.queue(
                "practice_reminder",
                user.email,
                {
                    "user": user,
                    "record": record,
                    "year": today.year,
                    "is_over": kind == Reminder.Kind.OVER,
                    "log_at": settings.SITE_URL + reverse("practice"),
                },
            )
    except IntegrityError:  # somebody else runs the same command now, and has sent it
        return 0
    return 1
