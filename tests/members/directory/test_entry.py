"""An entry: what it refuses, when it is listed, and that versions hold no more than they should."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.directory.models import Listing, SupervisorEntry
from members.directory.postcodes import outward
from members.membership.models import Membership
from tests.members.directory.factories import SupervisorEntryFactory, grade, lapsed_dates, member

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def listed():
    """Those that the public may see; each way of asking says the same."""
    entries = list(SupervisorEntry.objects.with_listing(today()).with_people())
    assert all((entry.listing_now == Listing.LISTED) == entry.is_listed for entry in entries)
    found = set(SupervisorEntry.objects.listed(today()))
    assert found == {entry for entry in entries if entry.is_listed}
    return found


def reasons():
    return {entry.name: entry.listing_now for entry in SupervisorEntry.objects.with_listing(today())}


def test_an_entry_is_listed_or_says_what_keeps_it_out():
    SupervisorEntryFactory(first_name="Lee", last_name="Listed")
    SupervisorEntryFactory(first_name="Pam", last_name="Paused", paused=True)
    SupervisorEntryFactory(first_name="Dan", last_name="Draft", live=False)
    SupervisorEntryFactory(member=member("Lou", "Lapsed", **lapsed_dates()))
    SupervisorEntryFactory(member=member("Sue", "Suspended", status=Membership.Status.SUSPENDED))
    SupervisorEntryFactory(member=member("Gus", "Guider", grade=grade("Guider", in_directory=False)))
    assert {entry.name for entry in listed()} == {"Lee Listed"}
    assert reasons() == {
        "Lee Listed": Listing.LISTED,
        "Pam Paused": Listing.PAUSED,
        "Dan Draft": Listing.DRAFT,
        "Lou Lapsed": Listing.LAPSED,
        "Sue Suspended": Listing.SUSPENDED,
        "Gus Guider": Listing.GRADE,
    }


def test_it_goes_with_the_day_and_comes_back_with_a_renewal(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z")
    entry = SupervisorEntryFactory(
        member=member(starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 3, 31))
    )
    assert listed() == {entry}
    time_machine.move_to("2026-06-01T12:00:00Z")
    assert listed() == set()
    Membership.objects.create(
        user=entry.member.user,
        grade=grade(),
        starts_on=datetime.date(2026, 5, 20),
        ends_on=datetime.date(2027, 5, 19),
    )
    assert listed() == {entry}


def test_name_and_grade_are_those_of_today():
    entry = SupervisorEntryFactory(first_name="Ann", last_name="Old")
    entry.member.user.last_name = "New"
    entry.member.user.save()
    entry.member.user.memberships.update(grade=grade("Advanced supervisor"))
    found = SupervisorEntry.objects.get()
    assert (found.name, found.accreditation.grade.name) == ("Ann New", "Advanced supervisor")


def test_somebody_without_a_name_is_never_called_by_their_address():
    entry = SupervisorEntryFactory(first_name="", last_name="")
    assert entry.name == f"Member {entry.member.number}"
    assert "example" not in entry.slug


@pytest.mark.parametrize(
    ("first", "last"), [("ann@example.org", "Able"), ("Ann", "01632 960 001"), ("Ann", "EH8 9YL")]
)
def test_whoever_writes_a_way_to_reach_them_for_a_name_is_not_called_by_it(first, last):
    entry = SupervisorEntryFactory(first_name=first, last_name=last)
    assert entry.name == f"Member {entry.member.number}"
    assert entry.slug == f"member-{entry.member.number}"


def test_addresses_are_made_from_names_and_never_collide():
    entries = [SupervisorEntryFactory(first_name="Jo", last_name="Marsh") for _ in range(3)]
    assert [entry.slug for entry in entries] == ["jo-marsh", "jo-marsh-2", "jo-marsh-3"]
    assert SupervisorEntryFactory(first_name="", last_name="Check").slug == "check-2"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"in_person": False, "online": False}, "in_person"),
        ({"town": ""}, "town"),
        ({"room": "from"}, "room_from"),
        ({"slug": "check"}, "slug"),
        ({"show_phone": True}, "phone"),
        ({"show_website": True}, "website"),
        ({"phone": "call me"}, "phone"),
        ({"website": "ftp://example.org"}, "website"),
        ({"website": "https://me@example.org/"}, "website"),
        ({"text": "Write to me: ann@example.org"}, "text"),
        ({"text": "Write to ann (at) example.org"}, "text"),
        ({"text": "Ring 01632 960 001 in the evening"}, "text"),
        ({"text": "You find me at EH8 9YL."}, "text"),
        ({"text": "You find me at eh8-9yl."}, "text"),
        ({"areas_covered": "near D02 AF30"}, "areas_covered"),
        ({"town": "Leeds LS6 3AA"}, "town"),
    ],
)
def test_what_is_refused_and_where_the_words_stand(changes, field):
    entry = SupervisorEntryFactory()
    for name, value in changes.items():
        setattr(entry, name, value)
    with pytest.raises(ValidationError) as refused:
        entry.full_clean()
    assert set(refused.value.message_dict) == {field}
    assert all(len(words) > 15 for words in refused.value.message_dict[field])


@pytest.mark.parametrize(
    "text",
    [
        "I have supervised since 2012, in stages 1 to 3.",
        "Born in 1970, trained in 1995–1998, accredited 24/10/2012.",
        "Off the A12 then left; M1 and B2B work.",
        "I cover EH8, DD1 and D02.",
    ],
)
def test_ordinary_texts_are_taken(text):
    entry = SupervisorEntryFactory()
    entry.text = text
    entry.full_clean()


@pytest.mark.parametrize("missing", ["photo_consent_by", "photo_consent_on"])
def test_no_consent_no_photograph(missing, photograph):
    from members.directory import photos

    entry = SupervisorEntryFactory()
    entry.photo = photos.keep(photograph, entry.name)
    entry.photo_consent_by, entry.photo_consent_on = entry.name, today()
    entry.full_clean()
    setattr(entry, missing, None if missing == "photo_consent_on" else "")
    assert entry.shown_photo is None
    with pytest.raises(ValidationError, match="Say who agreed"):
        entry.full_clean()


def test_consent_is_not_given_in_the_future():
    entry = SupervisorEntryFactory()
    entry.photo_consent_on = today() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="still to come"):
        entry.full_clean()


def test_room_comes_by_itself_on_its_day(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z")
    entry = SupervisorEntryFactory(room="from", room_from=datetime.date(2026, 4, 1))
    assert not entry.has_room
    assert not SupervisorEntry.objects.with_room(today()).exists()
    time_machine.move_to("2026-04-01T12:00:00Z")
    assert entry.has_room
    assert SupervisorEntry.objects.with_room(today()).get() == entry


def test_an_older_version_changes_neither_whose_it_is_nor_whether_it_is_paused():
    entry = SupervisorEntryFactory()
    older = entry.save_revision()
    SupervisorEntry.objects.update(paused=True)
    older = entry.revisions.get(pk=older.pk)
    older.publish()
    entry = SupervisorEntry.objects.get()
    assert entry.paused
    assert entry.live


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("eh8 9yl", "EH8"),
        ("EH89YL", "EH8"),
        (" sw1a 1aa", "SW1A"),
        ("W1A1AA", "W1A"),
        ("M1 1AE", "M1"),
        ("dd1", "DD1"),
        ("d02 af30", "D02"),
        ("D6W XY00", "D6W"),
        ("nonsense", ""),
        ("", ""),
        ("10115", ""),
        ("75001 Paris", ""),
        ("EH8 9YL; DROP", ""),
    ],
)
def test_of_a_postcode_the_first_half_is_kept(typed, code):
    assert outward(typed) == code
