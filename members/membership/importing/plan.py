"""What the rows of a spreadsheet would change, compared with what is there now. Nothing is saved here."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils import timezone

from accounts.models import User
from members.membership.actions import as_text, next_start
from members.membership.importing.rows import Problem, Row
from members.membership.models import Grade, Membership
from members.membership.models.members import site_keepers

#: So many are looked up with one query.
AT_ONCE = 500


class Kind(StrEnum):
    NEW = "new"
    RENEWED = "renewed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left_alone"


LABELS = {
    Kind.NEW: "new members",
    Kind.RENEWED: "renewed",
    Kind.CHANGED: "changed",
    Kind.UNCHANGED: "unchanged",
    Kind.LEFT_ALONE: "left alone, because they keep this site",
}


@dataclass
class Step:
    """What one row does. ``term`` is the one to add, or the one that is changed; ``was`` how that was.
    ``was_named``: the name before, where it changes."""

    kind: Kind
    row: Row
    user: User | None = None
    term: Membership | None = None
    was_named: str = ""
    was: str = ""

    @property
    def person(self) -> str:
        return f"{self.row.first_name} {self.row.last_name}".strip() or str(self.user)

    @property
    def details(self) -> str:
        """What the row does to the term and the name, in words."""
        parts = []
        if self.was:
            parts.append(f"was {self.was}; now {until(self.term)}")
        elif self.term:
            parts.append(f"{as_text(self.term.starts_on)} to {as_text(self.term.ends_on)}, {self.term.grade}")
        if self.was_named:
            parts.append(f"the name was {self.was_named}")
        return "; ".join(parts)


@dataclass
class Plan:
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(step.kind.value for step in self.steps))

    def changes(self) -> list[Step]:
        """What would not stay as it is, and who is left alone: what is there already first."""
        order = [Kind.LEFT_ALONE, Kind.CHANGED, Kind.RENEWED, Kind.NEW]
        steps = (step for step in self.steps if step.kind in order)
        return sorted(steps, key=lambda step: (order.index(step.kind), step.row.number))


def until(term: Membership | None) -> str:
    return f"until {as_text(term.ends_on)}, {term.grade}" if term else ""


def make_plan(rows: list[Row]) -> Plan:
    """Compare the rows, whose cells were found good, with the members as they are."""
    plan, grades = Plan(), Grade.objects.in_bulk()
    for some in in_parts(rows):
        addresses = [row.email for row in some]
        users = {user.email: user for user in User.objects.filter(email__in=addresses)}
        pks = [user.pk for user in users.values()]
        keepers = set(site_keepers().filter(pk__in=pks).values_list("pk", flat=True))
        terms: dict[int, list[Membership]] = {}
        for term in (
            Membership.objects.filter(user__in=pks).select_related("grade").order_by("starts_on", "pk")
        ):
            terms.setdefault(term.user_id, []).append(term)
        for row in some:
            user = users.get(row.email)
            try:
                if user is None:
                    step = _new(row, grades)
                elif user.pk in keepers:
                    step = Step(Kind.LEFT_ALONE, row, user)
                else:
                    step = _known(row, user, terms.get(user.pk, []), grades)
            except _RefusedError as refusal:
                plan.problems.append(Problem(row.number, refusal.column, refusal.text))
            else:
                plan.steps.append(step)
    return plan


def in_parts(things: list, size: int = AT_ONCE) -> Iterator[list]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


class _RefusedError(Exception):
    def __init__(self, column: str, text: str):
        super().__init__(text)
        self.column, self.text = column, text


def _grade(row: Row, grades: dict[int, Grade]) -> Grade | None:
    """The grade that a row names; None where it is silent."""
    if row.grade_id is None:
        return None
    if row.grade_id not in grades:
        raise _RefusedError("Grade", "This grade was deleted in the meantime. Upload the spreadsheet again.")
    return grades[row.grade_id]


def _new(row: Row, grades: dict[int, Grade]) -> Step:
    if not row.last_name:
        raise _RefusedError("Name", "This person is new here, and needs a name.")
    return Step(Kind.NEW, row, term=_term(row, _grade(row, grades), row.starts_on or timezone.localdate()))


def _term(row: Row, grade: Grade | None, starts_on: datetime.date, user: User | None = None) -> Membership:
    if grade is None:
        raise _RefusedError("Grade", "This person has no grade yet, and needs one.")
    if row.ends_on is None or row.ends_on < starts_on:
        raise _RefusedError("Until", f"The term would begin after this, on {as_text(starts_on)}.")
    return Membership(user=user, grade=grade, starts_on=starts_on, ends_on=row.ends_on)


def _known(row: Row, user: User, terms: list[Membership], grades: dict[int, Grade]) -> Step:
    """What a row does for somebody who has an account."""
    today, grade = timezone.localdate(), _grade(row, grades)
    other_name = row.last_name and (row.first_name, row.last_name) != (user.first_name, user.last_name)
    was_named = str(user) if other_name else ""
    kept = [term for term in terms if term.status != Membership.Status.RESIGNED]
    same = _same_term(row, kept)
    if same and same.ends_on == row.ends_on and grade in (None, same.grade):
        return Step(Kind.CHANGED if was_named else Kind.UNCHANGED, row, user, was_named=was_named)
    if any(term.status == Membership.Status.SUSPENDED and term.ends_on >= today for term in kept):
        raise _RefusedError("E-mail", "This member is suspended. Lift that first, or take the row out.")
    if same:
        was, term = until(same), same
        term.ends_on, term.grade = row.ends_on or same.ends_on, grade or same.grade
        step = Step(Kind.CHANGED, row, user, term, was_named, was)
    else:
        grade = grade or (terms[-1].grade if terms else None)
        term = _term(row, grade, row.starts_on or next_start(kept, today), user)
        step = Step(Kind.RENEWED if terms else Kind.NEW, row, user, term, was_named)
    _refuse_overlap(term, kept)
    return step


def _same_term(row: Row, terms: Iterable[Membership]) -> Membership | None:
    """The term that the row speaks of: by its first day, or where that is left blank by its last."""
    for term in terms:
        if (term.starts_on == row.starts_on) if row.starts_on else (term.ends_on == row.ends_on):
            return term
    return None


def _refuse_overlap(new: Membership, terms: Iterable[Membership]) -> None:
    for term in terms:
        if term is not new and term.starts_on <= new.ends_on and new.starts_on <= term.ends_on:
            raise _RefusedError(
                "From",
                f"From {as_text(new.starts_on)} to {as_text(new.ends_on)} overlaps with the term that they "
                f"have from {as_text(term.starts_on)} to {as_text(term.ends_on)}.",
            )
