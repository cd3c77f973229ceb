"""That a message was passed on to a supervisor: when, never what it said."""

from django.db import models
from django.utils import timezone

from members.directory.models.entries import SupervisorEntry


class RelayedMessage(models.Model):
    """One message sent by the form of a profile. Its text and its sender's address are kept nowhere: they are
    in the supervisor's mail, who may report it."""

    entry = models.ForeignKey(
        SupervisorEntry, verbose_name="to", on_delete=models.CASCADE, related_name="messages"
    )
    sent_at = models.DateTimeField("sent", default=timezone.now)
    reported_at = models.DateTimeField("reported", null=True, blank=True)
    report = models.TextField(
        "what they say", max_length=2000, blank=True, help_text="The supervisor’s words about the message."
    )

    class Meta:
        verbose_name = "message to a supervisor"
        verbose_name_plural = "messages to supervisors"
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["entry", "sent_at"])]

    def __str__(self) -> str:
        return f"To {self.entry}, {timezone.localtime(self.sent_at):%d %b %Y, %H:%M}"
