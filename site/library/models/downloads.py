"""Who has had which file, when. Rows are only ever added (``core.only_added``)."""

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime

from core.only_added import OnlyAddedModel


class Download(OnlyAddedModel):
    """One download by somebody who was signed in.

    It outlives the person (whose deletion leaves the row without a name) and the document, so it repeats the
    document's title, and the hash of the file tells which version it was.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="downloads"
    )
    document = models.ForeignKey(
        "library.Document", null=True, on_delete=models.SET_NULL, related_name="downloads"
    )
    title = models.CharField("document", max_length=255)
    label = models.CharField(
        "part of", max_length=255, blank=True, help_text="The page that the document belonged to, if any."
    )
    file_hash = models.CharField("file's hash", max_length=40, help_text="SHA-1 of what was downloaded.")
    at = models.DateTimeField("time", auto_now_add=True, db_index=True)

    person_field, time_field = "user", "at"

    # To have been downloaded is no use of a document that would keep it from being deleted.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "download"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.title} ({self.at:%Y-%m-%d %H:%M})"

    @property
    def person_name(self) -> str:
        return str(self.user) if self.user else "(account deleted)"

    @property
    def person_address(self) -> str:
        return self.user.email if self.user else ""

    @property
    def local_time(self):
        """Without a time zone, which spreadsheets do not know."""
        return localtime(self.at).replace(tzinfo=None)

    @property
    def short_hash(self) -> str:
        return self.file_hash[:8]
