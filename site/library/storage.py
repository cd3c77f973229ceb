"""Where private files lie: outside everything that a web server hands out by address."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property


class PrivateStorage(FileSystemStorage):
    """Files under ``PRIVATE_ROOT`` that have no address of their own.

    ``FileSystemStorage`` with ``base_url=None`` falls back to ``MEDIA_URL``, so ``url()`` itself refuses.
    """

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @cached_property
    def base_location(self):
        return settings.PRIVATE_ROOT

    def url(self, name):
        raise NotImplementedError("Private files are delivered by a view, never by an address of their own.")
