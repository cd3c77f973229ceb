"""Replacing a document's file in the admin, and what must hold afterwards."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from library.models import Document
from tests.library.conftest import PDF

NEW = PDF.replace(b"1.7", b"2.0") + b"\n% new"
STORAGE = Document._meta.get_field("file").storage


def replace_in_form(client, document, name="newer.pdf", content=NEW):
    return client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": document.title,
            "collection": document.collection_id,
            "file": SimpleUploadedFile(name, content),
        },
    )


def is_whole(document, content=PDF):
    """The row and the disk agree on this content, and there is no other file of the document."""
    document = Document.objects.get(pk=document.pk)
    with document.file.open() as file:
        assert file.read() == content
    assert document.file_size == len(content)
    return document
