"""The association's history: a timeline page, its eras, and a page for every milestone."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from core import dates
from core.access import visible_to
from core.cards import attach_pictures
from core.dates import DatePrecision
from core.models import BasePage
from history.forms import HistoryPageForm
from history.timeline import FIRST_YEAR, LAST_YEAR, timeline

YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
MOST_RELATED_PAGES = 6


class MilestoneQuerySet(PageQuerySet):
    def in_date_order(self) -> "MilestoneQuerySet":
        """By the stored date, whatever its precision: "about 1993" stands where its date puts it."""
        return self.order_by("date", "pk")

    def beside(self, milestone: "MilestonePage") -> "tuple[MilestonePage | None, MilestonePage | None]":
        """The milestones just before and just after this one in date order, in one query."""
        date, key = milestone.date, milestone.pk or 0  # a preview that was never saved has no key yet
        earlier = self.filter(Q(date__lt=date) | Q(date=date, pk__lt=key)).order_by("-date", "-pk")
        later = self.filter(Q(date__gt=date) | Q(date=date, pk__gt=key)).order_by("date", "pk")
        nearest = Q(pk=Subquery(earlier.values("pk")[:1])) | Q(pk=Subquery(later.values("pk")[:1]))
        found = {(one.date, one.pk) < (date, key): one for one in self.filter(nearest)}
        return found.get(True), found.get(False)


class HistoryPage(BasePage):
    """`/history/`: the whole timeline on one page, in date order, parted into eras."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A few sentences above the timeline. May be left blank.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        InlinePanel(
            "eras",
            heading="Eras",
            label="Era",
            help_text="Each era is a heading in the timeline, over the milestones of its years. Their years "
            "decide their order. An era appears once it has a published milestone.",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    base_form_class = HistoryPageForm

    parent_page_types = ["home.HomePage"]
    subpage_types = ["history.MilestonePage"]
    max_count = 1

    class Meta:
        verbose_name = "history timeline"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        milestones = visible_to(MilestonePage.objects.child_of(self), request).in_date_order()
        milestones = list(milestones.select_related("listing_image"))
        attach_pictures([self, *milestones], "listing_image")
        context["eras"] = timeline(milestones, list(self.eras.all()))
        return context


class HistoryEra(models.Model):
    """A stretch of years with a name. Years order the eras, so that nobody has to drag them."""

    page = ParentalKey(HistoryPage, on_delete=models.CASCADE, related_name="eras")
    name = models.CharField(max_length=80, help_text="The heading, for example “The first trainings”.")
    start_year = models.PositiveSmallIntegerField("from", validators=YEARS, help_text="Its first year.")
    end_year = models.PositiveSmallIntegerField(
        "until",
        null=True,
        blank=True,
        validators=YEARS,
        help_text="Its last year. Leave blank if it still goes on.",
    )
    introduction = models.TextField(
        max_length=400, blank=True, help_text="A sentence or two under the heading. May be left blank."
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
        FieldPanel("introduction"),
    ]

    class Meta:
        ordering = ["start_year", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.start_year}–{self.end_year or ''})"

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError(
                {"end_year": f"An era that begins in {self.start_year} can't end in {self.end_year}."}
            )


class MilestonePage(BasePage):
    """Something that happened, dated as exactly as it is known, with a source."""

    summary = models.TextField(
        max_length=300, help_text="What happened, in one or two sentences. Shown in the timeline."
    )
    date = models.DateField(
        default=timezone.localdate,
        help_text="The exact day if it is known. For a month or a year take its first day: 1 January 1993 "
        "for “about 1993”. Milestones stand in the order of this date.",
    )
    precision = models.CharField(
        "exactness",
        max_length=5,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="How exactly the date is known. Decides how it reads on the page.",
    )
    end_date = models.DateField(
        "last date",
        null=True,
        blank=True,
        help_text="Only for “From one year to another”: any day in the last year.",
    )
    body = RichTextField(
        blank=True,
        features=["bold", "italic", "link", "document-link", "ol", "ul"],
        help_text="The story of this milestone. The summary above stands before it.",
    )
    source = models.CharField(
        max_length=300,
        blank=True,
        help_text="Where this is known from, for example a book or a report. Shown under the text.",
    )
    source_url = models.URLField(
        "source's address", blank=True, help_text="If the source can be read online: it becomes a link."
    )
    # Kept in the page itself: a table of its own would cost every view a query.
    related = StreamField(
        [("page", PageChooserBlock(label="Page", icon="doc-empty-inverse"))],
        blank=True,
        max_num=MOST_RELATED_PAGES,
        verbose_name="related pages",
        help_text="Pages of this site that tell more, in this order. Visitors see only those they may open.",
    )

    objects = PageManager.from_queryset(MilestoneQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("precision"), FieldRowPanel([FieldPanel("date"), FieldPanel("end_date")])],
            heading="Date",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url")], heading="Source"),
        FieldPanel("related"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("source"),
        index.FilterField("date"),
    ]

    search_kind = "milestone"
    parent_page_types = ["history.HistoryPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "milestone"

    def clean(self) -> None:
        super().clean()
        problem = ""
        if self.precision != DatePrecision.RANGE:
            if self.end_date:
                problem = "Only “From one year to another” has a last date. Clear it, or choose that above."
        elif not self.end_date:
            problem = "“From one year to another” needs a last date."
        elif self.date and self.end_date <= self.date:
            problem = "The last date must come after the first one."
        if problem:
            raise ValidationError({"end_date": problem})

    @property
    def date_text(self) -> str:
        return dates.describe(self.date, self.end_date, self.precision)

    @property
    def search_date(self) -> str:
        return self.date_text

    @property
    def date_machine(self) -> str:
        return dates.machine(self.date, self.precision)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        others = visible_to(MilestonePage.objects.sibling_of(self, inclusive=False), request)
        context["previous"], context["next"] = others.beside(self)
        context["related_pages"] = self.related_pages(request)
        attach_pictures([self], "listing_image")
        return context

    def related_pages(self, request: HttpRequest) -> list[Page]:
        """The chosen pages that this visitor may open, in the editor's order."""
        keys = [item["value"] for item in self.related.raw_data]
        pages = {page.pk: page for page in visible_to(Page.objects.filter(pk__in=keys), request)}
        return [pages[key] for key in keys if key in pages]
