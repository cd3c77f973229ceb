"""What one trainee must reach, stage by stage, and how far they are."""

from django.db import models

from members.membership.models import Member


class TraineeStageQuerySet(models.QuerySet["TraineeStage"]):
    def to_decide(self, member: Member):
        """Stages that wait for ``member`` as the external supervisor."""
        return self.filter(state=TraineeStage.State.PROPOSED, external=member)

    def with_people(self):
        return self.select_related("trainee__supervisor__user", "external__user")


class TraineeStage(models.Model):
    """One stage of one training.

    What it asks for is copied from the pathway on the day of enrolment, so that whatever becomes of the
    version there, those under way stay on theirs.
    """

    class State(models.TextChoices):
        AHEAD = "ahead", "Still to come"
        UNDER_WAY = "under-way", "Under way"
        PROPOSED = "proposed", "Proposed for completion"
        COMPLETED = "completed", "Completed"
        CREDITED = "credited", "Done before the training was recorded here"

    #: Entries of these are closed for good.
    OVER = (State.COMPLETED, State.CREDITED)

    trainee = models.ForeignKey("progress.Trainee", on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField(help_text="1 for the first.")
    name = models.CharField(max_length=80)
    training = models.CharField(max_length=150, blank=True, help_text="The course that belongs to it.")
    cycles = models.PositiveSmallIntegerField(default=0)
    clients = models.PositiveSmallIntegerField(default=0, help_text="Not seen in an earlier stage.")
    sessions = models.PositiveSmallIntegerField(default=0)
    hours = models.DecimalField("hours of supervision", max_digits=8, decimal_places=2, default=0)
    ending = models.CharField("ends with", max_length=80)
    needs_external = models.BooleanField("decided by an external supervisor", default=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.AHEAD)
    begun_on = models.DateField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    external = models.ForeignKey(
        Member,
        verbose_name="external supervisor",
        null=True,
        on_delete=models.SET_NULL,
        related_name="stages_to_accredit",
    )
    completed_on = models.DateField(null=True)

    objects = TraineeStageQuerySet.as_manager()

    class Meta:
        ordering = ["trainee", "position"]
        constraints = [
            models.UniqueConstraint(fields=["trainee", "position"], name="progress_stages_in_a_row")
        ]
        indexes = [models.Index(fields=["external", "state"]), models.Index(fields=["completed_on"])]

    def __str__(self):
        return self.name

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER
