"""What comes in with a form, before any view has seen it."""

from contextlib import suppress

from django.core.files.uploadhandler import SkipFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler as DjangosHandler

from library.storage import FULL


class TemporaryFileUploadHandler(DjangosHandler):
    """Large files wait on the disk until they are checked. One that the disk has no room for is passed over,
    and the request remembers it (``no_room``): ``library.middleware`` answers then, instead of an error page.
    """

    def receive_data_chunk(self, raw_data, start):
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._pass_over(fault)
            raise SkipFile from fault

    def file_complete(self, file_size):
        try:
            return super().file_complete(file_size)
        except OSError as fault:  # the last of it was still to be written
            self._pass_over(fault)
            return None

    def _pass_over(self, fault):
        if fault.errno not in FULL:
            raise fault
        self.request.no_room = True  # type: ignore[union-attr]  # Django gives every handler its request
        with suppress(OSError):
            self.file.close()
