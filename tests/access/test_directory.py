"""Who has lapsed, is suspended, resigned, paused or removed is off every public surface at the next request,
and coming back restores all of it. And nobody's address, number or postcode can be harvested."""

import datetime
import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from members.directory import photos
from members.directory.models import SupervisorEntry
from members.directory.postcodes import FULL_POSTCODE
from members.membership import actions
from members.membership.models import Membership
from tests.factories import UserFactory
from tests.members.directory.conftest import directory, home, photograph  # noqa: F401  (fixtures)
from tests.members.directory.factories import SupervisorEntryFactory, grade

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(directory, photograph):  # noqa: F811
    made = SupervisorEntryFactory(first_name="Xandra", last_name="Quill", phone="01632 960777")
    made.photo = photos.keep(photograph, made.name)
    made.photo_consent_by, made.photo_consent_on = made.name, timezone.localdate()
    made.save()
    return made


@pytest.fixture
def by(db):
    return UserFactory(is_superuser=True)


def surfaces(directory, entry):  # noqa: F811
    """What anybody may ask for, and whether this person shows there."""
    anybody = Client()
    base = directory.url
    profile = anybody.get(f"{base}{entry.slug}/")
    return {
        "list": entry.slug in anybody.get(base).content.decode(),
        "profile": profile.status_code == 200,
        "structured data": b'"Person"' in profile.content,
        "contact": anybody.get(f"{base}{entry.slug}/contact/").status_code == 200,
        "photograph": anybody.get(f"{base}{entry.slug}/photo/480/").status_code == 200,
        "sitemap": entry.slug in anybody.get("/sitemap.xml").content.decode(),
        "check": b"Accredited today" in anybody.get(f"{base}check/?q=Xandra Quill").content,
    }


def shows_everywhere(directory, entry):  # noqa: F811
    return all(surfaces(directory, entry).values())


def shows_nowhere(directory, entry):  # noqa: F811
    return not any(surfaces(directory, entry).values())


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
    assert shows_nowhere(directory, entry)
    actions.renew(SupervisorEntry.objects.get().member, by)
    assert shows_everywhere(directory, entry)


def test_a_suspension_takes_everything_down_and_lifting_it_brings_it_back(directory, entry, by):  # noqa: F811
    actions.suspend(entry.member, by, "An example.")
    assert shows_nowhere(directory, entry)
    actions.lift(SupervisorEntry.objects.get().member, by, "An example.")
    assert shows_everywhere(directory, entry)


def test_resigning_takes_everything_down(directory, entry, by):  # noqa: F811
    actions.end(entry.member, by, "An example.")
    assert shows_nowhere(directory, entry)


def test_another_grade_takes_the_entry_down_and_the_check_tells_the_new_one(directory, entry, by):  # noqa: F811
    actions.change_grade(entry.member, by, grade("Guider", in_directory=False))
    shown = surfaces(directory, entry)
    assert {name for name, shows in shown.items() if shows} == {"check"}


@pytest.mark.parametrize("change", [{"paused": True}, {"live": False}], ids=["paused", "unpublished"])
def test_opting_out_leaves_only_the_accreditation_to_be_checked(directory, entry, change):  # noqa: F811
    SupervisorEntry.objects.update(**change)
    shown = surfaces(directory, entry)
    assert {name for name, shows in shown.items() if shows} == {"check"}
    SupervisorEntry.objects.update(paused=False, live=True)
    assert shows_everywhere(directory, entry)


def test_a_grade_taken_out_of_the_directory_takes_its_entries_out(directory, entry):  # noqa: F811
    supervisor = grade()
    supervisor.in_directory = False
    supervisor.save()
    assert not surfaces(directory, entry)["profile"]


def test_a_directory_that_is_not_public_shows_nobody(directory, entry):  # noqa: F811
    directory.unpublish()
    assert shows_nowhere(directory, entry)


LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
NUMBER = re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d")


def crawl(*starts):
    """Every public address that links lead to from here, with what it answers."""
    anybody, waiting, seen = Client(), list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = anybody.get(address)
        body = response.getvalue() if response.streaming else response.content
        is_text = response.get("Content-Type", "").startswith(("text/", "application/xml"))
        seen[address] = body.decode() if is_text else ""
        for link in LINK.findall(seen[address]):
            found = urlsplit(urljoin(f"http://testserver{address}", link.replace("&amp;", "&")))
            if found.netloc == "testserver" and not found.path.startswith("/static/"):
                waiting.append(found.path + (f"?{found.query}" if found.query else ""))
    return seen


def test_no_address_number_or_whole_postcode_of_anybody_can_be_harvested(directory):  # noqa: F811
    people = [
        SupervisorEntryFactory(phone=f"01632 9601{n:02}", website=f"https://example.org/{n}")
        for n in range(12)
    ]
    SupervisorEntryFactory(first_name="", last_name="", town="Leeds")
    hidden = SupervisorEntryFactory(paused=True)
    names = [f"{directory.url}check/?q={entry.name}" for entry in people]
    seen = crawl(directory.url, "/sitemap.xml", *names, *(f"{directory.url}{e.slug}/" for e in people))
    assert sum(f"{directory.url}{entry.slug}/" in seen for entry in people) == len(people)
    assert sum(f"{directory.url}{entry.slug}/contact/" in seen for entry in people) == len(people)
    # The outlines of a drawing are numbers, too, and no telephone numbers.
    everything = re.sub(r'(?s)<svg.*?</svg>|content="width=.*?"', " ", "\n".join(seen.values()))
    assert "Accredited today" in everything
    for entry in [*people, hidden]:
        assert entry.member.user.email not in everything
    assert EMAIL.findall(everything) == []
    assert NUMBER.findall(everything) == []
    assert FULL_POSTCODE.findall(re.sub(r"<[^>]+>", " ", everything)) == []
    assert "https://example.org/" not in everything
    assert not any(hidden.slug in text for text in seen.values())
    assert Membership.objects.count() == len(people) + 2
