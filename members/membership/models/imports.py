"""Spreadsheets of members, between being read and being done."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

#: What was read and not confirmed is thrown away after so long: it is personal data.
KEPT_FOR = timedelta(days=2)


class MemberImport(models.Model):
    """What one spreadsheet says, until somebody has confirmed it. The file itself is not kept.

    ``rows``: the rows as read (members.membership.importing.sheet.Row as dictionaries); emptied when they are
    done with. ``counts``: rows by what becomes of them. ``problems``: a list of {row, column, text}.
    """

    class State(models.TextChoices):
        REFUSED = "refused", "Has mistakes: nothing was saved"
        READY = "ready", "Waiting to be confirmed"
        QUEUED = "queued", "Waiting for its turn"
        RUNNING = "running", "Being saved"
        DONE = "done", "Done"
        FAILED = "failed", "Failed: nothing was saved"

    filename = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices)
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    send_links = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "import of members"
        verbose_name_plural = "imports of members"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return f"{self.filename}, {timezone.localtime(self.uploaded_at):%d %b %Y %H:%M}"

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    # Progress is kept in the cache: the rows are saved in one transaction, which nobody else can look into.

    @property
    def percent(self) -> int:
        if self.state == self.State.DONE:
            return 100
        return cache.get(f"member-import:{self.pk}", 0)

    @percent.setter
    def percent(self, value: int):
        cache.set(f"member-import:{self.pk}", value, timeout=3600)
