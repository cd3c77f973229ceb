"""What practitioners and supervisors log of their supervision, and what the association asks of them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from members.membership.models import Grade, Member
from members.practice.hours import hours_of

#: The first year that the association, which began in 2012, can ask anything of.
FIRST_YEAR, LAST_YEAR = 2012, 2100
MOST_HOURS = 1000
HOURS_OF_A_DAY = 24


class Requirement(models.Model):
    """What is asked of the members of one grade, from a year on, until a later row says otherwise."""

    grade = models.ForeignKey(
        Grade,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"is_accredited": True},
        help_text="Whom it is for. Each grade has requirements of its own.",
    )
    from_year = models.PositiveSmallIntegerField(
        "from the year",
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="The first calendar year that it counts for. It holds until a later one of this grade: "
        "earlier years keep theirs.",
    )
    hours_received = models.DecimalField(
        "hours of supervision received",
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_HOURS)],
        help_text="In a calendar year. 0 if none is asked.",
    )
    hours_given = models.DecimalField(
        "hours of supervision given",
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_HOURS)],
        help_text="In a calendar year. 0 if none is asked.",
    )
    years = models.PositiveSmallIntegerField(
        "re-accreditation every",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="In years, from the day of accreditation or the last re-accreditation. Members are "
        "reminded before. Leave empty if there is none.",
    )
    explanation = models.TextField(
        max_length=1000,
        blank=True,
        help_text="What members read beside the numbers: what counts, and where the rule is written.",
    )

    panels = [
        FieldRowPanel([FieldPanel("grade"), FieldPanel("from_year")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("hours_received"), FieldPanel("hours_given")])], "Each year"
        ),
        FieldPanel("years"),
        FieldPanel("explanation"),
    ]

    class Meta:
        ordering = ["grade__rank", "grade__name", "-from_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["grade", "from_year"],
                name="practice_one_requirement_a_year",
                violation_error_message="This grade has a requirement from this year already: change that "
                "one, or choose another year.",
            )
        ]

    def __str__(self):
        return f"{self.grade}, from {self.from_year}"


class Session(models.Model):
    """Supervision that a member received or gave, as they logged it. It is theirs: nobody else changes it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "Supervision that I received"
        GIVEN = "given", "Supervision that I gave"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="practice_sessions")
    kind = models.CharField("what it was", max_length=8, choices=Kind.choices, default=Kind.RECEIVED)
    on = models.DateField("date", default=timezone.localdate)
    hours = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        validators=[
            MinValueValidator(0.25, "Give at least a quarter of an hour, 0.25."),
            MaxValueValidator(HOURS_OF_A_DAY, "A day has 24 hours."),
        ],
        help_text="A quarter of an hour is 0.25.",
    )
    with_whom = models.CharField(
        max_length=120,
        help_text="Your supervisor, or those whom you supervised. Never the name of a family or a child.",
    )
    notes = models.TextField(
        "notes for yourself", max_length=2000, blank=True, help_text="Nobody else sees them."
    )

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "on", "with_whom", "hours"], name="practice_each_session_once"
            ),
            models.CheckConstraint(
                condition=models.Q(hours__gt=0, hours__lte=HOURS_OF_A_DAY), name="practice_hours_of_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.on:%d %b %Y}: {self.get_kind_display().lower()}"

    @property
    def hours_words(self) -> str:
        return hours_of(self.hours)


class Reaccreditation(models.Model):
    """An officer's word that somebody's accreditation was renewed. What was logged until then is closed."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reaccreditations")
    on = models.DateField("date", default=timezone.localdate, help_text="The day it was decided.")
    note = models.TextField(
        max_length=1000, blank=True, help_text="What it rests on. Only officers see this."
    )

    class Meta:
        verbose_name = "re-accreditation"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "on"],
                name="practice_one_reaccreditation_a_day",
                violation_error_message="This member's re-accreditation on this day is recorded already.",
            )
        ]

    def __str__(self):
        return f"{self.member}, {self.on:%d %b %Y}"

    def clean(self):
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": "This day is still to come. Record it once it was decided."})


class NoReminders(models.Model):
    """Somebody does not want to be reminded."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")

    def __str__(self):
        return str(self.member)


class Reminder(models.Model):
    """One mail about one re-accreditation. The row is made first, so no second mail can follow."""

    class Kind(models.TextChoices):
        EARLY = "early", "Six months before"
        SOON = "soon", "A month before"
        OVER = "over", "After the day"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="practice_reminders")
    due_on = models.DateField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "due_on", "kind"], name="practice_each_reminder_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.member}, {self.due_on}"
