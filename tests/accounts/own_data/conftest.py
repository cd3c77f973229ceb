"""Somebody of whom the site holds everything that it can hold."""

import datetime
import shutil
import uuid
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.contrib.forms.models import FormSubmission
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, Page, Site, Workflow, WorkflowContentType, WorkflowTask
from wagtail.users.models import UserProfile

from accounts.first_content import OFFICERS
from accounts.first_content import load as load_groups
from core import mail
from core.first_content import Loader
from library.models import Document, Download
from members.directory import photos
from members.directory.models import SupervisorEntry
from members.directory.own import saving
from members.membership import actions
from members.membership.models import Application, Grade, Member, MemberImport, Reminder, Visit
from members.practice.models import Reaccreditation
from members.practice.models import Session as PracticeSession
from members.progress import services
from members.progress.models import Entry
from members.standards.models import Follow, Notice, ReadConfirmation
from tests.accounts.conftest import SECRET
from tests.factories import HomePageFactory, MembershipFactory, StandardPageFactory, UserFactory
from tests.members.directory.factories import DirectoryPageFactory, SupervisorEntryFactory, grade
from tests.members.progress import factories as training
from tests.members.standards.factories import StandardFactory, VersionFactory

#: Words that stand nowhere else on the site, and that no search stems.
FIRST, LAST, EMAIL, PHONE = "Zyxwa", "O'Qvortz", "zyxwa.qvortz@example.org", "01632 960777"
TOWN = "Llanqvortz"
WORDS = (FIRST, LAST, EMAIL, PHONE, TOWN)


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    """A search through all files finds none of another test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    yield
    shutil.rmtree(settings.PRIVATE_ROOT / settings.OWN_DATA_FOLDER, ignore_errors=True)


@pytest.fixture
def officer(db):
    load_groups(Loader())
    return UserFactory(first_name="Olive", last_name="Officer", groups=[Group.objects.get(name=OFFICERS)])


@pytest.fixture
def home(db):
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    return home


@pytest.fixture
def everywhere(home, officer, settings, django_capture_on_commit_callbacks):
    """A supervisor with a trace in every part of the site. Mail is kept in the queue's table."""
    term = MembershipFactory(
        user__first_name=FIRST, user__last_name=LAST, user__email=EMAIL, grade=grade(), note=f"{FIRST} paid."
    )
    user, member = term.user, Member.objects.get(user=term.user)
    with django_capture_on_commit_callbacks(execute=True):
        _membership(user, member, term, officer)
        _directory(user, member, officer)
        _standards(user)
        _account(user)
        _training(user, member)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        _mail(user)
    page = StandardPageFactory(title="Minutes", summary="Of the meeting.")
    FormSubmission.objects.create(
        page=page, form_data={"your_name": f"{FIRST} {LAST}", "e_mail": EMAIL.upper(), "message": PHONE}
    )
    return user


def _membership(user, member, term, officer):
    # As they were called before an officer mended it.
    type(user).objects.filter(pk=user.pk).update(first_name="Zyxwo")
    member = Member.objects.get(pk=member.pk)
    actions.correct(member, officer, first_name=FIRST, last_name=LAST, email=EMAIL)
    member = Member.objects.get(pk=member.pk)
    actions.suspend(member, officer, f"{FIRST} has not answered.")
    actions.lift(member, officer, f"{LAST} has answered.")
    log(term, "wagtail.edit", user=officer)
    application = Application.objects.create(
        first_name=FIRST,
        last_name=LAST,
        email=EMAIL,
        grade=Grade.objects.first(),
        message=f"I live in {TOWN}.",
        status=Application.Status.APPROVED,
        decided_at=timezone.now(),
    )
    log(application, "membership.approved", user=officer, data={"text": f"Approved {FIRST}"})
    Reminder.objects.create(term=term, kind=Reminder.Kind.MONTH)
    Visit.note(user)
    row = {"email": EMAIL, "first_name": FIRST, "last_name": LAST}
    MemberImport.objects.create(
        filename="members.csv",
        state=MemberImport.State.REFUSED,
        rows=[row, {"email": "someone@example.org"}],
        problems=[{"row": 1, "column": "E-mail", "text": f"{EMAIL} stands twice."}],
    )


