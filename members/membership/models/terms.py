"""A row for every term of membership."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from members.membership.models.grades import Grade


class MembershipQuerySet(models.QuerySet):
    def begun_by(self, day: datetime.date):
        return self.filter(starts_on__lte=day)


class Membership(models.Model):
    """One term of one person's membership. Terms are added, not overwritten: the past stays on record."""

    class Status(models.TextChoices):
        APPLIED = "applied", "Applied"
        ACTIVE = "active", "Member"
        SUSPENDED = "suspended", "Suspended"
        RESIGNED = "resigned", "Resigned"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="member", on_delete=models.CASCADE, related_name="memberships"
    )
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="memberships")
    status = models.CharField(
        max_length=12,
        choices=Status.choices,
        default=Status.ACTIVE,
        help_text="Only a member whose term is running has access. A term that is over needs no change here.",
    )
    starts_on = models.DateField("from", default=timezone.localdate, help_text="The first day of this term.")
    ends_on = models.DateField("until", help_text="The last day of this term.")
    note = models.TextField(
        max_length=1000, blank=True, help_text="Why the status is what it is. Only officers see this."
    )

    objects = MembershipQuerySet.as_manager()

    panels = [
        FieldPanel("user"),
        FieldPanel("grade"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("status"),
        FieldPanel("note"),
    ]

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["user", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="membership_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.grade}, {self.starts_on:%d %b %Y} to {self.ends_on:%d %b %Y}"

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The term must end on or after the day it starts."})

    def is_running_on(self, day: datetime.date) -> bool:
        """Whether this term gives access on ``day``: from its first day to the end of the days of grace."""
        grace = datetime.timedelta(days=settings.MEMBERSHIP_GRACE_DAYS)
        return self.status == self.Status.ACTIVE and self.starts_on <= day <= self.ends_on + grace
