"""The profile: what the register says, what the supervisor says, and nothing by which to harvest them."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import sitemaps
from members.directory import photos
from members.directory.models import Language, Sector, SupervisorEntry
from tests.members.directory.factories import SupervisorEntryFactory
from tests.support.queries import queries_for

pytestmark = pytest.mark.django_db
QUERIES = 12


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def data_of(response, kind):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return next(data for data in map(json.loads, found) if data["@type"] == kind)


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """``with indexed(): …``: what is saved inside can be searched for afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def address(directory, entry):
    return f"{directory.url}{entry.slug}/"


@pytest.fixture
def with_photo(entry, photograph):
    entry.photo = photos.keep(photograph, entry.name)
    entry.photo_consent_by, entry.photo_consent_on = entry.name, timezone.localdate()
    entry.save()
    return entry


def test_it_shows_the_line_of_the_register(client, address, entry, time_machine):
    time_machine.move_to(timezone.now().replace(hour=9, minute=5), tick=False)
    page = text_of(client.get(address))
    found = entry.accreditation
    for words in (
        "Sunil Shah",
        "Accredited today",
        "Grade Supervisor",
        f"Accredited since {found.since.day} {found.since:%B %Y}",
        f"Until {found.until.day} {found.until:%B %Y}",
        f"Membership number {entry.member.number}",
    ):
        assert words in page
    checked = timezone.localtime()
    assert f"Checked on {checked.day} {checked:%B %Y, %H:%M}" in page


def test_it_says_what_they_offer(client, address, entry):
    entry.sectors = [Sector.objects.create(name="Health", slug="health")]
    entry.languages = [Language.objects.create(name="Welsh", slug="cy", tag="cy")]
    entry.areas_covered = "The Lothians"
    entry.save()
    page = text_of(client.get(address))
    for words in ("Works in Health", "Languages Welsh", "Travels to The Lothians", "Room for a trainee"):
        assert words in page
    assert "In person in Edinburgh (EH8), and online" in page


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ("yes", "Room for a trainee In their"),
        ("no", "No room for a trainee at the moment"),
        ("from", "Room for a trainee from 1 March 2090"),
    ],
)
def test_it_says_whether_there_is_room_whatever_date_was_left_standing(client, address, entry, room, said):
    entry.room, entry.room_from = room, datetime.date(2090, 3, 1)
    entry.save()
    page = text_of(client.get(address)).replace(f"Write to {entry.name} ", "")
    assert said in page


def test_the_town_of_somebody_who_supervises_online_only_is_nowhere(client, directory, entry, indexed):
    with indexed():
        entry.in_person, entry.town = False, "Hiddenham"
        entry.save()
    base = directory.url
    for address in (base, f"{base}{entry.slug}/", f"{base}?view=map"):
        assert "Hiddenham" not in client.get(address).content.decode()
    assert client.get(f"{base}?near=Hiddenham").context["place"].hint
    assert client.get("/search/?q=Hiddenham").context["results"].total == 0


def test_the_address_of_the_form_stands_on_it_and_none_of_the_persons(client, address, entry):
    entry.phone, entry.website = "01632 960001", "https://example.org/me"
    entry.save()
    content = client.get(address).content.decode()
    assert f'href="{address}contact/"' in content
    for private in (entry.member.user.email, "01632", "https://example.org/me"):
        assert private not in content


def test_telephone_and_website_stand_there_only_if_they_are_to(client, address, entry):
    entry.phone, entry.website = "+44 1632 960001", "https://example.org/me"
    entry.show_phone = entry.show_website = True
    entry.save()
    content = client.get(address).content.decode()
    assert 'href="tel:+441632960001"' in content
    assert 'href="https://example.org/me"' in content


def test_structured_data_name_the_person_and_no_way_to_reach_them(client, address, entry):
    entry.phone, entry.show_phone = "01632 960001", True
    entry.save()
    person = data_of(client.get(address), "Person")
    assert person["name"] == "Sunil Shah"
    assert person["jobTitle"] == "Supervisor"
    assert person["hasCredential"]["validFrom"] == entry.accreditation.since.isoformat()
    assert {"email", "telephone", "contactPoint", "identifier"}.isdisjoint(person)
    assert "postalCode" not in json.dumps(person)
    assert "01632" not in json.dumps(person)


