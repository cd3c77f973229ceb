"""What an editor does to import references."""

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evidence.importing.models import ImportRun
from tests.factories import UserFactory

UPLOAD = "/admin/evidence-import/"


def signed_in(*groups, **fields):
    client = Client()
    client.user = UserFactory(groups=[Group.objects.get(name=name) for name in groups], **fields)
    client.force_login(client.user)
    return client


def upload(client, content, name="references.ris"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def uploaded(client, content):
    """The run that an upload has led to."""
    answer = upload(client, content)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.get(user=client.user)


def confirm(client, run, callbacks, **posted):
    """Confirm with everything as it was proposed, unless ``posted`` says otherwise."""
    rows = [record for record in run.records if record["item"]]
    data = {
        "shown": [record["number"] for record in rows],
        "choose": [record["number"] for record in rows if record["chosen"]],
        "start": "1",
    }
    with callbacks(execute=True):
        return client.post(reverse("evidence_import_preview", args=[run.pk]), data | posted)
