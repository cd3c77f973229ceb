"""Somebody's way through the pathway, from their first day to their accreditation."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from members.membership.models import Member, Membership

#: So many days without a new entry, and somebody may be stuck.
QUIET_DAYS = 90
#: So many days of waiting for somebody else, and somebody is stuck.
WAITING_DAYS = 28


class Trouble(models.TextChoices):
    """Why a training may be stuck. Worked out from dates, stored nowhere."""

    FINISHED = "finished", "Waits for an officer’s confirmation"
    NO_SUPERVISOR = "no-supervisor", "Has no supervisor, or one whose membership has ended"
    NOT_DECIDED = "not-decided", f"Proposed {WAITING_DAYS} days ago or more, and not decided"
    NOT_CONFIRMED = "not-confirmed", f"Entries have waited for {WAITING_DAYS} days or more"
    QUIET = "quiet", f"Nothing logged for {QUIET_DAYS} days"


def supervisors(day: datetime.date):
    """Members who may supervise and accredit on ``day``: their term runs, in a grade of the directory."""
    running = Membership.objects.running(day).filter(grade__in_directory=True)
    barred = Membership.objects.barring(day)
    return Member.objects.filter(
        Exists(running.filter(user=OuterRef("user"))),
        ~Exists(barred.filter(user=OuterRef("user"))),
        user__is_active=True,
    )


class TraineeQuerySet(models.QuerySet["Trainee"]):
    def under_way(self):
        return self.filter(state=Trainee.State.UNDER_WAY)

    def of_supervisor(self, member: Member):
        """Those whom ``member`` supervises now, in training or waiting for the officer."""
        return self.filter(supervisor=member, state__in=Trainee.OPEN)

    def in_trouble(self, trouble: str, today: datetime.date):
        """Those that are stuck in this way today; ``Trainee.troubles`` says the same of one."""
        if trouble == Trouble.FINISHED:
            return self.filter(state=Trainee.State.FINISHED)
        long_ago = timezone.now() - datetime.timedelta(days=WAITING_DAYS)
        conditions = {
            Trouble.NO_SUPERVISOR: ~Q(supervisor__in=supervisors(today)) | Q(supervisor=None),
            Trouble.NOT_DECIDED: Q(stage__proposed_at__lte=long_ago),
            Trouble.NOT_CONFIRMED: Q(waiting_since__lte=long_ago),
            Trouble.QUIET: Q(last_logged_on__lt=today - datetime.timedelta(days=QUIET_DAYS)),
        }
        return self.under_way().filter(conditions[Trouble(trouble)])

    def with_people(self):
        """With the names and the stage that lists show."""
        return self.select_related("member__user", "supervisor__user", "stage", "grade")


class Trainee(models.Model):
    """One training of one member. A second one (towards another grade) is a row of its own."""

    class State(models.TextChoices):
        UNDER_WAY = "under-way", "In training"
        FINISHED = "finished", "All stages completed"
        ACCREDITED = "accredited", "Accredited"
        LEFT = "left", "Ended without accreditation"

    #: Not over yet. Nobody has two of these.
    OPEN = (State.UNDER_WAY, State.FINISHED)

    member = models.ForeignKey(
        Member, verbose_name="trainee", on_delete=models.CASCADE, related_name="trainings"
    )
    version = models.ForeignKey(
        "pathway.PathwayVersionPage",
        verbose_name="version of the pathway",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    started_on = models.DateField("began on", help_text="The first day on which work counts.")
    supervisor = models.ForeignKey(
        Member,
        verbose_name="personal supervisor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="trainees",
    )
    stage = models.OneToOneField(
        "progress.TraineeStage", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField("status", max_length=10, choices=State.choices, default=State.UNDER_WAY)
    grade = models.ForeignKey(
        "membership.Grade",
        verbose_name="leads to",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ended_on = models.DateField(null=True, editable=False)
    # What lists are sorted and filtered by: kept up by the services with every step.
    last_logged_on = models.DateField("last entry", editable=False)
    waiting = models.PositiveIntegerField("entries waiting", default=0, editable=False)
    waiting_since = models.DateTimeField(null=True, editable=False)

    objects = TraineeQuerySet.as_manager()

    class Meta:
        ordering = ["member__user__last_name", "member__user__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=["under-way", "finished"]),
                name="progress_one_open_training_each",
            )
        ]
        indexes = [
            models.Index(fields=["state", "last_logged_on"]),
            models.Index(fields=["state", "waiting_since"]),
            models.Index(fields=["supervisor", "state"]),
        ]

    def __str__(self):
        return str(self.member)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def troubles(self, supervisors_now: set[int], today: datetime.date) -> list[Trouble]:
        """How this training is stuck. ``supervisors_now``: numbers of members who may supervise today."""
        if self.state == self.State.FINISHED:
            return [Trouble.FINISHED]
        if self.state != self.State.UNDER_WAY:
            return []
        long_ago = timezone.now() - datetime.timedelta(days=WAITING_DAYS)
        proposed = self.stage and self.stage.proposed_at
        found = {
            Trouble.NO_SUPERVISOR: self.supervisor_id not in supervisors_now,
            Trouble.NOT_DECIDED: bool(proposed and proposed <= long_ago),
            Trouble.NOT_CONFIRMED: bool(self.waiting_since and self.waiting_since <= long_ago),
            Trouble.QUIET: self.last_logged_on < today - datetime.timedelta(days=QUIET_DAYS),
        }
        return [trouble for trouble, is_so in found.items() if is_so]
