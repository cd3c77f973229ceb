"""What `manage.py checkup` finds about files."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from core.access import may_open, visible_to
from core.checkup import Finding, several
from library import kinds
from library.models import Document
from library.storage import PrivateStorage

#: The folders of MEDIA_ROOT that the site itself hands out: pictures.
PUBLIC_FOLDERS = ("images", "original_images", "avatar_images")
#: Read, write or enter, for everybody on the machine.
FOR_EVERYBODY = 0o007


def documents() -> Iterator[Finding]:
    yield from _rows_and_files()
    yield from _files_in_the_public_folder()
    yield from _files_readable_on_the_machine()
    yield from _open_files_of_closed_pages()


def _rows_and_files() -> Iterator[Finding]:
    storage = Document._meta.get_field("file").storage
    rows = list(Document.objects.values_list("pk", "title", "file", "file_size", "file_hash"))
    # The archives of people's own data have rows and a life of their own.
    names = {name for name in storage.names() if not name.startswith(settings.OWN_DATA_FOLDER)}
    yield from several(
        (row for row in rows if row[2] not in names),
        lambda row: (
            f"The document “{row[1]}” (number {row[0]}) has no file. Upload it again, or delete the document."
        ),
    )
    yield from several(
        sorted(names - {row[2] for row in rows}),
        lambda name: f"The private file {name} belongs to no document. If nobody misses it, delete it.",
    )
    yield from several(
        (row for row in rows if row[3] is None or not row[4]),
        lambda row: (
            f"The document “{row[1]}” (number {row[0]}) has no size or no hash. Save it with its file again."
        ),
    )
    yield from several(
        (row for row in rows if kinds.of(row[2]) is kinds.UNKNOWN),
        lambda row: (
            f"The document “{row[1]}” (number {row[0]}) is of a kind that is no longer accepted. "
            "It is only handed out to be saved, never shown."
        ),
        is_fault=False,
    )


def _files_in_the_public_folder() -> Iterator[Finding]:
    media = Path(settings.MEDIA_ROOT)
    yield from several(
        sorted(
            path.relative_to(media).as_posix()
            for folder in (media.iterdir() if media.is_dir() else ())
            if folder.name not in PUBLIC_FOLDERS
            for path in (folder.rglob("*") if folder.is_dir() else [folder])
            if path.is_file()
        ),
        lambda name: (
            f"The file {name} lies in the folder of public pictures, but is none. Move or delete it."
        ),
    )


def _files_readable_on_the_machine() -> Iterator[Finding]:
    storage = Document._meta.get_field("file").storage
    if not isinstance(storage, PrivateStorage):
        return
    if settings.FILES_DELIVERY == "nginx":
        yield from several(
            (
                name
                for name in sorted(storage.names())
                if not os.stat(storage.path(name)).st_mode & stat.S_IRGRP  # noqa: PTH116
            ),
            lambda name: (
                f"nginx may not read the private file {name}. Let it read all of them: "
                f"chmod -R g+rX {storage.location}"
            ),
        )
    yield from several(
        (
            name
            for name in sorted(storage.names())
            if os.stat(storage.path(name)).st_mode & FOR_EVERYBODY  # noqa: PTH116
        ),
        lambda name: (
            f"Everybody with an account on this machine may read the private file {name}. "
            f"Take the right away: chmod o= {storage.path(name)}"
        ),
    )


def _open_files_of_closed_pages() -> Iterator[Finding]:
    """Only closed pages lead to the document, but whoever has its address may open it."""
    pages = ContentType.objects.get_for_model(Page)
    open_pages = {str(pk) for pk in visible_to(Page.objects.all(), None).values_list("pk", flat=True)}
    closed_pages = {
        str(pk): title
        for pk, title in Page.objects.live().values_list("pk", "title")
        if str(pk) not in open_pages
    }
    linked_from: dict[str, set[str]] = {}
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Document), base_content_type=pages
    ).values_list("to_object_id", "object_id")
    for document_id, page_id in references:
        linked_from.setdefault(document_id, set()).add(page_id)
    suspects = {
        int(document_id): closed_pages[next(iter(page_ids & closed_pages.keys()))]
        for document_id, page_ids in linked_from.items()
        if page_ids & closed_pages.keys() and not page_ids & open_pages
    }
    found = Document.objects.select_related("collection").filter(pk__in=suspects).order_by("pk")
    yield from several(
        (document for document in found if may_open(document, None)),
        lambda document: (
            f"Anybody who has its address may open “{document}” (number {document.pk}), though "
            f"only closed pages such as “{suspects[document.pk]}” lead to it. Move it to a collection that "
            "is for members."
        ),
    )
