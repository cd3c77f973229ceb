"""What the register says: who is accredited on a day, as what, since when, until when.

All of it follows from the terms of membership at the moment of asking. Nothing here is stored.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from members.membership.models import Grade, Membership
from members.membership.models.terms import GOOD_STANDING, days_of_grace, state_of

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Accreditation:
    """One line of the register.

    ``since``: the first day of the unbroken run of terms that count (those of supervisors, for a supervisor;
    those of any accredited grade, for others). ``until``: the last day of the terms granted so far.
    ``renewal_due``: that day is over, and the days of grace run until ``grace_until``.
    """

    grade: Grade
    since: datetime.date
    until: datetime.date
    renewal_due: bool
    grace_until: datetime.date


def current_terms(day: datetime.date) -> QuerySet[Membership]:
    """The term that says what each member is on ``day``: of those that run, the one that began last.

    While somebody is suspended, none does. Grounds for every list of people who are accredited.
    """
    running = Membership.objects.running(day)
    newer = running.filter(user=OuterRef("user"), starts_on__gt=OuterRef("starts_on"))
    barred = Membership.objects.barring(day).values("user")
    return running.filter(~Exists(newer)).exclude(user__in=barred)


def counts(grade: Grade, as_supervisor: bool) -> bool:
    return grade.in_directory if as_supervisor else grade.is_accredited


def accreditation(terms: Iterable[Membership], day: datetime.date) -> Accreditation | None:
    """What the register says about one person on ``day``, from all of their terms, each with its grade.

    None: not accredited on that day. For somebody it is who has one of ``current_terms(day)`` in a grade that
    is accredited.
    """
    terms = list(terms)
    if state_of(terms, day) not in GOOD_STANDING:
        return None
    running = [term for term in terms if term.is_running_on(day)]
    now = max(running, key=lambda term: (term.starts_on, term.pk))
    if not now.grade.is_accredited:
        return None
    as_supervisor = now.grade.in_directory
    granted = [term for term in terms if term.status == Membership.Status.ACTIVE]
    return Accreditation(
        grade=now.grade,
        since=_first_day(now, granted, as_supervisor),
        until=(until := _last_day(now, granted, as_supervisor)),
        renewal_due=until < day,
        grace_until=until + days_of_grace(),
    )


def _first_day(now: Membership, granted: list[Membership], as_supervisor: bool) -> datetime.date:
    """Back from the current term, as long as each term reaches the one after it, days of grace included."""
    first = now.starts_on
    for term in sorted(granted, key=lambda term: term.starts_on, reverse=True):
        if term.starts_on >= first:
            continue
        if not counts(term.grade, as_supervisor) or term.access_until + DAY < first:
            break
        first = term.starts_on
    return first


def _last_day(now: Membership, granted: list[Membership], as_supervisor: bool) -> datetime.date:
    """On from the current term, through those that are granted already and follow without a gap."""
    last = now.ends_on
    for term in sorted(granted, key=lambda term: term.starts_on):
        if term.starts_on <= now.starts_on:
            continue
        if not counts(term.grade, as_supervisor) or term.starts_on > last + DAY:
            break
        last = max(last, term.ends_on)
    return last
