"""Attack 36: a full disk leaves the old file and its row as they were, and the editor is told."""

import errno
import resource
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from library.errors import NoRoomError
from library.models import Document
from tests.library.replacing import NEW, STORAGE, is_whole, replace_in_form

pytestmark = pytest.mark.django_db

TOLD = "There is no room left for this file"
MEGABYTE = 1024 * 1024


@contextmanager
def room_for(size):
    """The system itself takes so many bytes of a file, and refuses the next one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def large(megabytes):
    return NEW + b"%" * (megabytes * MEGABYTE)


def disk_is_full(after):
    """A file that the disk takes ``after`` bytes of."""

    class Full(ContentFile):
        def chunks(self, chunk_size=None):
            yield self.read(after)
            raise OSError(errno.ENOSPC, "No space left on device")

    return Full


@pytest.mark.parametrize("after", [1, 40])
def test_attack_36_a_full_disk_in_code(document, after):
    before = set(STORAGE.names())
    with pytest.raises(NoRoomError):
        document.file.save("newer.pdf", disk_is_full(after)(NEW))
    assert set(STORAGE.names()) == before
    is_whole(document)
    with pytest.raises(NoRoomError):
        Document(title="New").file.save("x.pdf", disk_is_full(after)(NEW))
    assert set(STORAGE.names()) == before


@pytest.mark.parametrize("megabytes", [2, 4])
def test_attack_36_a_full_disk_while_an_editor_replaces(
    client, editor, document, commit, tmp_path, settings, megabytes
):
    """A small file is in memory until the library writes it; a large one fills the disk as it comes in."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    before = set(STORAGE.names())
    with commit(), room_for(MEGABYTE):
        response = replace_in_form(client, document, content=large(megabytes))
    assert response.status_code == 302
    assert response["Location"] == reverse("wagtaildocs:edit", args=[document.pk])
    assert TOLD in client.get(response["Location"]).content.decode()
    assert set(STORAGE.names()) == before
    assert not list(tmp_path.iterdir())
    is_whole(document)


@pytest.mark.parametrize("megabytes", [2, 4])
def test_attack_36_a_full_disk_while_an_editor_uploads_several(client, editor, tmp_path, settings, megabytes):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    before = set(STORAGE.names())
    with room_for(MEGABYTE):
        response = client.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "A", "collection": 1, "files[]": SimpleUploadedFile("a.pdf", large(megabytes))},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
    assert response.json()["success"] is False
    assert TOLD in response.json()["error_message"]
    assert set(STORAGE.names()) == before
    assert not list(tmp_path.iterdir())
    assert not Document.objects.exists()


def test_a_form_of_the_public_site_says_to_try_again(client, db, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    with room_for(MEGABYTE):
        response = client.post("/join/", {"photo": SimpleUploadedFile("a.pdf", large(4))})
    assert response.status_code == 503
    assert "try again" in response.content.decode()
    assert not list(tmp_path.iterdir())


def test_a_large_file_is_taken_where_there_is_room(client, editor, document, commit):
    with commit():
        assert replace_in_form(client, document, content=large(4)).status_code == 302
    is_whole(document, large(4))
