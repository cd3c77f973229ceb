"""What an item of evidence has several of: people, and outcomes."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class EvidencePerson(Orderable):
    """An author or editor: a person with a family name, or a body that writes as one."""

    class Role(models.TextChoices):
        AUTHOR = "author", "Author"
        EDITOR = "editor", "Editor"

    page = ParentalKey("evidence.EvidencePage", on_delete=models.CASCADE, related_name="people")
    role = models.CharField(max_length=6, choices=Role, default=Role.AUTHOR)
    family = models.CharField("family name", max_length=200, blank=True, help_text="For example “Kennedy”.")
    given = models.CharField(
        "given names",
        max_length=200,
        blank=True,
        help_text="In full or as initials, as the publication prints them. May be left blank.",
    )
    literal = models.CharField(
        "or an organisation",
        max_length=300,
        blank=True,
        help_text="For a body that is the author itself, for example “NSPCC”. Leave the names above blank.",
    )

    panels = [
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("family"), FieldPanel("given")]),
        FieldPanel("literal"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "author or editor"
        verbose_name_plural = "authors and editors"

    def __str__(self) -> str:
        return self.literal or ", ".join(filter(None, [self.family, self.given]))

    @property
    def short(self) -> str:
        """The name as a list of authors has it."""
        return self.literal or self.family

    def clean(self) -> None:
        super().clean()
        if self.literal and (self.family or self.given):
            raise ValidationError({"literal": "Give a person's names or an organisation, not both."})
        if not self.literal and not self.family:
            raise ValidationError({"family": "Give a family name, or an organisation below."})


class OutcomeBlock(blocks.StructBlock):
    """One thing that was looked at, what was found, and how sure the judges are of it."""

    outcome = blocks.CharBlock(
        max_length=160, label="Outcome", help_text="What was looked at, for example “Parental sensitivity”."
    )
    finding = blocks.CharBlock(
        max_length=300,
        label="Finding",
        help_text="What was found, in words no stronger than the publication's own.",
    )
    certainty = blocks.CharBlock(
        required=False,
        max_length=80,
        label="Certainty",
        help_text="How sure the judges are of it, in their words, for example “Moderate”.",
    )

    class Meta:
        icon = "list-ul"
        label = "Outcome"
        label_format = "{outcome}"
