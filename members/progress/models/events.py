"""What happened, in the order in which it did. Only ever added to (``core.only_added``)."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from core.only_added import OnlyAddedModel

#: What the history says of what was before, and in which words.
SAID = {
    "on": "date",
    "client": "client",
    "setting": "setting",
    "hours": "hours",
    "held_with_id": "with member",
    "state": "status",
    "supervisor": "supervisor, member",
    "external": "external supervisor, member",
}


class Event(OnlyAddedModel):
    """One step: who, when, what, and what was before. Names stand nowhere in it, only who they belong to."""

    class Action(models.TextChoices):
        ENROLLED = "enrolled", "Enrolled"
        SUPERVISOR = "supervisor", "Personal supervisor changed"
        LOGGED = "logged", "Logged"
        CHANGED = "changed", "Changed before it was confirmed"
        WITHDRAWN = "withdrawn", "Taken back"
        CONFIRMED = "confirmed", "Confirmed"
        ASKED_BACK = "asked-back", "Asked back"
        CORRECTED = "corrected", "Corrected by a new entry"
        CORRECTION = "correction", "Correction sent for confirmation"
        MOVED = "moved", "Carried over to the next stage"
        PROPOSED = "proposed", "Proposed for completion"
        NOT_YET = "not-yet", "Not completed yet"
        COMPLETED = "completed", "Stage completed"
        ACCREDITED = "accredited", "Accreditation confirmed"
        LEFT = "left", "Training ended"
        RESUMED = "resumed", "Training taken up again"

    trainee = models.ForeignKey("progress.Trainee", on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=12, choices=Action.choices)
    stage = models.ForeignKey(
        "progress.TraineeStage", null=True, on_delete=models.CASCADE, related_name="events"
    )
    entry = models.ForeignKey("progress.Entry", null=True, on_delete=models.CASCADE, related_name="events")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    words = models.TextField(blank=True, help_text="A question, a reason, or reflections.")

    person_field, time_field = "by", "at"
    free_words = ("words", "before")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_action_display()}, {self.at:%d/%m/%Y}"

    @property
    def was(self) -> str:
        """What was before, in words; people by their membership number."""
        from members.progress.models.entries import Entry
        from members.progress.models.stages import TraineeStage
        from members.progress.models.trainees import Trainee

        states = dict([*Entry.State.choices, *TraineeStage.State.choices, *Trainee.State.choices])
        told = {key: value for key, value in self.before.items() if value not in (None, "") and key in SAID}
        return "; ".join(
            f"{SAID[key]}: {states.get(value, value) if key == 'state' else value}"
            for key, value in told.items()
        )
