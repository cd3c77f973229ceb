"""What happened, in the order in which it did. Only ever added to (``core.only_added``)."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property

from core.only_added import OnlyAddedModel

#: What the history says of what was before, and in which words.
SAID = {
    "on": "date",
    "client": "client",
    "setting": "setting",
    "hours": "hours",
    "held_with_id": "with",
    "state": "status",
    "supervisor": "supervisor",
    "external": "external supervisor",
}
#: What names somebody by their membership number.
PEOPLE = ("held_with_id", "supervisor", "external")


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
        return f"{self.get_action_display()}, {format_date(timezone.localtime(self.at), 'j F Y')}"

    @property
    def was(self) -> str:
        """What was before, in words; people as they are called today."""
        from members.progress.models.entries import Entry
        from members.progress.models.stages import TraineeStage
        from members.progress.models.trainees import Trainee

        # The same word is said in other words of a stage than of the whole training.
        about = Entry if self.entry_id else TraineeStage if self.stage_id else Trainee
        states = {value: str(label) for value, label in about.State.choices}
        told = {key: value for key, value in self.before.items() if value not in (None, "") and key in SAID}
        return "; ".join(f"{SAID[key]}: {self._told(key, str(value), states)}" for key, value in told.items())

    def _told(self, key: str, value: str, states: dict[str, str]) -> str:
        if key == "state":
            return states.get(value, value)
        if key == "on":
            return format_date(datetime.date.fromisoformat(value), "j F Y")
        if key in PEOPLE:
            return self.people.get(value, "somebody whose account is gone")
        return value

    @cached_property
    def people(self) -> dict[str, str]:
        """Names of those in ``before``, by their number as text. See ``name_people`` for many at once."""
        return people_before([self])


def people_before(events: Iterable[Event]) -> dict[str, str]:
    from members.membership.models import Member

    numbers = {str(value) for event in events for key in PEOPLE if (value := event.before.get(key))}
    if not numbers:
        return {}
    return {
        str(member.pk): str(member) for member in Member.objects.select_related("user").filter(pk__in=numbers)
    }


def name_people(events: Iterable[Event]) -> None:
    """One query for the names in all of ``events``, which must be the very objects that are shown."""
    names = people_before(events)
    for event in events:
        event.people = names
