"""A site with a directory, and people who keep their entries."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import GroupApprovalTask, Page, Site, Workflow, WorkflowContentType, WorkflowTask

from accounts.first_content import OFFICERS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from members.directory.models import ClientGroup, Language, Sector, SupervisorEntry
from tests.factories import HomePageFactory, UserFactory
from tests.members.directory.factories import DirectoryPageFactory, OutcodeFactory, SupervisorEntryFactory

RIGHTS = ["add", "change", "delete", "view"]


@pytest.fixture
def home(db):
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    return home


@pytest.fixture
def directory(home):
    return DirectoryPageFactory(parent=home)


@pytest.fixture
def entry(directory):
    return SupervisorEntryFactory(first_name="Sunil", last_name="Shah")


@pytest.fixture
def owner(client, entry):
    """The browser of the supervisor whose entry it is."""
    client.force_login(entry.member.user)
    return client


@pytest.fixture
def officer(db):
    content = Loader()
    load_groups(content)
    for model in (SupervisorEntry, Sector, ClientGroup, Language):
        content.grant(OFFICERS, model, *RIGHTS)
    content.grant(OFFICERS, SupervisorEntry, "publish", "lock", "unlock")
    return UserFactory(groups=[Group.objects.get(name=OFFICERS)])


@pytest.fixture
def reads_first(officer):
    """The officers read every entry before the public does."""
    workflow = Workflow.objects.create(name="Entries are read first")
    task = GroupApprovalTask.objects.create(name="An officer reads it")
    task.groups.set(Group.objects.filter(name=OFFICERS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(workflow=workflow, content_type=SupervisorEntry.get_content_type())
    return workflow


@pytest.fixture
def photograph():
    """A picture as a camera makes it: with the place where it was taken."""
    picture = Image.new("RGB", (600, 400), "teal")
    exif = picture.getexif()
    exif[0x9286] = "Taken at home, 1 Secret Street"
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return SimpleUploadedFile("me at home.jpg", file.getvalue(), "image/jpeg")


@pytest.fixture
def filled_in(db):
    """What the form sends when its owner changes one thing."""
    OutcodeFactory()

    def data(**changed):
        return {
            "text": "I begin with a moment that went well.",
            "in_person": "on",
            "online": "on",
            "town": "Edinburgh",
            "outcode": "EH8",
            "areas_covered": "",
            "room": "yes",
            "phone": "",
            "website": "",
            "publish": "",
        } | changed

    return data
