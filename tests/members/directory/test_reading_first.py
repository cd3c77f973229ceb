"""Where the officers read first: what the public sees meanwhile, what the owner sees, and who is told."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import TaskState

from members.directory.models import SupervisorEntry
from tests.members.directory.factories import member

pytestmark = pytest.mark.django_db

EDIT, ACCOUNT = "/members/account/directory/", "/members/account/"


@pytest.fixture
def profile(directory, entry):
    return f"{directory.url}{entry.slug}/"


@pytest.fixture
def waiting(reads_first, owner, entry, filled_in):
    """The owner has changed the text, and sent it to the office."""
    entry.save_revision().publish()
    owner.post(EDIT, filled_in(text="New words."))
    mail.outbox.clear()
    return SupervisorEntry.objects.get()


@pytest.fixture
def decide(officer, django_capture_on_commit_callbacks):
    def decide(action, **comment):
        state = SupervisorEntry.objects.get().current_workflow_task_state
        with django_capture_on_commit_callbacks(execute=True):
            state.task.specific.on_action(state, officer, action, **comment)

    return decide


def test_until_it_is_approved_everybody_sees_what_was_before(owner, waiting, profile):
    assert "New words." not in owner.get(profile).content.decode()
    assert "waiting for approval" in owner.get(ACCOUNT).content.decode()


def test_the_officers_are_told_and_the_owner_is_not_written_to(
    reads_first, owner, entry, officer, filled_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(EDIT, filled_in(text="New words."))
    assert {address for message in mail.outbox for address in message.to} == {officer.email}


def test_approving_publishes_it_and_tells_the_owner_once(owner, waiting, profile, decide):
    decide("approve")
    assert "New words." in owner.get(profile).content.decode()
    assert "waiting for approval" not in owner.get(ACCOUNT).content.decode()
    (message,) = mail.outbox
    assert message.to == [waiting.member.user.email]
    assert "/members/account/" in message.body
    assert "/admin/" not in message.body


def test_sending_it_back_says_why_and_changes_nothing(owner, waiting, profile, decide):
    decide("reject", comment="Please say more about online work.")
    assert "New words." not in owner.get(profile).content.decode()
    assert "Please say more about online work." in owner.get(ACCOUNT).content.decode()
    (message,) = mail.outbox
    assert "Please say more about online work." in message.body


def test_an_answer_to_what_was_sent_back_is_read_again(owner, waiting, profile, decide, filled_in):
    decide("reject", comment="More, please.")
    owner.post(EDIT, filled_in(text="Third words."))
    decide("approve")
    assert "Third words." in owner.get(profile).content.decode()


def test_nobody_approves_what_its_owner_has_changed_since(
    owner, waiting, profile, decide, filled_in, officer
):
    state = waiting.current_workflow_task_state
    owner.post(EDIT, filled_in(text="Newer words."))
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_CANCELLED
    decide("approve")
    assert "Newer words." in owner.get(profile).content.decode()


def test_a_first_entry_is_not_public_before_it_is_approved(client, directory, reads_first, filled_in, decide):
    client.force_login(member("Nia", "New").user)
    client.post(EDIT, filled_in())
    assert client.get(f"{directory.url}nia-new/").status_code == 404
    assert "it is waiting for approval" in client.get(ACCOUNT).content.decode()
    decide("approve")
    assert client.get(f"{directory.url}nia-new/").status_code == 200


def test_what_its_owner_takes_out_waits_for_nobody(
    reads_first, owner, entry, filled_in, photograph, decide, profile, django_capture_on_commit_callbacks
):
    shown = filled_in(
        phone="01632 960001",
        show_phone="on",
        website="https://example.org/me",
        show_website="on",
        photo_file=photograph,
        photo_consent="on",
    )
    owner.post(EDIT, shown)
    decide("approve")
    content = owner.get(profile).content.decode()
    assert all(words in content for words in ("960001", "example.org/me", "photo/480"))
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(EDIT, filled_in(text="Waits.", remove_photo="on"))
    content = owner.get(profile).content.decode()
    assert not any(words in content for words in ("960001", "example.org/me", "photo/480", "Waits."))
    assert not get_image_model().objects.exists()
    decide("approve")
    assert "Waits." in owner.get(profile).content.decode()


def test_a_new_number_waits_and_the_old_one_is_gone_once_it_is_approved(
    reads_first, owner, entry, filled_in, decide, profile
):
    owner.post(EDIT, filled_in(phone="01632 960001", show_phone="on"))
    decide("approve")
    owner.post(EDIT, filled_in(phone="01632 960002", show_phone="on"))
    assert "960001" in owner.get(profile).content.decode()
    decide("approve")
    assert "960002" in owner.get(profile).content.decode()
    versions = " ".join(str(revision.content) for revision in SupervisorEntry.objects.get().revisions)
    assert "960001" not in versions


def test_pausing_and_removing_wait_for_nobody(owner, waiting, profile):
    owner.post(reverse("directory_own_pause"))
    assert owner.get(profile).status_code == 404
    owner.post(reverse("directory_own_remove"))
    assert not SupervisorEntry.objects.exists()


def test_approving_does_not_show_what_its_owner_has_paused(owner, waiting, profile, decide):
    owner.post(reverse("directory_own_pause"))
    decide("approve")
    assert owner.get(profile).status_code == 404
