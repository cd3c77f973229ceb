"""Reminders of the end of a term: a month before, a week before, and once after the days of grace.

Run by ``manage.py do_what_is_due``. If that was not run for days, the one reminder that fits today is sent,
and those that it makes pointless are not. Nobody waits for it to be refused: see ``standing``.
"""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core import mail
from members.membership.models import Membership, MembershipSettings, Reminder
from members.membership.models.terms import days_of_grace

MONTH = datetime.timedelta(days=30)
WEEK = datetime.timedelta(days=7)
#: Somebody who lapsed longer ago than this is not written to: it would only surprise them.
TOO_LATE = datetime.timedelta(days=30)


def first_day(kind: Reminder.Kind, term: Membership) -> datetime.date:
    """The first day on which such a reminder fits the term."""
    match kind:
        case Reminder.Kind.MONTH:
            return term.ends_on - MONTH
        case Reminder.Kind.WEEK:
            return term.ends_on - WEEK
    return term.access_until + datetime.timedelta(days=1)


def kind_due(term: Membership, today: datetime.date) -> Reminder.Kind | None:
    """The one reminder that fits this day.

    From a week before the end to the last day of grace it is the second one, whose words follow the date.
    """
    if today > term.access_until + TOO_LATE:
        return None
    begun = [kind for kind in Reminder.Kind if first_day(kind, term) <= today]
    return begun[-1] if begun else None


def sent_before(term: Membership, kind: Reminder.Kind) -> Reminder | None:
    """The reminder of this kind that this term has had already."""
    return next((reminder for reminder in term.reminders.all() if reminder.kind == kind), None)


def is_of_this_end(reminder: Reminder, term: Membership) -> bool:
    """Whether it spoke of the last day that the term has now. One that was sent before it could fit spoke of
    a former one: an import or an officer has prolonged the term since."""
    return timezone.localdate(reminder.sent_at) >= first_day(Reminder.Kind(reminder.kind), term)


def terms_to_remind_of(today: datetime.date):
    """Last terms that end within a month, or ended lately: not of who renewed, is suspended, or has left."""
    theirs = Membership.objects.filter(user=OuterRef("user"))
    later = theirs.filter(Q(ends_on__gt=OuterRef("ends_on")) | Q(starts_on__gt=OuterRef("starts_on")))
    return (
        Membership.objects.granted()
        .filter(
            ends_on__lte=today + MONTH,
            ends_on__gte=today - days_of_grace() - TOO_LATE,
            starts_on__lte=today,
            user__is_active=True,
        )
        .exclude(Exists(later))
        .exclude(Exists(theirs.barring(today)))
        .select_related("user__member", "grade")
        .prefetch_related("reminders")
    )


def send_reminders(sender, today, **kwargs) -> str:
    """``core.due``: send what is due and was not sent. Returns how many were."""
    words = MembershipSettings.load()
    count = 0
    for term in terms_to_remind_of(today):
        kind = kind_due(term, today)
        if kind is None:
            continue
        former = sent_before(term, kind)
        if former is None or not is_of_this_end(former, term):
            count += _send(term, kind, today, words, instead_of=former)
    if not count:
        return ""
    return "1 membership reminder sent" if count == 1 else f"{count} membership reminders sent"


def _send(term, kind, today, words, instead_of) -> int:
    try:
        with transaction.atomic():
            if instead_of:
                instead_of.delete()
            Reminder.objects.create(term=term, kind=kind)
            address = words.renewal_link[1]
            mail.queue(
                "membership_reminder_lapsed" if kind == Reminder.Kind.LAPSED else "membership_reminder",
                term.user.email,
                {
                    "user": term.user,
                    "number": term.user.member.number,
                    "term": term,
                    "days_left": (term.ends_on - today).days,
                    "access_until": term.access_until,
                    "how_to_renew": words.how_to_renew,
                    "renew_at": address if "://" in address else settings.SITE_URL + address,
                },
            )
    except IntegrityError:  # somebody else runs the same command now, and has sent it
        return 0
    return 1
