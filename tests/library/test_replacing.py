"""Replacing a file is all or nothing; what is locked or in use stays (attacks 36, 37 and 41)."""

import hashlib
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.models import Collection, Site

from library.errors import KeptError
from library.models import Document
from tests.factories import StandardPageFactory
from tests.library.conftest import PDF, body, make_document
from tests.library.replacing import NEW, STORAGE, is_whole, replace_in_form

pytestmark = pytest.mark.django_db

# --- Size and hash --------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["save", "create", "assign"])
def test_size_and_hash_are_set_in_code_too(way):
    if way == "save":
        document = make_document()
    elif way == "create":
        document = Document.objects.create(title="A", file=ContentFile(PDF, name="a.pdf"))
    else:
        document = Document(title="A")
        document.file = ContentFile(PDF, name="a.pdf")
        document.save()
    document.refresh_from_db()
    assert (document.file_size, document.file_hash) == (len(PDF), hashlib.sha1(PDF).hexdigest())
    document.file.save("b.pdf", ContentFile(NEW))
    document.refresh_from_db()
    assert (document.file_size, document.file_hash) == (len(NEW), hashlib.sha1(NEW).hexdigest())


# --- Replacing ------------------------------------------------------------------------------------


def test_a_replaced_file_keeps_number_and_address(client, editor, document, commit):
    old_address, old_path = document.url, Path(document.file.path)
    with commit():
        assert replace_in_form(client, document).status_code == 302
    replaced = is_whole(document, NEW)
    assert not old_path.exists()
    assert not old_path.parent.exists()
    assert replaced.filename == "newer.pdf"
    assert body(client.get(old_address, follow=True)) == NEW


def test_the_old_file_goes_only_when_the_row_is_certain(document, django_capture_on_commit_callbacks):
    old_path = Path(document.file.path)
    with django_capture_on_commit_callbacks() as callbacks:
        document.file.save("newer.pdf", ContentFile(NEW))
    assert old_path.exists()
    for callback in callbacks:
        callback()
    assert not old_path.exists()
    is_whole(document, NEW)


def test_a_replacement_that_is_rolled_back_leaves_the_old_file(document, commit):
    old_path = Path(document.file.path)
    with commit(), transaction.atomic():
        document.file.save("newer.pdf", ContentFile(NEW))
        transaction.set_rollback(True)
    assert old_path.exists()
    is_whole(document)


def test_attack_36_the_database_fails_after_the_file_is_written(
    client, editor, document, monkeypatch, commit
):
    before = set(STORAGE.names())

    def fail(*args, **kwargs):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(
        "django.db.models.base.Model.save_base", lambda self, **options: write_then_fail(self, fail)
    )
    client.raise_request_exception = False
    with commit():
        assert replace_in_form(client, document).status_code >= 500
    monkeypatch.undo()
    assert set(STORAGE.names()) == before
    is_whole(document)


def write_then_fail(document, fail):
    document._meta.get_field("file").pre_save(document, add=False)
    fail()


def test_the_form_fails_after_the_row_is_saved(client, editor, document, monkeypatch, commit):
    """Tags are written last."""
    before = set(STORAGE.names())

    def fail(self):
        raise DatabaseError("deadlock")

    monkeypatch.setattr("wagtail.documents.forms.BaseDocumentForm._save_m2m", fail)
    client.raise_request_exception = False
    with commit():
        assert replace_in_form(client, document).status_code >= 500
    monkeypatch.undo()
    assert set(STORAGE.names()) == before
    is_whole(document)


def test_two_editors_one_replaces_while_the_other_has_the_form_open(document, commit):
    """Who only changes the title does not bring the old file back."""
    slow = Document.objects.get(pk=document.pk)
    with commit():
        quick = Document.objects.get(pk=document.pk)
        quick.file.save("newer.pdf", ContentFile(NEW))
    slow.title = "A better title"
    with commit():
        slow.save()
    assert is_whole(document, NEW).title == "A better title"
    assert slow.file_size == len(NEW)


def test_two_editors_replace_one_after_the_other(document, commit):
    before = set(STORAGE.names())
    first, second = (Document.objects.get(pk=document.pk) for _ in range(2))
    with commit():
        first.file.save("first.pdf", ContentFile(PDF + b"1"))
        second.file.save("second.pdf", ContentFile(NEW))
    is_whole(document, NEW)
    assert len(set(STORAGE.names()) - before) == 1


