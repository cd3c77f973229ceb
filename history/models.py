"""The association's history: a timeline page, its eras, and a page for every milestone."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
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

    def before(self, milestone: "MilestonePage") -> "MilestonePage | None":
        """The milestone just before this one in date order. A preview that was never saved has no key yet."""
        earlier = Q(date__lt=milestone.date) | Q(date=milestone.date, pk__lt=milestone.pk or 0)
        return self.filter(earlier).in_date_order().last()

    def after(self, milestone: "MilestonePage") -> "MilestonePage | None":
        later = Q(date__gt=milestone.date) | Q(date=milestone.date, pk__gt=milestone.pk or 0)
        return self.filter(later).in_date_order().first()


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
        milestones = list(visible_to(MilestonePage.objects.child_of(self), request).in_date_order())
        attach_pictures(milestones, "listing_image")
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
        "how exactly is it known?",
        max_length=5,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="Decides how the date reads on the page.",
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

    objects = PageManager.from_queryset(MilestoneQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("precision"), FieldRowPanel([FieldPanel("date"), FieldPanel("end_date")])],
            heading="Date",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url")], heading="Source"),
        InlinePanel(
            "related_page_links",
            heading="Related pages",
            label="Related page",
            max_num=MOST_RELATED_PAGES,
            help_text="Pages of this site that tell more. Visitors see only those that they may open.",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("source"),
        index.FilterField("date"),
    ]

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
    def date_machine(self) -> str:
        return dates.machine(self.date, self.precision)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        others = visible_to(MilestonePage.objects.sibling_of(self, inclusive=False), request)
        context["previous"] = others.before(self)
        context["next"] = others.after(self)
        context["related_pages"] = self.related_pages(request)
        return context

    def related_pages(self, request: HttpRequest) -> list[Page]:
        """The chosen pages that this visitor may open, in the editor's order."""
        keys = [link.page_id for link in self.related_page_links.all()]
        pages = {page.pk: page for page in visible_to(Page.objects.filter(pk__in=keys), request)}
        return [pages[key] for key in keys if key in pages]


class MilestoneRelatedPage(Orderable):
    """A page that an editor chose to stand under a milestone."""

    milestone = ParentalKey(MilestonePage, on_delete=models.CASCADE, related_name="related_page_links")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", help_text="The page to link to."
    )

    panels = [PageChooserPanel("page")]

    def __str__(self) -> str:
        return str(self.page)
