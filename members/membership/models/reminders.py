"""Which reminders have been sent, so that none is sent twice."""

from django.db import models
from django.utils import timezone

from members.membership.models.terms import Membership


class Reminder(models.Model):
    """One mail about the end of one term."""

    class Kind(models.TextChoices):
        MONTH = "month", "A month before the end"
        WEEK = "week", "A week before the end"
        LAPSED = "lapsed", "After the days of grace"

    term = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["term", "kind"], name="membership_each_reminder_once_a_term")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.term}"
