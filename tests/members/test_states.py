"""What somebody's membership is on a day: worked out from the dates, in Python and in SQL alike."""

import datetime
import itertools

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.membership.dates import last_day
from members.membership.models import Grade, Member, Membership, State
from members.membership.models.terms import state_of
from members.membership.standing import standing
from tests.factories import GradeFactory, MembershipFactory, UserFactory

DAY = datetime.timedelta(days=1)
START, END = datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)
STATUS = Membership.Status


@pytest.mark.parametrize(
    ("status", "day", "state"),
    [
        (STATUS.ACTIVE, START - DAY, State.APPROVED),
        (STATUS.ACTIVE, START, State.ACTIVE),
        (STATUS.ACTIVE, END, State.ACTIVE),
        (STATUS.ACTIVE, END + DAY, State.GRACE),
        (STATUS.ACTIVE, END + 14 * DAY, State.GRACE),
        (STATUS.ACTIVE, END + 15 * DAY, State.LAPSED),
        (STATUS.SUSPENDED, START, State.SUSPENDED),
        (STATUS.SUSPENDED, END + 15 * DAY, State.SUSPENDED),
        (STATUS.RESIGNED, START, State.RESIGNED),
    ],
)
def test_one_term(status, day, state):
    term = Membership(pk=1, status=status, starts_on=START, ends_on=END)
    assert term.state_on(day) == state == state_of([term], day)
    assert term.is_running_on(day) == (state in {State.ACTIVE, State.GRACE})


def test_without_a_term():
    assert state_of([], START) == State.NONE


def test_a_suspension_outweighs_the_term_that_was_renewed():
    suspended = Membership(pk=1, status=STATUS.SUSPENDED, starts_on=START, ends_on=END)
    renewed = Membership(pk=2, status=STATUS.ACTIVE, starts_on=START, ends_on=END)
    assert state_of([suspended, renewed], START) == State.SUSPENDED
    assert state_of([suspended, renewed], END + DAY) == State.GRACE


class SqlSaysTheSame(TestCase):
    """Any mixture of up to three terms, on any day: the annotation, the querysets and Python agree."""

    terms = st.lists(
        st.tuples(st.sampled_from(STATUS.values), st.integers(-60, 60), st.integers(0, 60)), max_size=3
    )

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(terms)
    def test_on_any_day(self, terms):
        today = datetime.date(2026, 3, 29)
        grade = Grade.objects.filter(name="Guider").first() or GradeFactory(name="Guider")
        user = UserFactory()
        member, _ = Member.objects.get_or_create(user=user)
        made = [
            MembershipFactory(
                user=user,
                grade=grade,
                status=status,
                starts_on=today + start * DAY,
                ends_on=today + (start + length) * DAY,
            )
            for status, start, length in terms
        ]
        states = {term.pk: term.state_on(today) for term in made}
        assert Member.objects.with_state(today).get(pk=member.pk).state_now == state_of(made, today)
        of_user = Membership.objects.filter(user=user)
        for queryset, wanted in (
            (of_user.running(today), {State.ACTIVE, State.GRACE}),
            (of_user.in_grace(today), {State.GRACE}),
            (of_user.upcoming(today), {State.APPROVED}),
            (of_user.lapsed(today), {State.LAPSED}),
        ):
            assert set(queryset.values_list("pk", flat=True)) == {
                pk for pk, state in states.items() if state in wanted
            }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("end", "moment", "is_member"),
    [
        # London is an hour ahead of UTC in summer: the last day of grace ends at 23:00 UTC.
        ("2026-06-30", "2026-07-14 22:59:59Z", True),
        ("2026-06-30", "2026-07-14 23:00:00Z", False),
        ("2026-01-15", "2026-01-29 23:59:59Z", True),
        ("2026-01-15", "2026-01-30 00:00:00Z", False),
        # The nights on which the clocks change: 29 March and 25 October 2026.
        ("2026-03-15", "2026-03-29 22:59:59Z", True),
        ("2026-03-15", "2026-03-29 23:00:00Z", False),
        ("2026-10-11", "2026-10-25 23:59:59Z", True),
        ("2026-10-11", "2026-10-26 00:00:00Z", False),
    ],
)
def test_access_ends_at_midnight_in_london(end, moment, is_member, time_machine):
    time_machine.move_to(moment, tick=False)
    term = MembershipFactory(starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date.fromisoformat(end))
    assert standing(term.user).is_member == is_member


@pytest.mark.django_db
def test_access_begins_at_midnight_in_london(time_machine):
    time_machine.move_to("2026-06-30 22:59:59Z", tick=False)
    term = MembershipFactory(starts_on=datetime.date(2026, 7, 1), ends_on=datetime.date(2027, 6, 30))
    assert "begins on 1 July 2026" in standing(term.user).explanation
    time_machine.move_to("2026-06-30 23:00:00Z", tick=False)
    assert standing(term.user).is_member


@pytest.mark.django_db
def test_why_somebody_is_refused_and_what_to_do():
    today = timezone.localdate()
    lapsed = MembershipFactory(starts_on=today - 400 * DAY, ends_on=today - 40 * DAY)
    answer = standing(lapsed.user)
    assert "Your membership ended on" in answer.explanation
    assert "To renew, write to us" in answer.explanation
    assert answer.next_step == ("Write to us", "/contact/")
    suspended = MembershipFactory(status=STATUS.SUSPENDED)
    assert "suspended" in standing(suspended.user).explanation


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-01-01", 12, "2026-12-31"),
        ("2026-04-15", 12, "2027-04-14"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-01", 1, "2026-12-31"),
    ],
)
def test_the_last_day_of_a_term(first, months, last):
    assert last_day(datetime.date.fromisoformat(first), months) == datetime.date.fromisoformat(last)


def test_terms_of_a_year_follow_one_another_without_a_gap_or_an_overlap():
    for offset in range(366 * 4):
        first = datetime.date(2023, 1, 1) + offset * DAY
        ends = list(itertools.islice(_ends(first), 3))
        assert all(340 < (later - earlier).days < 380 for earlier, later in itertools.pairwise(ends))


def _ends(first):
    while True:
        last = last_day(first, 12)
        yield last
        first = last + DAY
