"""One publication: what it is, what it found, what it can't tell us, and how sure its judges are."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import PageChooserBlock
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core import dates
from core.dates import DatePrecision
from core.models import BasePage
from evidence.csl import Csl, to_csl
from evidence.models import checks, lists, panels
from evidence.models.links import LinkCheck
from evidence.models.parts import OutcomeBlock
from evidence.validation import check_web_address, check_year, clean_doi, clean_isbn, doi_address

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class EvidencePage(BasePage):
    """An item of the evidence base, at ``/evidence/<slug>/``."""

    class Scope(models.TextChoices):
        VIG = "vig", "VIG itself"
        VIDEO_FEEDBACK = "video-feedback", "Video feedback in general"
        WIDER = "wider", "A wider subject"
        UNKNOWN = "unknown", "Not recorded yet"

    class Access(models.TextChoices):
        UNKNOWN = "", "Not checked"
        OPEN = "open", "Free to read for everybody"
        PAID = "paid", "Has to be paid for, or borrowed"

    class Vouching(models.TextChoices):
        PUBLICATION = "publication", "The publication itself"
        ASSOCIATION = "association", "Only the association's own page says so"

    class Season(models.IntegerChoices):
        """As CSL-JSON counts them."""

        SPRING = 1, "Spring"
        SUMMER = 2, "Summer"
        AUTUMN = 3, "Autumn"
        WINTER = 4, "Winter"

    # Kept by save(), so that a list of thousands needs neither the people nor the topics.
    byline = models.CharField(max_length=400, editable=False, blank=True)
    author_key = models.CharField(max_length=200, editable=False, blank=True)
    title_key = models.CharField(max_length=255, editable=False, blank=True)
    topic_keys = models.CharField(max_length=400, editable=False, blank=True)

    # What it is
    kind = models.ForeignKey(
        "evidence.EvidenceKind",
        on_delete=models.PROTECT,
        related_name="items",
        help_text="Choose this first: the form then asks only for what it needs.",
    )
    is_titled_by_us = models.BooleanField(
        "the title is in our words",
        default=False,
        help_text="Tick this if the publication's own title is not known. References then show the heading "
        "in square brackets, and the page says so.",
    )
    vouching = models.CharField(
        "how we know of it",
        max_length=11,
        choices=Vouching,
        default=Vouching.PUBLICATION,
        help_text="If only the association itself says so, the page states that plainly.",
    )
    vouching_note = models.TextField(
        "what the association says",
        max_length=600,
        blank=True,
        help_text="Only if the association's own page is the only source: what it says, and when.",
    )

    # Where and when it was published
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The year of publication. Leave blank only if it is not known."
    )
    date = models.DateField(
        "exact date",
        null=True,
        blank=True,
        help_text="If more than the year is known. For a month, take its first day.",
    )
    precision = models.CharField(
        "exactness",
        max_length=5,
        choices=[
            (choice.value, choice.label)
            for choice in (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR)
        ],
        default=DatePrecision.YEAR,
        help_text="How much of the date is known.",
    )
    season = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        choices=Season,
        help_text="Only if a journal gives a season for a date.",
    )
    container_title = models.CharField(
        "journal or book",
        max_length=300,
        blank=True,
        help_text="The journal that an article, or the book that a chapter, is in.",
    )
    publisher = models.CharField(
        "publisher or institution",
        max_length=300,
        blank=True,
        help_text="Who published it. For a thesis, the university.",
    )
    place = models.CharField(
        max_length=120, blank=True, help_text="Where the publisher is. May be left blank."
    )
    volume = models.CharField(max_length=60, blank=True)
    issue = models.CharField(max_length=60, blank=True, help_text="For example 28(6) is volume 28, issue 6.")
    pages = models.CharField(max_length=60, blank=True, help_text="For example 904–916.")
    number = models.CharField(
        "article or report number",
        max_length=60,
        blank=True,
        help_text="What a journal without page numbers gives instead, or the number of a report.",
    )
    edition = models.CharField(max_length=60, blank=True, help_text="If it is not the first: 2nd, revised …")
    genre = models.CharField(
        "kind of work, as cited",
        max_length=120,
        blank=True,
        help_text="Printed in references, for example “Doctoral thesis” or “NICE guideline”.",
    )
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        db_index=True,
        help_text="The permanent number of the publication. You may paste it as https://doi.org/…",
    )
    isbn = models.CharField("ISBN", max_length=40, blank=True, help_text="With or without hyphens.")
    web_address = models.URLField(
        "web address",
        max_length=500,
        blank=True,
        validators=[check_web_address],
        help_text="Where it can be read, if it has no DOI.",
    )
    accessed = models.DateField(
        "looked up on",
        null=True,
        blank=True,
        help_text="Only for something on the web that has no DOI: when you last read it there.",
    )
    issn = models.CharField(
        "ISSN", max_length=60, blank=True, help_text="The journal's number. Seldom needed."
    )
    keywords = models.TextField(
        max_length=1000, blank=True, help_text="The publication's own, with commas. Kept for references."
    )
    language = models.CharField(
        max_length=35, blank=True, help_text="Only if it is not in English: its code, for example nl or de."
    )
    note = models.TextField(
        max_length=1000, blank=True, help_text="Anything else that belongs to the reference. Seldom needed."
    )
    access = models.CharField(
        "can it be read?", max_length=4, choices=Access, default=Access.UNKNOWN, blank=True
    )

    # How it was done, and how far it can be relied on
    design = models.ForeignKey(
        "evidence.StudyDesign",
        verbose_name="study design",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="items",
        help_text="How the study was made. Leave blank if it is not known, or for a book.",
    )
    sample = models.CharField(
        max_length=200, blank=True, help_text="How many and who, for example “22 studies, 1,889 families”."
    )
    country = models.CharField(max_length=120, blank=True, help_text="Where the study was made.")
    population = models.CharField(
        max_length=200,
        blank=True,
        help_text="Whom it is about, for example “parents of children under five”.",
    )
    scope = models.CharField(
        "what it is about",
        max_length=14,
        choices=Scope,
        default=Scope.UNKNOWN,
        help_text="VIG itself, video feedback of any kind, or something wider. Claim no more than it does.",
    )
    strength = models.CharField(
        "strength of the evidence",
        max_length=200,
        blank=True,
        help_text="In the scale's words, for example “Moderate”. Leave blank if nobody has judged it.",
    )
    strength_scale = models.CharField(
        "on which scale",
        max_length=200,
        blank=True,
        help_text="The scale and its steps, for example “GRADE: high, moderate, low, very low”.",
    )
    strength_judge = models.CharField(
        "judged by",
        max_length=200,
        blank=True,
        help_text="Who judged it, for example “the review's authors”.",
    )
    last_reviewed = models.DateField(
        null=True,
        blank=True,
        help_text="When somebody last compared this page with the publication. Shown to visitors.",
    )

    # What it belongs with
    topics = ParentalManyToManyField(
        "evidence.EvidenceTopic",
        blank=True,
        related_name="items",
        help_text="Visitors filter the evidence by these.",
    )
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="file",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The publication itself, only where its licence allows. Who may see this page may then "
        "have the file.",
    )
    document_licence = models.CharField(
        "licence of the file",
        max_length=160,
        blank=True,
        help_text="What allows it, for example “CC BY 4.0” or “with the publisher's permission”.",
    )

    # The long texts come last: SQLite reads past them to reach what stands after them in a row.
    # What it says
    abstract = models.TextField(
        "abstract or longer summary",
        max_length=10_000,
        blank=True,
        help_text="In plain English if you write it yourself. Copy one only where its licence allows.",
    )
    found = RichTextField(
        "what it found",
        blank=True,
        features=TEXT_FEATURES,
        help_text="In words no stronger than the publication's own.",
    )
    limits = RichTextField(
        "what it can't tell us",
        blank=True,
        features=TEXT_FEATURES,
        help_text="For whom or what it does not hold, and how far it can be relied on.",
    )

    # Kept in the page itself, as those of a milestone: tables of their own would cost every view a query.
    outcomes = StreamField(
        [("outcome", OutcomeBlock())],
        blank=True,
        max_num=20,
        verbose_name="outcome by outcome",
        help_text="Only if the publication judges its outcomes one by one.",
    )
    related = StreamField(
        [("page", PageChooserBlock(label="Page", icon="doc-empty-inverse"))],
        blank=True,
        max_num=12,
        verbose_name="related pages",
        help_text="Milestones, news and other pages of this site. Visitors see only those they may open.",
    )
    search_text = models.TextField(editable=False, blank=True)

    content_panels = panels.content(BasePage)
    promote_panels = BasePage.promote_panels
    settings_panels = BasePage.settings_panels

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("byline", boost=2),
        index.AutocompleteField("byline"),
        index.SearchField("abstract"),
        index.SearchField("found"),
        index.SearchField("limits"),
        index.SearchField("container_title"),
        index.SearchField("publisher"),
        index.SearchField("doi"),
        index.FilterField("year"),
        index.FilterField("scope"),
    ]

    search_kind = "evidence"
    parent_page_types = ["evidence.EvidenceIndexPage"]
    subpage_types: list[str] = []
    page_description = "A publication, with what it found and what it can't tell us."
    share_type = "article"

    class Meta:
        verbose_name = "item of evidence"
        verbose_name_plural = "items of evidence"

    def clean(self) -> None:
        super().clean()
        problems: dict[str, ValidationError | str] = {}
        for field, mend in (("doi", clean_doi), ("isbn", clean_isbn)):
            try:
                setattr(self, field, mend(getattr(self, field) or ""))
            except ValidationError as error:
                problems[field] = error
        if self.date and not self.year:
            self.year = self.date.year
        if self.year is not None:
            try:
                check_year(self.year)
            except ValidationError as error:
                problems["year"] = error
        problems |= checks.problems_of_date(self) | checks.problems_of_claims(self)
        if problems:
            raise ValidationError(problems)

    def save(self, *args, **kwargs):
        # A draft is saved with update_fields: what visitors see has not changed.
        is_whole, is_new = kwargs.get("update_fields") is None, self._state.adding
        if is_whole:
            self.keep_for_lists()
        super().save(*args, **kwargs)
        if is_whole and not is_new:
            # What was found at another address says nothing of this one.
            LinkCheck.objects.filter(page=self).exclude(address=self.source_address).delete()

    def keep_for_lists(self) -> None:
        """Write down what lists and the search read."""
        for field, value in lists.kept(self).items():
            setattr(self, field, value)

    @property
    def date_text(self) -> str:
        """The date as readers see it."""
        if self.date:
            return dates.describe(self.date, None, self.precision)
        if self.year and self.season:
            return f"{self.get_season_display()} {self.year}"
        return str(self.year) if self.year else "no date"

    @property
    def search_date(self) -> str:
        return self.date_text if self.date or self.year else ""

    @property
    def source_address(self) -> str:
        """Where the publication can be read."""
        return doi_address(self.doi) or self.web_address

    def to_csl(self) -> Csl:
        """The reference as CSL-JSON (evidence.csl)."""
        return to_csl(self)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from evidence.item_context import context

        return {**super().get_context(request, *args, **kwargs), **context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict]:
        from evidence.metadata import scholarly

        return [*super().structured_data(request), scholarly(self, request)]

    def serve(self, request: HttpRequest, *args, file: str = "", **kwargs) -> HttpResponseBase:
        """The page; or, at ``<slug>.bib``, ``.ris`` and ``.json``, its reference as a file."""
        if file:
            from evidence.exports import reference_file

            return reference_file([self], file, self.slug)
        return super().serve(request, *args, **kwargs)
