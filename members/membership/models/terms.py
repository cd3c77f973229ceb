"""A row for every term of membership."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from members.membership.models.grades import Grade
from members.membership.models.members import Member


def days_of_grace() -> datetime.timedelta:
    """How long after its last day a term still gives access, so that it can be renewed without a gap."""
    return datetime.timedelta(days=settings.MEMBERSHIP_GRACE_DAYS)


class State(models.TextChoices):
    """What somebody's membership is on a day: worked out from the dates, stored nowhere."""

    ACTIVE = "active", "Active"
    GRACE = "grace", "In the days of grace"
    APPROVED = "approved", "Approved, not begun"
    SUSPENDED = "suspended", "Suspended"
    LAPSED = "lapsed", "Lapsed"
    RESIGNED = "resigned", "Ended"
    NONE = "none", "No term"


#: In these, somebody is a member in good standing.
GOOD_STANDING = {State.ACTIVE, State.GRACE}


class MembershipQuerySet(models.QuerySet["Membership"]):
    """The verbs take the day that is asked about; nothing waits for a job that would change a row."""

    def begun_by(self, day: datetime.date):
        return self.filter(starts_on__lte=day)

    def granted(self):
        """Terms that nobody has suspended or ended."""
        return self.filter(status=Membership.Status.ACTIVE)

    def running(self, day: datetime.date):
        """Terms that give access on ``day``, the days of grace among them."""
        return self.granted().begun_by(day).filter(ends_on__gte=day - days_of_grace())

    def in_grace(self, day: datetime.date):
        return self.running(day).filter(ends_on__lt=day)

    def upcoming(self, day: datetime.date):
        return self.granted().filter(starts_on__gt=day)

    def lapsed(self, day: datetime.date):
        """Terms that ran out, and whose days of grace are over."""
        return self.granted().filter(ends_on__lt=day - days_of_grace())

    def barring(self, day: datetime.date):
        """Suspended terms that would not be over yet: while there is one, no other term counts."""
        return self.filter(status=Membership.Status.SUSPENDED, ends_on__gte=day)

    def overlapping(self, starts_on: datetime.date, ends_on: datetime.date):
        """Terms that are not ended, and share a day with the given dates."""
        return self.exclude(status=Membership.Status.RESIGNED).filter(
            starts_on__lte=ends_on, ends_on__gte=starts_on
        )


class Membership(models.Model):
    """One term of one person's membership. Terms are added, not overwritten: the past stays on record.

    What people decide is stored; what follows from the dates (grace, lapsed) is not. Who decided, when and
    why stands in Wagtail's log of the member.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "Member"
        SUSPENDED = "suspended", "Suspended"
        RESIGNED = "resigned", "Ended"

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
        FieldPanel("grade"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "term of membership"
        verbose_name_plural = "terms of membership"
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["user", "starts_on"]),
            models.Index(fields=["status", "ends_on"], name="membership_status_ends_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="membership_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.grade}, {self.starts_on:%d %b %Y} to {self.ends_on:%d %b %Y}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Member.objects.get_or_create(user_id=self.user_id)

    def clean(self):
        if not (self.starts_on and self.ends_on):
            return
        if self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The term must end on or after the day it starts."})
        if self.user_id and self.status != self.Status.RESIGNED:
            others = Membership.objects.filter(user_id=self.user_id).exclude(pk=self.pk)
            for other in others.overlapping(self.starts_on, self.ends_on):
                raise ValidationError(
                    {
                        "starts_on": f"There is a term from {other.starts_on:%d/%m/%Y} to "
                        f"{other.ends_on:%d/%m/%Y} already. Choose dates outside it, or change that term."
                    }
                )

    @property
    def access_until(self) -> datetime.date:
        """The last day on which this term gives access."""
        return self.ends_on + days_of_grace()

    def is_running_on(self, day: datetime.date) -> bool:
        """Whether this term gives access on ``day``: from its first day to the end of the days of grace."""
        return self.status == self.Status.ACTIVE and self.starts_on <= day <= self.access_until

    def state_on(self, day: datetime.date) -> State:
        """What this one term is on ``day``."""
        if self.status != self.Status.ACTIVE:
            return State(self.status)
        if day < self.starts_on:
            return State.APPROVED
        if day <= self.ends_on:
            return State.ACTIVE
        return State.GRACE if day <= self.access_until else State.LAPSED

    @property
    def state(self) -> State:
        return self.state_on(timezone.localdate())


def state_of(terms: Iterable[Membership], day: datetime.date) -> State:
    """What somebody's membership is on ``day``, from all of their terms.

    A suspension that is not over outweighs every other term; then what gives access counts; then what is to
    come; then how the last one went. ``Member.objects.with_state`` says the same in SQL.
    """
    terms = sorted(terms, key=lambda term: (term.ends_on, term.pk))
    if any(term.status == Membership.Status.SUSPENDED and term.ends_on >= day for term in terms):
        return State.SUSPENDED
    states = {term.state_on(day) for term in terms}
    for state in (State.ACTIVE, State.GRACE, State.APPROVED):
        if state in states:
            return state
    return terms[-1].state_on(day) if terms else State.NONE
