"""How members stand: what they logged in a year, what is asked of them, when re-accreditation is due.

All of it is worked out when it is asked for, for one member or for all in the same few queries. Nothing
follows from it by itself: whether somebody stays accredited is an officer's decision, made on their term.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Sum
from django.utils.dateformat import format as format_date

from core.kept import kept
from members.directory.register import Accreditation, accreditation
from members.membership.dates import last_day
from members.membership.models import Grade, Member, Membership
from members.practice.hours import as_text, hours_of
from members.practice.models import Reaccreditation, Requirement, Session

NONE = Decimal(0)
#: How somebody stands in a year, and in words.
STATES = {"met": "Complete", "missing": "Not complete", "none": "None are asked"}


@dataclass(frozen=True)
class Amount:
    """Hours of one kind in one year. ``asked`` 0: none is asked."""

    label: str
    done: Decimal
    asked: Decimal

    @property
    def met(self) -> bool:
        return self.done >= self.asked

    @property
    def words(self) -> str:
        """For instance “4.5 of 6 hours”."""
        return f"{as_text(self.done)} of {hours_of(self.asked)}" if self.asked else hours_of(self.done)

    @property
    def missing_words(self) -> str:
        return hours_of(self.asked - self.done)

    @property
    def shown(self) -> Decimal:
        """The length of the bar, which ends where all is done."""
        return min(self.done, self.asked)


@dataclass(frozen=True)
class Record:
    """One accredited member in one year.

    ``requirement``: what is asked of their grade in that year, or None. ``last``: the last re-accreditation.
    ``due_on``: the day by which the next one is due, None where none is asked;
    ``is_over``: that day is past.
    """

    member: Member
    year: int
    accreditation: Accreditation
    requirement: Requirement | None
    received: Amount
    given: Amount
    last: datetime.date | None
    due_on: datetime.date | None
    is_over: bool

    @property
    def amounts(self) -> list[Amount]:
        """What is shown: a kind of which none is asked and none was logged is left out."""
        return [amount for amount in (self.received, self.given) if amount.asked or amount.done]

    @property
    def state(self) -> str:
        """ "met", "missing", or "none" if no hours are asked in this year."""
        if not (self.received.asked or self.given.asked):
            return "none"
        return "met" if self.received.met and self.given.met else "missing"

    @property
    def state_label(self) -> str:
        return STATES[self.state]

    @property
    def due_label(self) -> str:
        """For the officers' list: the day, and in words that it is past."""
        if self.due_on is None:
            return ""
        return f"{format_date(self.due_on, 'j M Y')}{' (overdue)' if self.is_over else ''}"


def records(members: Iterable[Member], today: datetime.date, year: int) -> dict[int, Record]:
    """The records of those members who are accredited today, by number. Four queries, however many."""
    members = list(members)
    terms: dict[int, list[Membership]] = defaultdict(list)
    users = [member.user_id for member in members]
    for term in Membership.objects.filter(user__in=users).select_related("grade"):
        terms[term.user_id].append(term)
    return _records([(member, terms[member.user_id]) for member in members], today, year)


def record_of(member: Member, today: datetime.date, year: int) -> Record | None:
    """One member's, from the terms that were read already, if they were."""
    return _records([(member, member.terms)], today, year).get(member.pk)


def _records(people: list[tuple[Member, list[Membership]]], today, year: int) -> dict[int, Record]:
    lines = {member.pk: accreditation(terms, today) for member, terms in people}
    numbers = [number for number, line in lines.items() if line]
    if not numbers:
        return {}
    rules: dict[int, list[Requirement]] = defaultdict(list)
    for rule in kept("requirements of practice", lambda: list(Requirement.objects.order_by("-from_year"))):
        rules[rule.grade_id].append(rule)
    logged = Session.objects.filter(on__year=year, member__in=numbers).order_by()
    sums = {
        (number, kind): hours
        for number, kind, hours in logged.values_list("member", "kind").annotate(Sum("hours"))
    }
    renewed = Reaccreditation.objects.filter(member__in=numbers).order_by()
    last = dict(renewed.values_list("member").annotate(Max("on")))
    found = {}
    for member, terms in people:
        if line := lines[member.pk]:
            grade = grade_in(year, terms, today) or line.grade
            asked, now = rule_for(rules[grade.pk], year), rule_for(rules[line.grade.pk], today.year)
            due_on = _due_on(line, last.get(member.pk), now.years if now else None)
            received = sums.get((member.pk, Session.Kind.RECEIVED), NONE)
            given = sums.get((member.pk, Session.Kind.GIVEN), NONE)
            found[member.pk] = Record(
                member=member,
                year=year,
                accreditation=line,
                requirement=asked,
                received=Amount("Supervision received", received, asked.hours_received if asked else NONE),
                given=Amount("Supervision given", given, asked.hours_given if asked else NONE),
                last=last.get(member.pk),
                due_on=due_on,
                is_over=due_on is not None and due_on < today,
            )
    return found


def rule_for(rules: list[Requirement], year: int) -> Requirement | None:
    """The one that holds in a year, of one grade's, the latest first."""
    return next((rule for rule in rules if rule.from_year <= year), None)


def grade_in(year: int, terms: list[Membership], today: datetime.date) -> Grade | None:
    """The grade that somebody had at the end of a year, or has today; None before their first term."""
    day = min(today, datetime.date(year, 12, 31))
    begun = [term for term in terms if term.status == Membership.Status.ACTIVE and term.starts_on <= day]
    return max(begun, key=lambda term: (term.starts_on, term.pk)).grade if begun else None


def _due_on(line: Accreditation, last: datetime.date | None, years: int | None) -> datetime.date | None:
    return last_day(max(line.since, last or line.since), years * 12) if years else None
