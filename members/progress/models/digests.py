"""The weekly mail of what waits: whether somebody wants it, and when they got it last."""

import datetime

from django.db import models
from django.db.models import Q

from members.membership.models import Member

WEEK = datetime.timedelta(days=7)


class DigestQuerySet(models.QuerySet["Digest"]):
    def due(self, today: datetime.date):
        """Wanted, and not sent within the last week."""
        return self.filter(Q(sent_on=None) | Q(sent_on__lte=today - WEEK), wanted=True)


class Digest(models.Model):
    """One for each member who was ever written to, or has said that they don't want to be."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="digest")
    wanted = models.BooleanField(default=True)
    sent_on = models.DateField(null=True)

    objects = DigestQuerySet.as_manager()

    def __str__(self):
        return f"{self.member}: {'wanted' if self.wanted else 'not wanted'}"
