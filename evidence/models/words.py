"""The words that evidence is sorted by and explained with. Editors keep them as snippets."""

from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.models import Word


class EvidenceKind(Word):
    """What a publication is: decides how it is cited, and which details the editing form asks for."""

    class CslType(models.TextChoices):
        """Types of the Citation Style Language: https://docs.citationstyles.org/en/stable/specification.html"""

        ARTICLE = "article-journal", "Article in a journal"
        BOOK = "book", "Book"
        CHAPTER = "chapter", "Chapter of a book"
        REPORT = "report", "Report or guideline"
        THESIS = "thesis", "Thesis"
        CONFERENCE = "paper-conference", "Conference paper"
        WEB_PAGE = "webpage", "Web page"

    class Details(models.TextChoices):
        JOURNAL = "journal", "Journal: volume, issue, pages, DOI"
        BOOK = "book", "Book: publisher, place, edition, ISBN"
        CHAPTER = "chapter", "Chapter: its book, publisher, pages"
        REPORT = "report", "Report: who published it, its number"
        THESIS = "thesis", "Thesis: university, degree"

    csl_type = models.CharField(
        "cited as",
        max_length=20,
        choices=CslType,
        default=CslType.ARTICLE,
        help_text="How citation styles and reference managers treat it.",
    )
    details = models.CharField(
        "details to ask for",
        max_length=8,
        choices=Details,
        default=Details.JOURNAL,
        help_text="The editing form shows only the fields that this needs.",
    )
    is_usual = models.BooleanField(
        "for imports",
        default=False,
        help_text="An imported reference of this type becomes this kind, until somebody who has read it says "
        "better.",
    )

    panels = [
        *Word.panels[:2],
        FieldPanel("csl_type"),
        FieldPanel("details"),
        FieldPanel("is_usual"),
        FieldPanel("order"),
    ]

    class Meta(Word.Meta):
        verbose_name = "kind of evidence"
        verbose_name_plural = "kinds of evidence"


class EvidenceTopic(Word):
    """What a publication is about."""

    class Meta(Word.Meta):
        verbose_name = "evidence topic"


class StudyDesign(Word):
    """How a study was made, with a sentence that explains it to a lay reader."""

    explanation = models.CharField(
        max_length=300,
        blank=True,
        help_text="One sentence for readers who don't know the word. Shown on the page of each such item.",
    )

    panels = [*Word.panels[:2], FieldPanel("explanation"), FieldPanel("order")]

    class Meta(Word.Meta):
        verbose_name = "study design"


class GlossaryTerm(index.Indexed, models.Model):
    """A technical word and what it means. Opens in place beside the evidence."""

    term = models.CharField(max_length=80, unique=True, help_text="The word, for example “meta-analysis”.")
    explanation = models.TextField(
        max_length=600, help_text="What it means, in a sentence or two that anybody can follow."
    )

    panels = [FieldPanel("term"), FieldPanel("explanation")]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("explanation"),
    ]

    class Meta:
        verbose_name = "glossary term"
        ordering = [Lower("term")]

    def __str__(self) -> str:
        return self.term
