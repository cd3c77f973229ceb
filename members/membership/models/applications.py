"""Applications for membership, as they come in at /join/."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from members.membership.models.grades import Grade


class Application(models.Model):
    """Somebody asks to become a member. It makes no account: an officer's approval does."""

    class Status(models.TextChoices):
        APPLIED = "applied", "Waiting"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    email = models.EmailField("e-mail address")
    grade = models.ForeignKey(
        Grade, verbose_name="grade asked for", on_delete=models.PROTECT, related_name="+"
    )
    supervisor = models.CharField("supervisor or trainer", max_length=200, blank=True)
    message = models.TextField(max_length=2000, blank=True)
    consented_at = models.DateTimeField("agreed to the use of their data", default=timezone.now)
    created_at = models.DateTimeField("received", default=timezone.now)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.APPLIED)
    decided_at = models.DateTimeField("decided", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField("officers' note", max_length=1000, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="account",
        null=True,
        on_delete=models.SET_NULL,
        related_name="applications",
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(status="applied"),
                name="membership_one_open_application_for_an_address",
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.APPLIED
