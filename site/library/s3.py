"""Private files in a bucket that is closed to the public. Needs the extra "s3" (django-storages)."""

from collections.abc import Iterator

from django.conf import settings
from storages.backends.s3 import S3Storage


class PrivateBucket(S3Storage):
    """As ``PrivateStorage``: no file has an address of its own. A signed one is made for one visitor."""

    def __init__(self, **options):
        super().__init__(
            **{"default_acl": None, "file_overwrite": False, "signature_version": "s3v4", **options}
        )

    def url(self, name, *args, **kwargs):
        raise NotImplementedError("Private files are delivered by a view, never by an address of their own.")

    def signed_address(self, name, content_type, content_disposition) -> str:
        """An address that opens the file for ``FILES_S3_SECONDS``; the bucket answers with these headers."""
        parameters = {
            "ResponseContentType": content_type,
            "ResponseContentDisposition": content_disposition,
            "ResponseCacheControl": "private, no-store",
        }
        return super().url(name, parameters=parameters, expire=settings.FILES_S3_SECONDS)

    def names(self) -> Iterator[str]:
        """The names of all files, as rows have them."""
        return (entry.key for entry in self.bucket.objects.all())
