"""The words that entries are sorted by. Officers keep them as snippets."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

from core.models import Word


class UsedManyToManyField(ParentalManyToManyField):
    """A many-to-many field whose words know which entries use them.

    Wagtail's reference index passes over many-to-many fields, but asks every field for
    ``extract_references``: (model, key, model path, content path) for each.
    """

    def extract_references(self, value):
        for target in value:
            yield type(target), str(target.pk), "item", str(target.pk)

    def deconstruct(self):
        """For migrations it is its parent: the database is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs


class Sector(Word):
    """Where somebody works: health, education, social work, …"""

    class Meta(Word.Meta):
        pass


class ClientGroup(Word):
    """With whom somebody works, or supervises others who do."""

    class Meta(Word.Meta):
        verbose_name = "client group"


class Language(Word):
    """A language in which somebody supervises."""

    tag = models.CharField(
        "language code",
        max_length=12,
        blank=True,
        help_text="Two letters, for instance “cy” for Welsh: search engines read it. May be left blank.",
    )

    panels = [*Word.panels, FieldPanel("tag")]

    class Meta(Word.Meta):
        pass
