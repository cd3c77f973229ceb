"""What the register says about a member on a day, and that nothing has to run for it to be true."""

import datetime

import pytest
from django.utils import timezone

from members.directory.register import accreditation, current_terms
from members.membership.models import Membership
from tests.factories import MembershipFactory, UserFactory
from tests.members.directory.factories import grade

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 15)
Status = Membership.Status


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-06-15T12:00:00Z")


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def term(person):
    def add(starts, ends, name="Supervisor", status=Status.ACTIVE, **kind):
        return MembershipFactory(
            user=person,
            grade=grade(name, **kind),
            status=status,
            starts_on=datetime.date.fromisoformat(starts),
            ends_on=datetime.date.fromisoformat(ends),
        )

    return add


def register(person, day=TODAY):
    """What both ways of asking say: the one for one person, and the one for lists."""
    found = accreditation(Membership.objects.filter(user=person).select_related("grade"), day)
    listed = current_terms(day).filter(user=person, grade__is_accredited=True)
    assert [term.grade for term in listed] == ([found.grade] if found else [])
    return found


def test_somebody_is_accredited_from_the_first_to_the_last_day_of_their_term(person, term):
    term("2026-01-01", "2026-12-31")
    found = register(person)
    assert (found.grade.name, str(found.since), str(found.until)) == (
        "Supervisor",
        "2026-01-01",
        "2026-12-31",
    )
    assert not found.renewal_due
    assert register(person, datetime.date(2026, 1, 1))
    assert register(person, datetime.date(2026, 12, 31))
    assert register(person, datetime.date(2025, 12, 31)) is None


def test_terms_without_a_gap_are_one_run(person, term):
    term("2021-01-01", "2021-12-31")
    # Two years without a term lie between.
    term("2024-01-01", "2024-12-31")
    term("2025-01-01", "2025-12-31")
    term("2026-01-01", "2026-12-31")
    assert str(register(person).since) == "2024-01-01"


def test_a_gap_that_the_days_of_grace_cover_is_none(person, term, settings):
    term("2025-01-01", "2025-12-31")
    term("2026-01-15", "2026-12-31")
    assert str(register(person).since) == "2025-01-01"
    settings.MEMBERSHIP_GRACE_DAYS = 13
    assert str(register(person).since) == "2026-01-15"


def test_a_supervisors_run_begins_with_the_first_grade_of_the_directory(person, term):
    term("2020-01-01", "2021-12-31", "Guider", in_directory=False)
    term("2022-01-01", "2023-12-31", "Supervisor")
    term("2024-01-01", "2026-12-31", "Advanced supervisor")
    assert str(register(person).since) == "2022-01-01"
    assert register(person).grade.name == "Advanced supervisor"


def test_a_guiders_run_does_not_begin_in_training(person, term):
    term("2020-01-01", "2023-12-31", "Trainee", accredited=False, in_directory=False)
    term("2024-01-01", "2026-12-31", "Guider", in_directory=False)
    assert str(register(person).since) == "2024-01-01"


def test_a_trainee_is_not_accredited(person, term):
    term("2026-01-01", "2026-12-31", "Trainee", accredited=False, in_directory=False)
    assert register(person) is None


def test_the_days_of_grace_count_and_say_that_renewal_is_due(person, term, settings):
    settings.MEMBERSHIP_GRACE_DAYS = 14
    term("2025-06-02", "2026-06-01")
    found = register(person)
    assert found.renewal_due
    assert (str(found.until), str(found.grace_until)) == ("2026-06-01", "2026-06-15")
    assert register(person, TODAY + datetime.timedelta(days=1)) is None


def test_a_term_that_was_granted_already_moves_the_last_day(person, term):
    term("2025-07-01", "2026-06-30")
    term("2026-07-01", "2027-06-30")
    assert str(register(person).until) == "2027-06-30"


def test_a_suspension_ends_it_at_once_and_lifting_it_brings_it_back(person, term):
    now = term("2026-01-01", "2026-12-31")
    Membership.objects.filter(pk=now.pk).update(status=Status.SUSPENDED)
    assert register(person) is None
    Membership.objects.filter(pk=now.pk).update(status=Status.ACTIVE)
    assert register(person)


def test_a_suspension_outweighs_another_term(person, term):
    term("2026-01-01", "2026-12-31")
    term("2027-01-01", "2027-12-31", status=Status.SUSPENDED)
    assert register(person) is None


def test_whoever_resigned_is_not_accredited(person, term):
    term("2026-01-01", "2026-12-31", status=Status.RESIGNED)
    assert register(person) is None


def test_who_gave_up_supervising_is_none_although_the_old_term_is_in_its_days_of_grace(person, term):
    term("2025-06-11", "2026-06-10")
    term("2026-06-11", "2027-06-10", "Guider", in_directory=False)
    assert register(person).grade.name == "Guider"


def test_a_grade_that_is_listed_always_counts_as_accredited(person, term):
    supervisor = grade()
    supervisor.is_accredited, supervisor.in_directory = False, True
    supervisor.save()
    supervisor.refresh_from_db()
    assert supervisor.is_accredited


def test_today_is_the_day_in_the_sites_own_time_zone(person, term, time_machine):
    term("2026-06-16", "2026-12-31")
    time_machine.move_to("2026-06-15T23:30:00Z")  # half past midnight in London
    assert register(person, timezone.localdate())
