"""Where private files lie: outside everything that a web server hands out by address."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property

from library.errors import NoRoomError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class PrivateStorage(FileSystemStorage):
    """Files under ``PRIVATE_ROOT`` that have no address of their own.

    ``FileSystemStorage`` with ``base_url=None`` falls back to ``MEDIA_URL``, so ``url()`` itself refuses.
    Only the site's own user may read them; where nginx delivers, its group may too.
    """

    def __init__(self):
        shared = settings.FILES_DELIVERY == "nginx"
        super().__init__(
            file_permissions_mode=0o640 if shared else 0o600,
            directory_permissions_mode=0o750 if shared else 0o700,
        )

    @cached_property
    def base_location(self):
        return settings.PRIVATE_ROOT

    def url(self, name):
        raise NotImplementedError("Private files are delivered by a view, never by an address of their own.")

    def _save(self, name, content):
        """A file that could not be written to its end leaves nothing behind."""
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError as fault:
            self.delete(name)
            if fault.errno in FULL:
                raise NoRoomError from fault
            raise

    def delete(self, name):
        """Delete a file, and the folder with the unguessable name that it had to itself."""
        super().delete(name)
        folder = Path(self.path(name)).parent
        if folder != Path(self.location):
            with suppress(OSError):
                folder.rmdir()

    def names(self) -> Iterator[str]:
        """The names of all files, as rows have them."""
        for folder, _folders, files in os.walk(self.location):
            for file in files:
                yield Path(folder, file).relative_to(self.location).as_posix()
