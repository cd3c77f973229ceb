"""Documents: files that are delivered by a view behind the gate, and have no public address."""

from contextlib import contextmanager
from pathlib import PurePosixPath
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import DatabaseError, models, transaction
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument

from library import kinds, validation
from library.keeping import refuse_replacing, why_locked
from library.models.fields import uploaded_by
from library.names import unguessable_path


def private_storage():
    """The storage is named in the settings, so that a migration does not fix it."""
    return storages["private"]


def is_stored(file) -> bool:
    """Whether the file is in the storage already, and not one that came with a form."""
    return file._committed


def document_path(document, filename):
    path = unguessable_path(filename)
    document._folder_of_new_file = PurePosixPath(path).parent
    return path


class KeepingQuerySet(DocumentQuerySet):
    def update(self, **kwargs):
        if "file" in kwargs:
            raise TypeError("A document's file is replaced by saving the document.")
        return super().update(**kwargs)


class Document(AbstractDocument):
    """A file that keeps its number, and so its address, when a newer one replaces it.

    Replacing is all or nothing: the new file is written beside the old one, then the row is saved, and only
    when that is certain is the old file deleted. Whatever goes wrong before leaves the old file and the row.
    Size and hash always describe the file, whoever saves it and how.
    """

    tags = TaggableManager(blank=True, help_text=None, related_name="library_documents")
    uploaded_by_user = uploaded_by()
    file = models.FileField(storage=private_storage, upload_to=document_path, max_length=300)

    admin_form_fields = WagtailDocument.admin_form_fields

    objects = KeepingQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]

    #: The file's name in the database when this instance was read, and the file that size and hash describe.
    _file_when_read: str | None = None
    _described_file = None
    #: Where this instance has put a file of its own.
    _folder_of_new_file: PurePosixPath | None = None

    @classmethod
    def from_db(cls, db, field_names, values):
        document = super().from_db(db, field_names, values)
        document._file_when_read = document.__dict__.get("file")
        return document

    def refresh_from_db(self, *args, **kwargs):
        super().refresh_from_db(*args, **kwargs)
        self._file_when_read = self.file.name

    @property
    def content_type(self):
        return kinds.of(self.filename).content_type

    def clean(self):
        """Refuse a new file that is of no accepted kind, too large, not what its name says, or locked out."""
        if not self.file or is_stored(self.file):
            return
        if self.pk and (reason := why_locked(self)):
            raise ValidationError({"file": f"This file can’t be replaced: {reason}"})
        try:
            validation.check(self.file)
        except ValidationError as fault:
            raise ValidationError({"file": fault.messages}) from fault

    def save(self, *args, **kwargs):
        fields = kwargs.get("update_fields")
        if "file" in self.get_deferred_fields() or (fields is not None and "file" not in fields):
            super().save(*args, **kwargs)
            return
        with self.no_file_left_behind() as attempt, transaction.atomic():
            stored = None
            if self.pk:
                stored = type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
            if self._has_new_file():
                self._prepare_new_file(stored)
            elif stored:
                # Somebody else may have replaced the file since this instance was read.
                self.file, self.file_size, self.file_hash = (
                    stored.file.name,
                    stored.file_size,
                    stored.file_hash,
                )
            super().save(*args, **kwargs)
            if stored and stored.file.name and stored.file.name != self.file.name:
                storage, name = stored.file.storage, stored.file.name
                transaction.on_commit(lambda: storage.delete(name), robust=True)
            attempt.may_be_saved = True
        self._file_when_read = self.file.name

    def _has_new_file(self):
        return bool(self.file) and (not is_stored(self.file) or self.file.name != self._file_when_read)

    def _prepare_new_file(self, stored):
        if stored and stored.file.name == self.file.name:
            return
        if stored and stored.file:
            refuse_replacing(stored)
        is_open_here = is_stored(self.file)
        self._set_document_file_metadata()
        if is_open_here:
            self.file.close()

    def _set_document_file_metadata(self):
        """As Wagtail's, which several of its views call: reading a large file once is enough."""
        if self._described_file is not self.file:
            super()._set_document_file_metadata()
            self._described_file = self.file

    @contextmanager
    def no_file_left_behind(self):
        """If what happens inside fails, delete the file that was written for nothing.

        Set ``may_be_saved`` on what it yields before a transaction is committed: if that very moment fails,
        the database is asked whether the row is there.
        """
        attempt = SimpleNamespace(may_be_saved=False)
        was_new, before = self._has_new_file(), self._file_when_read
        try:
            yield attempt
        except BaseException:
            name = self._own_new_file() if was_new else ""
            if name and not (attempt.may_be_saved and self._is_kept()):
                self.file.storage.delete(name)
                self.file = self._file_when_read = before
            raise

    def _own_new_file(self) -> str:
        """The name of the file that this instance has put into the storage itself; empty if it has none."""
        name = self.file.name or ""
        is_own = is_stored(self.file) and self._folder_of_new_file == PurePosixPath(name).parent
        return name if is_own else ""

    def _is_kept(self):
        """Whether a row holds this file. Nobody knows while the database is away; then the file is kept, and
        `manage.py checkup` finds it."""
        try:
            return type(self)._base_manager.filter(file=self.file.name).exists()
        except DatabaseError:
            return True
