"""Who has lapsed, is suspended, resigned, paused or removed is off every public surface at the next request,
and coming back restores all of it."""

import datetime

import pytest
from django.utils import timezone

from members.directory import photos
from members.directory.models import SupervisorEntry
from members.membership import actions
from tests.factories import UserFactory
from tests.members.directory.conftest import directory, home, photograph  # noqa: F401  (fixtures)
from tests.members.directory.factories import SupervisorEntryFactory, grade
from tests.members.directory.surfaces import surfaces

pytestmark = pytest.mark.django_db


NAME = "Xandra Quill"


@pytest.fixture
def entry(directory, photograph, django_capture_on_commit_callbacks):  # noqa: F811
    first, last = NAME.split()
    with django_capture_on_commit_callbacks(execute=True):  # the search learns of them then
        made = SupervisorEntryFactory(first_name=first, last_name=last, town="Quillton", phone="01632 960777")
        made.photo = photos.keep(photograph, made.name)
        made.photo_consent_by, made.photo_consent_on = made.name, timezone.localdate()
        made.save()
    return made


@pytest.fixture
def by(db):
    return UserFactory(is_superuser=True)


def where(directory, entry):  # noqa: F811
    """Where the supervisor shows."""
    return {surface for surface, shows in surfaces(directory, entry, NAME).items() if shows}


def shows_everywhere(directory, entry):  # noqa: F811
    return all(surfaces(directory, entry, NAME).values())


def test_a_lapse_takes_everything_down_on_its_day_and_a_renewal_brings_it_back(
    directory,  # noqa: F811
    entry,
    by,
    time_machine,
):
    assert shows_everywhere(directory, entry)
    last = entry.member.current_term.access_until
    time_machine.move_to(datetime.datetime.combine(last, datetime.time(12), datetime.UTC))
    assert shows_everywhere(directory, entry)
    time_machine.move_to(
        datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(12), datetime.UTC)
    )
    assert where(directory, entry) == set()
    actions.renew(SupervisorEntry.objects.get().member, by)
    assert shows_everywhere(directory, entry)


def test_a_suspension_takes_everything_down_and_lifting_it_brings_it_back(directory, entry, by):  # noqa: F811
    actions.suspend(entry.member, by, "An example.")
    assert where(directory, entry) == set()
    actions.lift(SupervisorEntry.objects.get().member, by, "An example.")
    assert shows_everywhere(directory, entry)


def test_resigning_takes_everything_down(directory, entry, by):  # noqa: F811
    actions.end(entry.member, by, "An example.")
    assert where(directory, entry) == set()


def test_another_grade_takes_the_entry_down_and_the_check_tells_the_new_one(directory, entry, by):  # noqa: F811
    actions.change_grade(entry.member, by, grade("Guider", in_directory=False))
    assert where(directory, entry) == {"check"}


@pytest.mark.parametrize("change", [{"paused": True}, {"live": False}], ids=["paused", "unpublished"])
def test_opting_out_leaves_only_the_accreditation_to_be_checked(directory, entry, change):  # noqa: F811
    SupervisorEntry.objects.update(**change)
    assert where(directory, entry) == {"check"}
    SupervisorEntry.objects.update(paused=False, live=True)
    assert shows_everywhere(directory, entry)


def test_a_grade_taken_out_of_the_directory_takes_its_entries_out(directory, entry):  # noqa: F811
    supervisor = grade()
    supervisor.in_directory = False
    supervisor.save()
    assert where(directory, entry) == {"check"}


def test_a_directory_that_is_not_public_shows_nobody(directory, entry):  # noqa: F811
    directory.unpublish()
    assert where(directory, entry) == set()
