"""What a member may do with what they log. Each works on one member's row, locked: at once is one after the
other, and twice is once."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.dateformat import format as format_date

from members.membership.models import Member
from members.practice.hours import hours_of
from members.practice.models import HOURS_OF_A_DAY, Reaccreditation, Session

#: How many calendar years back somebody may still log.
YEARS_BACK = 5
CLOSED = (
    "Your re-accreditation was recorded on {day}. What you logged until then is part of it, and stays as it "
    "is. If something is wrong there, please write to us."
)
TOO_LONG = "You have logged {hours} on this day already, and a day has {day}."
GONE = "This entry was deleted in the meantime, so it can’t be changed."


def closed_until(member: Member) -> datetime.date | None:
    """The day of the last re-accreditation: until then, what was logged is closed."""
    return Reaccreditation.objects.filter(member=member).aggregate(Max("on"))["on__max"]


def refuse_closed(member: Member, *days: datetime.date) -> None:
    until = closed_until(member)
    if until and any(day <= until for day in days):
        raise ValidationError({"on": CLOSED.format(day=format_date(until, "j F Y"))})


def refuse_dates(day: datetime.date) -> None:
    today = timezone.localdate()
    if day > today:
        raise ValidationError({"on": "This day is still to come. Log it once it was."})
    first = datetime.date(today.year - YEARS_BACK, 1, 1)
    if day < first:
        raise ValidationError(
            {"on": f"You can log what was since {format_date(first, 'j F Y')}. Please look at the year."}
        )


@transaction.atomic
def save(session: Session) -> None:
    """Log a session, or change one. The same one sent again is the one that is there.

    Raises ValidationError with words for its owner, by field.
    """
    member = Member.objects.select_for_update().get(pk=session.member_id)
    theirs = Session.objects.filter(member=member)
    days = [session.on]
    if session.pk:
        was = theirs.filter(pk=session.pk).first()
        if was is None:
            raise ValidationError(GONE)
        days.append(was.on)
    refuse_dates(session.on)
    refuse_closed(member, *days)
    same = theirs.filter(
        kind=session.kind, on=session.on, with_whom=session.with_whom, hours=session.hours
    ).exclude(pk=session.pk)
    if same.exists():
        if session.pk:
            raise ValidationError("You have logged exactly this already. Delete the one that is too many.")
        return
    others = (
        theirs.filter(on=session.on).exclude(pk=session.pk).aggregate(Sum("hours"))["hours__sum"] or Decimal()
    )
    if others + session.hours > HOURS_OF_A_DAY:
        raise ValidationError({"hours": TOO_LONG.format(hours=hours_of(others), day=HOURS_OF_A_DAY)})
    session.save()


@transaction.atomic
def delete(session: Session) -> None:
    """Take back what was logged by mistake. Raises ValidationError if it is closed."""
    member = Member.objects.select_for_update().get(pk=session.member_id)
    refuse_closed(member, session.on)
    Session.objects.filter(pk=session.pk).delete()
