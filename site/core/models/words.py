from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index


class Word(index.Indexed, models.Model):
    """A word that visitors narrow a list by, with an address of its own, in an order that editors choose."""

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