def test_breadcrumbs_lead_through_the_directory(client, address, directory):
    crumbs = data_of(client.get(address), "BreadcrumbList")["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["AVIGuk", "Find a supervisor", "Sunil Shah"]
    assert crumbs[-1]["item"].endswith(address)


def test_what_shares_it_and_search_engines_read_is_its_own(client, address):
    content = client.get(address).content.decode()
    assert "<title>Sunil Shah – " in content
    assert f'rel="canonical" href="http://testserver{address}"' in content
    assert (
        "Sunil Shah, Supervisor in Video Interaction Guidance, in person in Edinburgh and online." in content
    )
    assert 'name="robots"' not in content


@pytest.mark.parametrize("change", [{"paused": True}, {"live": False}])
def test_an_entry_that_is_not_listed_is_as_unknown_as_one_that_never_was(client, address, change, directory):
    unknown = client.get(f"{directory.url}nobody-at-all/")
    SupervisorEntry.objects.update(**change)
    gone = client.get(address)
    assert gone.status_code == unknown.status_code == 404
    assert text_of(gone) == text_of(unknown)
    assert client.get(f"{address}contact/").status_code == 404


def test_a_draft_is_not_public(client, address, entry):
    entry.text = "Words that nobody has approved."
    entry.save_revision()
    assert "nobody has approved" not in client.get(address).content.decode()


def test_caches_ask_every_time(client, address):
    assert "no-cache" in client.get(address)["Cache-Control"]


def test_what_they_write_is_text(client, address, entry):
    entry.text = "<script>alert(1)</script> </script><b>bold</b>"
    entry.save()
    content = client.get(address).content.decode()
    assert "<script>alert" not in content
    assert "<b>bold" not in content
    assert data_of(client.get(address), "Person")["description"] == entry.text


def test_the_photograph_is_seen_while_the_entry_is(client, address, with_photo):
    content = client.get(address).content.decode()
    assert f'src="{address}photo/480/"' in content
    assert with_photo.photo.file.name not in content
    photo = client.get(f"{address}photo/480/")
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/webp")
    assert "no-cache" in photo["Cache-Control"]
    again = client.get(f"{address}photo/480/", headers={"if-none-match": photo["ETag"]})
    assert again.status_code == 304
    assert client.get(f"{address}photo/9999/").status_code == 404
    SupervisorEntry.objects.update(paused=True)
    gone = client.get(f"{address}photo/480/", headers={"if-none-match": photo["ETag"]})
    assert gone.status_code == 404


def test_a_photograph_nobody_agreed_to_is_not_shown(client, address, with_photo):
    SupervisorEntry.objects.update(photo_consent_by="")
    assert "photo/480" not in client.get(address).content.decode()
    assert client.get(f"{address}photo/480/").status_code == 404


def test_a_lost_file_takes_no_page_down(client, address, with_photo):
    with_photo.photo.file.storage.delete(with_photo.photo.file.name)
    with_photo.photo.renditions.all().delete()
    assert client.get(address).status_code == 200
    assert client.get(f"{address}photo/480/").status_code == 404


def test_it_costs_the_same_among_a_hundred(client, address, entry):
    assert len(queries_for(client, address)) <= QUERIES
    for _ in range(99):
        SupervisorEntryFactory()
    assert len(queries_for(client, address)) <= QUERIES


def test_the_sitemap_names_every_listed_profile_at_the_same_cost(client, directory, entry):
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as one:
        client.get("/sitemap.xml")
    hidden = SupervisorEntryFactory(paused=True)
    others = [SupervisorEntryFactory() for _ in range(20)]
    with CaptureQueriesContext(connection) as many:
        content = client.get("/sitemap.xml").content.decode()
    assert len(many) == len(one)
    assert all(f"{directory.url}{other.slug}/" in content for other in (entry, *others))
    assert f"{directory.url}{hidden.slug}/" not in content


def test_profiles_have_parts_of_their_own(client, directory, monkeypatch):
    def addresses(address):
        return re.findall(r"<loc>http://[^/<]+(/[^<]*)</loc>", client.get(address).content.decode())

    profiles = sorted(f"{directory.url}{SupervisorEntryFactory().slug}/" for _number in range(5))
    SupervisorEntryFactory(paused=True)
    assert set(profiles) < set(addresses("/sitemap.xml"))
    monkeypatch.setattr(sitemaps.Sitemap, "limit", 3)
    parts = [part for part in addresses("/sitemap.xml") if "supervisors" in part]
    assert parts == ["/sitemap-supervisors.xml", "/sitemap-supervisors.xml?p=2"]
    assert [addresses(part) for part in parts] == [profiles[:3], profiles[3:]]


def test_a_directory_hidden_from_search_engines_hides_its_profiles(client, directory, entry):
    directory.hide_from_search_engines = True
    directory.save()
    assert entry.slug not in client.get("/sitemap.xml").content.decode()