@pytest.mark.django_db(transaction=True)
def test_many_replace_at_the_same_time():
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    before = set(STORAGE.names())
    document = make_document()
    versions = [PDF + b"%d" % number for number in range(6)]
    barrier = threading.Barrier(len(versions))
    faults = []

    def replace(mine, content):
        # Nothing is asked of the database before: one that it refuses would keep all the others waiting.
        barrier.wait()
        try:
            mine.file.save("newer.pdf", ContentFile(content))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=replace, args=(Document.objects.get(pk=document.pk), content))
        for content in versions
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if connection.vendor == "sqlite":
        # Its database in memory refuses some writers outright; those have changed nothing.
        assert all("locked" in str(fault) for fault in faults), faults
    else:
        assert faults == []
    last = Document.objects.get(pk=document.pk)
    with last.file.open() as file:
        content = file.read()
    assert content in ([PDF, *versions] if len(faults) == len(versions) else versions)
    assert last.file_size == len(content)
    assert set(STORAGE.names()) - before == {last.file.name}
    last.delete()


def test_the_file_column_is_not_changed_behind_the_models_back(document):
    with pytest.raises(TypeError):
        Document.objects.update(file="elsewhere.pdf")
    Document.objects.update(title="A new title")
    assert is_whole(document).title == "A new title"


# --- Locked ---------------------------------------------------------------------------------------

REASON = "It belongs to a published version."


def is_locked(document):
    return REASON if document.title == "Locked" else ""


@pytest.fixture
def locked(db, settings):
    settings.LIBRARY_FILE_LOCKS = [f"{__name__}.is_locked"]
    return make_document(title="Locked")


def test_a_locked_file_is_not_replaced_in_the_form(client, editor, locked):
    before = set(STORAGE.names())
    response = replace_in_form(client, locked)
    assert response.status_code == 200
    assert REASON in response.content.decode()
    assert set(STORAGE.names()) == before
    is_whole(locked)


def test_a_locked_file_is_not_replaced_in_code(locked):
    before = set(STORAGE.names())
    with pytest.raises(KeptError, match=REASON):
        locked.file.save("newer.pdf", ContentFile(NEW))
    assert set(STORAGE.names()) == before
    is_whole(locked)
    mine = Document.objects.get(pk=locked.pk)
    mine.file = ContentFile(NEW, name="newer.pdf")
    with pytest.raises(KeptError, match=REASON):
        mine.save()
    assert set(STORAGE.names()) == before
    is_whole(locked)


def test_a_locked_documents_other_fields_may_change(locked):
    locked.tags.add("current")
    locked.save()
    is_whole(locked)


@pytest.mark.parametrize(
    "delete", [lambda one: one.delete(), lambda one: Document.objects.filter(pk=one.pk).delete()]
)
def test_a_locked_document_is_not_deleted_in_code(locked, delete):
    with pytest.raises(KeptError, match=REASON), transaction.atomic():
        delete(locked)
    is_whole(locked)


# --- In use ---------------------------------------------------------------------------------------


@pytest.fixture
def used(db):
    document = make_document(title="The leaflet")
    page = StandardPageFactory(parent=Site.objects.get().root_page, title="For parents")
    page.body = [("download", {"document": document, "label": ""})]
    page.save_revision().publish()
    return document


def bulk_delete(client, document):
    address = reverse("wagtail_bulk_action", args=["library", "document", "delete"])
    return client.post(f"{address}?id={document.pk}")


def confirm_delete(client, document):
    return client.post(reverse("wagtaildocs:delete", args=[document.pk]))


@pytest.mark.parametrize("delete", [confirm_delete, bulk_delete])
def test_attack_41_a_document_in_use_is_not_deleted_and_the_page_is_named(admin_client, used, delete):
    response = delete(admin_client, used)
    assert response.status_code == 302
    text = admin_client.get(response["Location"]).content.decode()
    assert "“The leaflet” can’t be deleted, because it is used: “For parents”" in text
    is_whole(used)


def test_attack_41_the_page_for_several_uploads(admin_client, used):
    response = admin_client.post(
        reverse("wagtaildocs:delete_multiple", args=[used.pk]), headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert response.json()["success"] is False
    # The test's own transaction is spoilt by the failure inside; a visitor's request has none around it.
    transaction.set_rollback(False)
    is_whole(used)


@pytest.mark.parametrize("delete", [confirm_delete, bulk_delete])
def test_a_document_that_nothing_uses_is_deleted_with_its_file(admin_client, document, delete, commit):
    path = Path(document.file.path)
    with commit():
        assert delete(admin_client, document).status_code == 302
    assert not Document.objects.exists()
    assert not path.exists()
    assert not path.parent.exists()


def test_what_a_page_carries_is_in_use_too(document, settings):
    settings.ACCESS_KEEPERS = [f"{__name__}.carried"]
    with pytest.raises(KeptError, match="A draft"), transaction.atomic():
        document.delete()


def carried(documents):
    return {document.pk: [StandardPageFactory.build(title="A draft", parent=None)] for document in documents}
