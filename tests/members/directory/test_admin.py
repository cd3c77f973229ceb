"""The entries in the admin: for officers, at the same cost however many there are, and never copied."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.directory import photos
from members.directory.models import Language, Sector, SupervisorEntry
from members.membership.models import Membership
from tests.factories import UserFactory
from tests.members.directory.factories import (
    OutcodeFactory,
    SupervisorEntryFactory,
    grade,
    lapsed_dates,
    member,
)
from tests.support.editors import sign_in_editor

pytestmark = pytest.mark.django_db


def url(view, *args):
    return reverse(f"wagtailsnippets_directory_supervisorentry:{view}", args=args)


@pytest.fixture
def admin(client, officer):
    """The browser of an officer."""
    client.force_login(officer)
    return client


def shown(response):
    return [entry.name for entry in response.context["object_list"]]


@pytest.fixture
def several(directory):
    welsh = Language.objects.create(name="Welsh", slug="cy")
    SupervisorEntryFactory(first_name="Ada", last_name="Able", words={"languages": [welsh]})
    SupervisorEntryFactory(first_name="Bea", last_name="Best", online=False, room="no", town="Leeds")
    SupervisorEntryFactory(first_name="Cas", last_name="Cole", paused=True)
    SupervisorEntryFactory(member=member("Dee", "Dunn", **lapsed_dates()))
    SupervisorEntryFactory(member=member("Eve", "Ely", status=Membership.Status.SUSPENDED))


def test_the_list_says_who_is_in_the_directory_and_why_others_are_not(admin, several):
    response = admin.get(url("list"))
    assert shown(response) == ["Ada Able", "Bea Best", "Cas Cole", "Dee Dunn", "Eve Ely"]
    content = response.content.decode()
    for words in ("Listed", "Paused by the supervisor", "No current membership", "Membership suspended"):
        assert words in content


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("listing=listed", ["Ada Able", "Bea Best"]),
        ("listing=suspended", ["Eve Ely"]),
        ("online=false", ["Bea Best"]),
        ("room=false", ["Bea Best"]),
        ("listing=listed&room=true", ["Ada Able"]),
        ("q=best", ["Bea Best"]),
        ("q=leeds", ["Bea Best"]),
        ("q=nobody", []),
        ("ordering=-town&listing=listed", ["Bea Best", "Ada Able"]),
    ],
)
def test_finding_entries(admin, several, query, names):
    assert shown(admin.get(f"{url('list')}?{query}")) == names


def test_finding_by_number_word_and_grade(admin, several):
    ada = SupervisorEntry.objects.get(slug="ada-able")
    assert shown(admin.get(url("list"), {"q": ada.member_id})) == ["Ada Able"]
    assert shown(admin.get(url("list"), {"languages": Language.objects.get().pk})) == ["Ada Able"]
    ada.member.user.memberships.update(grade=grade("National supervisor"))
    assert shown(admin.get(url("list"), {"grade": grade("National supervisor").pk})) == ["Ada Able"]


@pytest.mark.parametrize(
    "query", ["q=" + "9" * 40, "q=%00", "languages=x", "listing=x", "p=0", "ordering=password"]
)
def test_nonsense_in_the_address_is_no_error(admin, several, query):
    assert admin.get(f"{url('list')}?{query}").status_code in {200, 400, 404}


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_one_and_for_many(admin, directory, entry):
    one = queries_of(admin, url("list"))
    for _ in range(99):
        SupervisorEntryFactory()
    # The paginator and the sorted list may ask once more; no row may.
    assert queries_of(admin, url("list")) <= one + 1


def test_the_spreadsheet_costs_the_same_for_one_and_for_many(admin, directory, entry):
    address = f"{url('list')}?export=csv"

    def cost():
        with CaptureQueriesContext(connection) as queries:
            b"".join(admin.get(address).streaming_content)
        return len(queries)

    cost()
    one = cost()
    for _ in range(99):
        SupervisorEntryFactory()
    assert cost() <= one + 1


def test_the_spreadsheet_is_safe_and_on_record_and_holds_no_way_to_reach_anybody(admin, directory):
    health = Sector.objects.create(name="Health", slug="health")
    made = SupervisorEntryFactory(
        first_name="=HYPERLINK", last_name="Evil", phone="01632 960001", words={"sectors": [health]}
    )
    content = b"".join(admin.get(f"{url('list')}?export=csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["Name"] == "'=HYPERLINK Evil"
    assert row["In the directory"] == "Listed"
    assert row["Sectors"] == "Health"
    assert row["Membership number"] == str(made.member_id)
    assert row["Accredited since"] == made.accreditation.since.isoformat()
    assert "960001" not in content
    assert made.member.user.email not in content
    assert b"".join(admin.get(f"{url('list')}?export=xlsx").streaming_content)[:2] == b"PK"
    logged = [entry.data["text"] for entry in ModelLogEntry.objects.filter(action="membership.export")]
    assert logged[0].startswith("Exported 1 supervisors’ entries")


@pytest.fixture
def form(directory):
    OutcodeFactory()

    def data(**changed):
        return {
            "text": "I begin with what went well.",
            "online": "on",
            "room": "no",
            "slug": "",
            "action-publish": "yes",
        } | changed

    return data


def test_an_officer_makes_an_entry_for_a_member(admin, form, directory):
    nia = member("Nia", "New")
    response = admin.post(url("add"), form(member=nia.pk))
    assert response.status_code == 302, response.context["form"].errors
    entry = SupervisorEntry.objects.get()
    assert (entry.member, entry.slug, entry.is_listed) == (nia, "nia-new", True)
    again = admin.post(url("add"), form(member=nia.pk))
    assert "member" in again.context["form"].errors


def test_an_officer_changes_an_entry_and_never_whose_it_is(admin, form, entry):
    other = member("Olga", "Other")
    response = admin.post(url("edit", entry.pk), form(member=other.pk, slug=entry.slug, text="Mended."))
    assert response.status_code == 302, response.context["form"].errors
    saved = SupervisorEntry.objects.get()
    assert (saved.text, saved.member_id) == ("Mended.", entry.member_id)


def test_the_form_refuses_a_photograph_without_consent(admin, form, entry, photograph):
    image = photos.keep(photograph, entry.name)
    response = admin.post(url("edit", entry.pk), form(slug=entry.slug, photo=image.pk))
    assert "Say who agreed" in response.content.decode()
    data = form(
        slug=entry.slug,
        photo=image.pk,
        photo_consent_by="Sunil Shah",
        photo_consent_on=timezone.localdate().isoformat(),
    )
    assert admin.post(url("edit", entry.pk), data).status_code == 302
    assert SupervisorEntry.objects.get().shown_photo == image


def test_a_number_that_an_officer_takes_out_is_in_no_version_either(admin, form, entry):
    for phone in ("01632 960001", ""):
        admin.post(url("edit", entry.pk), form(slug=entry.slug, phone=phone))
    assert "960001" not in " ".join(str(revision.content) for revision in entry.revisions)


def test_a_draft_shows_in_the_preview_and_not_to_the_public(admin, client, form, entry, directory):
    data = form(slug=entry.slug, text="Only a draft.")
    del data["action-publish"]
    admin.post(url("edit", entry.pk), data)
    assert "Only a draft." not in client.get(f"{directory.url}{entry.slug}/").content.decode()
    preview = reverse("wagtailsnippets_directory_supervisorentry:preview_on_edit", args=[entry.pk])
    assert admin.post(preview, form(slug=entry.slug, text="In the preview.")).json()["is_valid"]
    page = admin.get(preview).content.decode()
    assert "In the preview." in page
    assert "What our register says" in page


def test_the_preview_works_while_there_is_no_directory_page(admin, db, home):
    made = SupervisorEntryFactory()
    preview = reverse("wagtailsnippets_directory_supervisorentry:preview_on_edit", args=[made.pk])
    data = {"text": "Words.", "online": "on", "room": "no", "slug": made.slug}
    assert admin.post(preview, data).json()["is_valid"]
    assert admin.get(preview).status_code == 200


def test_history_usage_and_lock_are_there_and_copying_is_not(admin, entry):
    for view in ("edit", "history", "usage", "delete", "unpublish"):
        assert admin.get(url(view, entry.pk)).status_code == 200, view
    admin.post(url("lock", entry.pk))
    assert SupervisorEntry.objects.get().locked
    with pytest.raises(Exception, match="copy"):
        url("copy", entry.pk)


def test_a_word_says_which_entries_use_it(admin, entry):
    health = Sector.objects.create(name="Health", slug="health")
    entry.sectors = [health]
    entry.save()
    usage = reverse("wagtailsnippets_directory_sector:usage", args=[health.pk])
    assert "Sunil Shah" in admin.get(usage).content.decode()


def test_deleting_an_entry_deletes_its_photograph(
    admin, entry, photograph, django_capture_on_commit_callbacks
):
    image = photos.keep(photograph, entry.name)
    SupervisorEntry.objects.update(photo=image)
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(url("delete", entry.pk))
    assert not type(image).objects.exists()


def test_deleting_the_account_deletes_entry_and_photograph(
    entry, photograph, django_capture_on_commit_callbacks
):
    image = photos.keep(photograph, entry.name)
    SupervisorEntry.objects.update(photo=image)
    with django_capture_on_commit_callbacks(execute=True):
        entry.member.user.delete()
    assert not SupervisorEntry.objects.exists()
    assert not type(image).objects.exists()


def test_a_photograph_that_something_else_uses_is_left(
    admin, entry, photograph, directory, django_capture_on_commit_callbacks
):
    image = photos.keep(photograph, entry.name)
    SupervisorEntry.objects.update(photo=image)
    directory.listing_image = image
    with django_capture_on_commit_callbacks(execute=True):
        directory.save()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(url("delete", entry.pk))
    assert type(image).objects.get() == image


def test_nobody_else_keeps_entries(client, entry):
    sign_in_editor(client)
    for address in (url("list"), url("add"), url("edit", entry.pk), url("delete", entry.pk)):
        assert client.get(address).status_code in {302, 403}
    client.force_login(UserFactory())
    assert client.get(url("list")).status_code in {302, 403}


def test_the_front_page_leads_officers_to_the_entries(admin, entry):
    assert url("list") in admin.get(reverse("wagtailadmin_home")).content.decode()
