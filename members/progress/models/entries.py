"""What trainees log: cycles, and sessions of supervision."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date

from members.membership.models import Member


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, trainee):
        return self.filter(stage__trainee=trainee)

    def waiting_for(self, member: Member):
        """What ``member`` is asked to confirm, the longest waiting first."""
        return self.filter(
            state=Entry.State.WAITING,
            stage__trainee__supervisor=member,
            stage__trainee__state="under-way",
        ).order_by("sent_at", "pk")

    def with_people(self):
        """With all that is shown of an entry: whose it is, with whom, in which stage."""
        return self.select_related("stage__trainee__member__user", "held_with__user", "decided_by__user")

    def in_force(self):
        """Without what was taken back or replaced by a correction."""
        return self.exclude(state__in=[Entry.State.WITHDRAWN, Entry.State.CORRECTED])


class Entry(models.Model):
    """One cycle or session. Confirmed, it never changes again: a correction is an entry of its own.

    ``note`` is the trainee's alone: nobody else is shown it, and it is no part of the history.
    """

    class Kind(models.TextChoices):
        CYCLE = "cycle", "Cycle"
        SESSION = "session", "Supervision"

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for confirmation"
        ASKED_BACK = "asked-back", "Asked back"
        CONFIRMED = "confirmed", "Confirmed"
        CORRECTED = "corrected", "Replaced by a correction"
        WITHDRAWN = "withdrawn", "Taken back"

    #: Not confirmed yet: the trainee can still change it.
    OPEN = (State.WAITING, State.ASKED_BACK)
    #: What is said of it, apart from the private note.
    CONTENT = ("on", "client", "setting", "hours", "held_with_id")

    stage = models.ForeignKey("progress.TraineeStage", on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField("date")
    client = models.CharField(max_length=8, blank=True)
    setting = models.CharField(max_length=80, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    held_with = models.ForeignKey(
        Member, verbose_name="with", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(max_length=2000, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    question = models.TextField(max_length=1000, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="corrections", editable=False
    )
    # Grows with each change, so that nobody confirms what they have not seen.
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    # Made by the form that it came from: sent twice, it is logged once.
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    logged_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["stage", "state", "kind"])]

    def __str__(self):
        what = f"Cycle with {self.client}" if self.kind == self.Kind.CYCLE else "Supervision"
        return f"{what}, {format_date(self.on, 'j F Y')}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def seen(self) -> str:
        """The entry as it is now, for a form that confirms what was looked at: ``services.confirm``."""
        return f"{self.pk}.{self.revision}"

    def content(self) -> dict:
        """What the entry says, as the history keeps it: people by their number."""
        values = {name: getattr(self, name) for name in self.CONTENT}
        return {name: str(value) if value is not None else "" for name, value in values.items()}
