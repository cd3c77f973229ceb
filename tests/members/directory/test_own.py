"""A supervisor keeps their own entry: adds, changes, previews, pauses, removes it; and nobody else's."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Revision, WorkflowState

from members.directory.models import Language, SupervisorEntry
from members.membership.models import Membership
from tests.factories import UserFactory
from tests.members.directory.factories import SupervisorEntryFactory, grade, member

pytestmark = pytest.mark.django_db

EDIT, PREVIEW, ACCOUNT = (
    "/members/account/directory/",
    "/members/account/directory/preview/",
    "/members/account/",
)
QUERIES = 20


def entry_now():
    return SupervisorEntry.objects.get()


def every_version():
    return " ".join(str(content) for content in Revision.objects.values_list("content", flat=True))


def errors_of(response):
    return response.context["form"].errors


def test_adding_an_entry(client, directory, filled_in):
    person = member("Nia", "New")
    client.force_login(person.user)
    assert "Add your entry" in client.get(ACCOUNT).content.decode()
    welsh = Language.objects.create(name="Welsh", slug="cy")
    response = client.post(EDIT, filled_in(languages=[welsh.pk], outcode="eh8 9yl"), follow=True)
    assert "Your entry is published." in response.content.decode()
    entry = entry_now()
    assert (entry.member, entry.slug, entry.outcode_id) == (person, "nia-new", "EH8")
    assert list(entry.languages.all()) == [welsh]
    assert entry.is_listed
    assert "9yl" not in every_version().lower()
    assert client.get(f"{directory.url}nia-new/").status_code == 200


def test_sending_the_form_of_a_new_entry_twice_makes_one(client, directory, filled_in):
    client.force_login(member().user)
    for text in ("Once.", "Twice."):
        client.post(EDIT, filled_in(text=text))
    assert entry_now().text == "Twice."


def test_changing_it_is_public_at_once_and_makes_a_version(owner, entry, filled_in, directory):
    owner.post(EDIT, filled_in(text="I sit beside you at the screen."))
    assert "beside you" in owner.get(f"{directory.url}{entry.slug}/").content.decode()
    newest = entry_now().latest_revision
    assert newest.user == entry.member.user
    assert newest.content["text"] == "I sit beside you at the screen."


def test_looking_at_it_first_shows_nobody_else(owner, client, entry, filled_in, directory):
    data = filled_in(text="Only a try.", preview="")
    del data["publish"]
    response = owner.post(EDIT, data)
    assert response.url == PREVIEW
    page = owner.get(PREVIEW).content.decode()
    assert "Only a try." in page
    assert 'content="noindex"' in page
    assert "Only a try." not in owner.get(f"{directory.url}{entry.slug}/").content.decode()
    assert "you have not published yet" in owner.get(ACCOUNT).content.decode()
    owner.post(reverse("directory_own_send"))
    assert "Only a try." in owner.get(f"{directory.url}{entry.slug}/").content.decode()


def test_the_form_comes_back_with_what_was_typed_and_says_how_to_mend_it(owner, entry, filled_in):
    response = owner.post(EDIT, filled_in(text="Ring 01632 960001", town="", outcode="ZZ99", room="from"))
    assert set(errors_of(response)) == {"text", "town", "outcode", "room_from"}
    content = response.content.decode()
    assert "Ring 01632 960001" in content
    assert "We do not know where ZZ99 lies" in content
    assert entry_now().latest_revision is None


def test_somebody_elses_entry_has_no_address_and_can_not_be_named(owner, entry, filled_in):
    other = SupervisorEntryFactory(first_name="Olga", last_name="Other", text="Hers.")
    for tail in (f"{other.slug}/", f"{other.pk}/", f"{other.pk}/edit/"):
        assert owner.get(EDIT + tail).status_code == 404
        assert owner.post(EDIT + tail, filled_in()).status_code == 404
    owner.post(
        EDIT,
        filled_in(
            text="Mine.", member=other.member_id, slug=other.slug, id=other.pk, pk=other.pk, paused="on"
        ),
    )
    other.refresh_from_db()
    assert other.text == "Hers."
    mine = SupervisorEntry.objects.get(pk=entry.pk)
    assert (mine.text, mine.member_id, mine.slug, mine.paused) == (
        "Mine.",
        entry.member_id,
        entry.slug,
        False,
    )
    for name in ("pause", "resume", "send"):
        owner.post(reverse(f"directory_own_{name}"), {"id": other.pk})
    owner.post(reverse("directory_own_remove"), {"id": other.pk})
    assert list(SupervisorEntry.objects.all()) == [other]
    assert not SupervisorEntry.objects.get().paused


def test_a_member_of_another_grade_gets_a_sentence(client, directory, filled_in):
    client.force_login(member(grade=grade("Guider", in_directory=False)).user)
    for response in (client.get(EDIT), client.post(EDIT, filled_in())):
        assert response.status_code == 403
        assert "The directory lists supervisors" in response.content.decode()
    assert not SupervisorEntry.objects.exists()
    assert (
        "directory" not in client.get(ACCOUNT).content.decode().partition("<main")[2].partition("</main>")[0]
    )


def test_who_never_was_a_member_gets_the_same_sentence(client, directory):
    client.force_login(UserFactory())
    for address in (EDIT, PREVIEW, f"{EDIT}remove/"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", [EDIT, PREVIEW, f"{EDIT}remove/"])
def test_who_is_not_signed_in_is_asked_to(client, directory, address):
    response = client.get(address)
    assert response.status_code == 302
    assert "/accounts/login/" in response.url


def test_pausing_and_showing_again_is_at_once(owner, entry, directory):
    profile = f"{directory.url}{entry.slug}/"
    owner.post(reverse("directory_own_pause"))
    assert owner.get(profile).status_code == 404
    assert "You have paused your entry" in owner.get(ACCOUNT).content.decode()
    owner.post(reverse("directory_own_resume"))
    assert owner.get(profile).status_code == 200


@pytest.mark.parametrize("name", ["pause", "resume", "send"])
def test_no_link_does_what_a_button_does(owner, entry, name):
    before = entry.revisions.count(), entry.paused, entry.live
    assert owner.get(reverse(f"directory_own_{name}"))["Location"] == f"{ACCOUNT}#directory"
    entry.refresh_from_db()
    assert (entry.revisions.count(), entry.paused, entry.live) == before


def test_a_button_pressed_on_another_site_does_nothing(entry):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(entry.member.user)
    for name in ("pause", "remove", "send"):
        assert browser.post(reverse(f"directory_own_{name}")).status_code == 403
    assert entry_now().is_listed


def test_a_photograph_needs_the_tick(owner, entry, filled_in, photograph):
    response = owner.post(EDIT, filled_in(photo_file=photograph))
    assert set(errors_of(response)) == {"photo_consent", "photo_file"}
    assert not get_image_model().objects.exists()


def test_a_photograph_that_came_with_a_fault_elsewhere_is_asked_for_again(
    owner, entry, filled_in, photograph
):
    response = owner.post(EDIT, filled_in(photo_file=photograph, photo_consent="on", town=""))
    assert set(errors_of(response)) == {"town", "photo_file"}
    assert "Choose your photograph again" in response.content.decode()
    assert not get_image_model().objects.exists()


def test_a_photograph_records_who_agreed_and_loses_what_the_camera_wrote(owner, entry, filled_in, photograph):
    owner.post(EDIT, filled_in(photo_file=photograph, photo_consent="on"))
    saved = entry_now()
    assert saved.shown_photo
    assert (saved.photo_consent_by, saved.photo_consent_on) == ("Sunil Shah", timezone.localdate())
    with saved.photo.file.open("rb") as file:
        stored = file.read()
    assert b"Secret Street" not in stored
    assert not re.search("home|sunil|shah", saved.photo.file.name, re.IGNORECASE)
    assert saved.photo.collection.name == "Supervisors’ photographs"


@pytest.mark.parametrize(
    ("name", "content"), [("me.jpg", b"<script>"), ("me.svg", b"<svg/>"), ("me.pdf", b"%PDF-1.4")]
)
def test_what_is_no_photograph_is_refused(owner, entry, filled_in, name, content):
    file = SimpleUploadedFile(name, content, "image/jpeg")
    response = owner.post(EDIT, filled_in(photo_file=file, photo_consent="on"))
    assert set(errors_of(response)) == {"photo_file"}


def test_a_photograph_that_is_taken_out_is_deleted(
    owner, entry, filled_in, photograph, django_capture_on_commit_callbacks
):
    owner.post(EDIT, filled_in(photo_file=photograph, photo_consent="on"))
    image = entry_now().photo
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(EDIT, filled_in(remove_photo="on"))
    assert entry_now().photo is None
    assert not get_image_model().objects.exists()
    assert not image.file.storage.exists(image.file.name)
    assert "Sunil Shah" not in every_version()  # nor who agreed


def test_a_number_that_was_taken_out_or_changed_is_in_no_version(owner, entry, filled_in):
    owner.post(EDIT, filled_in(phone="01632 960001", show_phone="on"))
    owner.post(EDIT, filled_in(phone="01632 960002", show_phone="on"))
    assert "960001" not in every_version()
    assert "960002" in every_version()
    owner.post(EDIT, filled_in())
    assert "960002" not in every_version()


def test_removing_it_leaves_nothing_behind(
    owner, entry, filled_in, photograph, reads_first, django_capture_on_commit_callbacks
):
    photograph_file = photograph
    owner.post(
        EDIT,
        filled_in(
            photo_file=photograph_file,
            photo_consent="on",
            phone="01632 960001",
            show_phone="on",
            text="Gone.",
        ),
    )
    assert WorkflowState.objects.exists()
    assert "can’t be brought back" in owner.get(f"{EDIT}remove/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(f"{EDIT}remove/")
    assert not SupervisorEntry.objects.exists()
    assert not Revision.objects.exists()
    assert not WorkflowState.objects.exists()
    assert not get_image_model().objects.exists()
    from wagtail.models import ModelLogEntry

    logged = " ".join(str(row) for row in ModelLogEntry.objects.values())
    assert "960001" not in logged
    assert "Gone." not in logged
    assert Membership.objects.filter(user=entry.member.user).exists()


def test_somebody_who_lapsed_can_still_pause_and_remove_it(owner, entry, filled_in):
    Membership.objects.update(status=Membership.Status.RESIGNED)
    page = owner.get(ACCOUNT).content.decode()
    assert "It comes back when you renew" in page
    assert "Change it" not in page
    assert owner.get(EDIT).status_code == 403
    assert owner.post(EDIT, filled_in()).status_code == 403
    assert owner.post(reverse("directory_own_send")).status_code == 403
    owner.post(reverse("directory_own_pause"))
    assert entry_now().paused
    owner.post(f"{EDIT}remove/")
    assert not SupervisorEntry.objects.exists()


def test_while_an_officer_has_locked_it_only_pausing_and_removing_work(owner, entry, filled_in):
    SupervisorEntry.objects.update(locked=True)
    response = owner.post(EDIT, filled_in(text="Changed."), follow=True)
    assert "The office is working on your entry" in response.content.decode()
    assert entry_now().latest_revision is None
    owner.post(reverse("directory_own_pause"))
    assert entry_now().paused


@pytest.mark.parametrize("address", [EDIT, PREVIEW])
def test_the_pages_keep_to_their_queries(owner, entry, address):
    for _ in range(30):
        SupervisorEntryFactory()
    owner.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert owner.get(address).status_code == 200
    assert len(queries) <= QUERIES
