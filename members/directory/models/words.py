"""The words that entries are sorted by. Officers keep them as snippets."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index


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


class Word(index.Indexed, models.Model):
    """A word that visitors narrow the directory by."""

    name = models.CharField(max_length=80, unique=True, help_text="Shown to visitors.")
    slug = models.SlugField(
        "short address",
        max_length=80,
        unique=True,
        help_text="Used in the address of a narrowed list. Links to it break when it changes.",
    )
    order = models.PositiveSmallIntegerField(
        default=100, help_text="Lower numbers come first. Those with the same number stand by name."
    )

    panels = [TitleFieldPanel("name", placeholder=False), FieldPanel("slug"), FieldPanel("order")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


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