def _directory(user, member, officer):
    DirectoryPageFactory()
    file = BytesIO()
    Image.new("RGB", (30, 30), "teal").save(file, "JPEG")
    entry = SupervisorEntryFactory(
        member=member,
        town=TOWN,
        phone=PHONE,
        photo=photos.keep(file, f"{FIRST} {LAST}", user),
        photo_consent_by=f"{FIRST} {LAST}",
        photo_consent_on=datetime.date(2026, 1, 1),
    )
    entry.photo.get_rendition("fill-10x10")
    entry.save_revision(user=user).publish()
    workflow = Workflow.objects.create(name="Read first")
    task = GroupApprovalTask.objects.create(name="Read")
    task.groups.set(officer.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(workflow=workflow, content_type=SupervisorEntry.get_content_type())
    entry.town = f"{TOWN} Upper"
    entry.save_revision(user=user)
    state = workflow.start(entry, user)
    state.current_task_state.specific.reject(user=officer, comment=f"Where is {TOWN}?")
    relayed = entry.messages.create(report=f"Not for {FIRST}.")
    log(relayed, "wagtail.edit", user=officer)
    saving.pause(entry, False, user)


def _training(user, member):
    """Their own training, with words in every field; and what they did as the supervisor of somebody else."""
    services.log(
        services.enrol(
            member,
            training.officer(),
            pathway=training.pathway(),
            started_on=training.days_ago(30),
            supervisor=training.supervisor(),
        ),
        user,
        kind="cycle",
        token=uuid.uuid4(),
        note=f"{FIRST} was nervous.",
        on=training.days_ago(1),
        client="C1",
        setting=f"Nursery in {TOWN}",
    )
    PracticeSession.objects.create(
        member=member, hours=1, with_whom=f"{FIRST} {LAST}’s own", notes=f"In {TOWN}."
    )
    Reaccreditation.objects.create(member=member, note=f"{FIRST} has sent all.")
    entry = Entry.objects.get()
    services.ask_back(entry.stage.trainee.supervisor.user, [entry.seen], f"{FIRST}, which day?")
    of_another = training.trainee(supervisor=member)
    services.ask_back(user, [training.cycle(of_another).seen], "Which day?")


def _standards(user):
    standard = StandardFactory(title="Keeping notes")
    version = VersionFactory(parent=standard)
    Follow.objects.create(user=user, standard=standard)
    Notice.objects.create(user=user, version=version)
    ReadConfirmation.objects.create(user=user, version=version)
    document = Document.objects.create(title="Handout", file=ContentFile(b"%PDF-1.7\n%%EOF\n", name="h.pdf"))
    Download.objects.create(user=user, document=document, title=document.title, file_hash="0" * 40)


def _account(user):
    TOTP.activate(user, SECRET)
    EmailAddress.objects.create(user=user, email=f"new.{EMAIL}", verified=False)
    UserSession.objects.create(user=user, session_key="a" * 32, ip="203.0.113.9", user_agent=f"{FIRST}’s")
    profile = UserProfile.get_for_user(user)
    profile.avatar = ContentFile(b"GIF89a", name=f"{FIRST}.gif")
    profile.save()
    log(user, "wagtail.edit", user=user)


def _mail(user):
    """One that was sent, one that waits, and one to somebody else that names them."""
    for to, text in ((user.email, "sent"), (user.email, "waits"), ("office@example.org", f"{user} asks.")):
        mail.deliver.enqueue(f"Dear {FIRST}", text, [to])
    over = timezone.now() - datetime.timedelta(hours=1)
    DBTaskResult.objects.exclude(args_kwargs__icontains="waits").update(status="SUCCESSFUL", finished_at=over)
