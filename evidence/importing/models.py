"""One import of references: what the file held, what was chosen of it, and how far it has come."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

#: How long a run is kept, for the report to be read again.
KEPT_DAYS = 30
#: Seconds without progress after which a run may be started again.
STALLED_AFTER = 60


class ImportRun(models.Model):
    """
    A file that an editor has uploaded, waiting to be confirmed, running, or done.

    ``records`` has a dictionary for each reference in the file: ``number``, ``line``, ``year``, ``who``,
    ``item`` (CSL-JSON, or None if it can't be used), ``problems`` (sentences), ``kind`` (the key of an
    EvidenceKind), ``twin`` (what it doubles: ``why``, ``words`` and perhaps the ``page``; or None),
    ``chosen``.

    ``made`` has the keys of the pages made so far, and grows in the transaction that makes them: a run that
    was interrupted goes on where it stopped, and no page is made twice.
    """

    class State(models.TextChoices):
        READY = "ready", "Waiting for you"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    format = models.CharField(max_length=10)
    notice = models.TextField(blank=True)
    records = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    total = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=list)
    message = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "import of references"
        verbose_name_plural = "imports of references"

    def __str__(self) -> str:
        return self.file_name

    @property
    def done(self) -> int:
        return len(self.made)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100

    @property
    def may_go_on(self) -> bool:
        """Whether it stopped before its end: it failed, or whoever did the work was stopped."""
        stalled = timezone.now() - self.moved_at > datetime.timedelta(seconds=STALLED_AFTER)
        return self.state == self.State.FAILED or (self.state == self.State.RUNNING and stalled)

    def chosen(self) -> list[dict]:
        return [record for record in self.records if record["chosen"]]


def remove_old_runs(sender: object, today: datetime.date, **kwargs) -> str:
    """Remove what was uploaded more than 30 days ago. The pages that came of it stay."""
    before = today - datetime.timedelta(days=KEPT_DAYS)
    count, _by_model = ImportRun.objects.filter(created_at__date__lt=before).delete()
    return f"Removed {count} old imports of references." if count else ""
