"""After a deletion, a search of every table and every file finds nothing but what the notice has named."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry

from accounts.own_data import holder
from core import personal_data, traces
from core.mail import deliver
from library.models import Download
from members.directory.models import SupervisorEntry
from members.membership import actions
from members.membership.models import FormerAccreditation, Member, MemberImport, Membership
from members.progress.models import Entry, Trainee
from tests.accounts.own_data.conftest import EMAIL, FIRST, LAST, WORDS
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.support.worker import work_off_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _commits_at_once():
    """Not here: what follows from a deletion has to wait until it is through."""


@pytest.fixture
def erase(django_capture_on_commit_callbacks):
    def now(user):
        with django_capture_on_commit_callbacks(execute=True):
            return personal_data.erase(user)

    return now


def found(words=WORDS):
    return {trace.where for trace in traces.find(words)}


def test_the_search_finds_the_person_wherever_they_are(everywhere):
    """Else the next test would show nothing."""
    before = found()
    for where in (
        "accounts_user.first_name",
        "accounts_user.email",
        "account_emailaddress.email",
        "django_tasks_database_dbtaskresult.args_kwargs",
        "directory_supervisorentry.town",
        "directory_supervisorentry.phone",
        "directory_relayedmessage.report",
        "library_image.title",
        "membership_application.message",
        "membership_memberimport.problems",
        "membership_memberimport.rows",
        "membership_membership.note",
        "usersessions_usersession.user_agent",
        "wagtailcore_modellogentry.label",
        "wagtailcore_modellogentry.data",
        "wagtailcore_revision.content",
        "wagtailcore_taskstate.comment",
        "practice_reaccreditation.note",
        "practice_session.notes",
        "progress_entry.note",
        "progress_entry.setting",
        "progress_event.words",
        "search_text.title",
        "search_word.word",
        "wagtailforms_formsubmission.form_data",
    ):
        assert where in before
    assert any(where.startswith("default:avatar_images/") for where in before)
    assert any(where.startswith("wagtailsearch_indexentry") for where in before)


def test_nothing_is_left_but_the_register_that_the_notice_named(everywhere, erase):
    image = SupervisorEntry.objects.get().photo
    files = [image.file.name, *(rendition.file.name for rendition in image.renditions.all())]
    storage = image.file.storage
    assert all(storage.exists(name) for name in files)
    named = [kept.what for holder in personal_data.holders() for kept in holder.stays(everywhere)]
    assert any("Your name, number, grade and dates in the register" in what for what in named)
    erase(everywhere)
    assert found() == {"membership_formeraccreditation.name"}
    assert found([EMAIL]) == set()
    assert not get_image_model().objects.exists()
    work_off_the_queue()  # Wagtail deletes the files of pictures there
    assert not any(storage.exists(name) for name in files)


def test_of_somebody_who_was_never_accredited_not_even_that(everywhere, erase):
    Membership.objects.update(grade=GradeFactory(name="Trainee"))
    erase(everywhere)
    assert found() == set()


def test_what_stays_is_a_row_without_a_name(everywhere, erase):
    number = everywhere.member.number
    erase(everywhere)
    user = get_user_model().objects.get(pk=everywhere.pk)
    assert (str(user), user.email) == (f"Former member {number}", f"deleted-{user.pk}@deleted.invalid")
    assert not user.is_active
    assert user.erased_at
    assert not user.has_usable_password()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()
    member = Member.objects.get(number=number)
    assert member.state == "resigned"
    assert [term.note for term in member.terms] == [""]
    line = FormerAccreditation.objects.get()
    assert (line.number, line.name, line.grade) == (number, f"{FIRST} {LAST}", "Supervisor")


def test_the_log_still_says_what_was_done_but_neither_why_nor_with_whom(everywhere, erase):
    erase(everywhere)
    entries = ModelLogEntry.objects.filter(action__startswith="membership.", object_id=everywhere.member.pk)
    said = {entry.action: (entry.label, entry.data) for entry in entries}
    label = f"Former member {everywhere.member.number}"
    assert said["membership.suspend"] == (label, {"text": "Suspended"})
    assert said["membership.correct"] == (label, {})


def test_a_download_stays_without_the_one_who_made_it(everywhere, erase):
    erase(everywhere)
    download = Download.objects.get()
    assert (download.user, download.title, download.person_name) == (None, "Handout", "(account deleted)")


def test_a_training_ends_and_keeps_its_steps_but_none_of_its_words(everywhere, erase):
    erase(everywhere)
    mine = Trainee.objects.get(member__user=everywhere)
    assert (mine.state, mine.waiting) == ("left", 0)
    assert [step.action for step in mine.events.all()] == ["enrolled", "logged", "asked-back", "left"]
    assert not any(step.words or step.before for step in mine.events.all())
    entry = Entry.objects.get(stage__trainee=mine)
    assert (entry.note, entry.setting, entry.client, entry.state) == ("", "", "", "withdrawn")
    theirs = Trainee.objects.exclude(pk=mine.pk).get()
    asked = theirs.events.get(action="asked-back")
    assert (asked.words, str(asked.by)) == ("Which day?", f"Former member {everywhere.member.number}")
    assert theirs.is_open


def test_other_people_keep_what_is_theirs(everywhere, erase):
    """A namesake, the other rows of the spreadsheet, and mail to others that waits."""
    namesake = MembershipFactory(
        user__first_name=FIRST, user__last_name=LAST, user__email="other@example.org"
    )
    other = Member.objects.get(user=namesake.user)
    actions.suspend(other, namesake.user, "Theirs.")
    deliver.enqueue(f"Dear {FIRST} {LAST}", "for the other", ["other@example.org"])
    erase(everywhere)
    namesake.user.refresh_from_db()
    assert namesake.user.get_full_name() == f"{FIRST} {LAST}"
    entry = ModelLogEntry.objects.get(action="membership.suspend", object_id=other.pk)
    assert (entry.label, entry.data["reason"]) == (f"{FIRST} {LAST}", "Theirs.")
    mails = DBTaskResult.objects.filter(task_path="core.mail.deliver")
    assert [one.args_kwargs["args"][2] for one in mails] == [["other@example.org"]]
    report = MemberImport.objects.get()
    assert report.rows == [{"email": "someone@example.org"}]
    assert report.problems == []


def test_no_session_is_left_not_even_one_that_no_list_shows(everywhere, client, other_browser, erase):
    other = UserFactory()
    client.force_login(everywhere)
    other_browser.force_login(other)
    UserSession.objects.all().delete()
    erase(everywhere)
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(other.pk)]


def test_doing_it_twice_changes_nothing(everywhere, erase):
    erase(everywhere)
    once = get_user_model().objects.get(pk=everywhere.pk)
    erase(everywhere)
    again = get_user_model().objects.get(pk=everywhere.pk)
    assert (once.first_name, once.erased_at) == (again.first_name, again.erased_at)
    assert FormerAccreditation.objects.count() == 1


def test_what_fails_half_way_changes_nothing(everywhere, monkeypatch, erase):
    def fails(person):
        raise OSError("no room")

    monkeypatch.setattr(holder, "erase_mail", fails)
    before = set(traces.in_tables([word.lower() for word in WORDS]))
    with pytest.raises(OSError, match="no room"):
        erase(everywhere)
    assert set(traces.in_tables([word.lower() for word in WORDS])) == before


def test_somebody_without_any_membership(db, erase):
    user = UserFactory(first_name=FIRST, last_name=LAST, email=EMAIL)
    erase(user)
    user.refresh_from_db()
    assert str(user) == f"Deleted account {user.pk}"
    assert found() == set()
    assert mail.outbox == []


def test_the_command_says_where_somebody_stands(everywhere, capsys, erase):
    call_command("find_personal_data", EMAIL)
    said = capsys.readouterr().out
    assert "accounts_user.email" in said
    erase(everywhere)
    call_command("find_personal_data", EMAIL)
    assert "Found nowhere." in capsys.readouterr().out
