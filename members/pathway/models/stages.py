"""What a version of a pathway is made of: its stages in their order, and its fees."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.defaultfilters import pluralize
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

A_DAY = Decimal(24)
AN_HOUR = Decimal(1)
LONGEST = [MinValueValidator(Decimal("0.25")), MaxValueValidator(A_DAY)]


def in_hours(hours: Decimal) -> str:
    """“1 hour”, “1.5 hours”."""
    return f"{Decimal(hours).normalize():f} hour{'' if hours == 1 else 's'}"


class Stage(Orderable):
    """One stage. Everything that is counted is a least number: more is always welcome.

    ``requirements`` is what trainees are measured by.
    """

    class Ending(models.TextChoices):
        COURSE = "course", "Course evaluation"
        TRANSITION = "transition", "Transition meeting"
        ACCREDITATION = "accreditation", "Accreditation meeting"

    #: Fixed while the version is published and holds; words may be put better at any time.
    REQUIREMENTS = ("cycles", "clients", "sessions", "session_hours", "ending")

    version = ParentalKey(
        "pathway.PathwayVersionPage", verbose_name="version", on_delete=models.CASCADE, related_name="stages"
    )
    name = models.CharField(max_length=80, help_text="For example “Stage 1”.")
    training = models.CharField(
        max_length=150, blank=True, help_text="The course that belongs to it, if there is one: “2 days”."
    )
    work = models.CharField(
        "other work",
        max_length=150,
        blank=True,
        help_text="What is asked besides cycles, for example “Active participation”.",
    )
    cycles = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(999)],
        help_text="At least so many. A cycle is taking a video and a shared review of the clips.",
    )
    clients = models.PositiveSmallIntegerField(
        "new clients",
        default=0,
        validators=[MaxValueValidator(999)],
        help_text="The cycles are done with at least so many different clients. Only those count that the "
        "trainee did not work with in an earlier stage.",
    )
    sessions = models.PositiveSmallIntegerField(
        "supervision sessions", default=0, validators=[MaxValueValidator(999)], help_text="At least so many."
    )
    session_hours = models.DecimalField(
        "hours for each",
        max_digits=4,
        decimal_places=2,
        default=AN_HOUR,
        validators=LONGEST,
        help_text="How long a session is: 1, or 1.5 for an hour and a half.",
    )
    ending = models.CharField(
        "ends with",
        max_length=13,
        choices=Ending,
        default=Ending.TRANSITION,
        help_text="A course evaluation is recorded by the personal supervisor. Meetings are held and decided "
        "by an external supervisor. The accreditation meeting ends the last stage.",
    )
    ending_hours = models.DecimalField(
        "hours of the meeting",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=LONGEST,
        help_text="How long the meeting takes, if that is fixed.",
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("training"), FieldPanel("work")]),
        FieldRowPanel([FieldPanel("cycles"), FieldPanel("clients")]),
        FieldRowPanel([FieldPanel("sessions"), FieldPanel("session_hours")]),
        FieldRowPanel([FieldPanel("ending"), FieldPanel("ending_hours")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "stage"

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.clients and self.cycles is not None and self.clients > self.cycles:
            raise ValidationError(
                {"clients": f"{self.cycles} cycles can’t be done with {self.clients} clients. Ask for fewer."}
            )

    @property
    def requirements(self):
        """What trainees are measured by, to compare."""
        return tuple(getattr(self, name) for name in self.REQUIREMENTS)

    @property
    def hours(self) -> Decimal:
        """Hours of supervision in all."""
        return self.sessions * self.session_hours

    @property
    def cycles_text(self) -> str:
        """“6 cycles with 2 or more new clients”; empty where none are asked for."""
        if not self.cycles:
            return ""
        cycles = f"{self.cycles} cycle{pluralize(self.cycles)}"
        if not self.clients:
            return cycles
        return f"{cycles} with {self.clients} or more new clients"

    @property
    def sessions_text(self) -> str:
        """“7 × 1 hour of supervision”; empty where none is asked for."""
        return f"{self.sessions} × {in_hours(self.session_hours)} of supervision" if self.sessions else ""

    @property
    def ending_text(self) -> str:
        """“Transition meeting (1 hour)”."""
        length = f" ({in_hours(self.ending_hours)})" if self.ending_hours else ""
        return f"{self.get_ending_display()}{length}"

    @property
    def is_last(self) -> bool:
        return self.ending == self.Ending.ACCREDITATION


class Fee(Orderable):
    """What something costs, from a day on."""

    version = ParentalKey(
        "pathway.PathwayVersionPage", verbose_name="version", on_delete=models.CASCADE, related_name="fees"
    )
    name = models.CharField(
        "what it is for",
        max_length=120,
        help_text="For example “Registration, once, when supervision starts”.",
    )
    amount = models.DecimalField(
        "amount in pounds",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Leave blank if it is not fixed: the page then says “Ask us”.",
    )
    starts_on = models.DateField(
        "from", null=True, blank=True, help_text="The first day on which it is asked. Blank: from the start."
    )
    ends_on = models.DateField(
        "until", null=True, blank=True, help_text="The last day. Blank: until further notice."
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "fee"

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "It must end on or after the day it starts."})
