"""Training materials: the stages of the training, the list of materials, and a page for each."""

from typing import cast

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager, PageQuerySet
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from core.access import visible_to
from core.cards import attach_pictures
from core.models import BasePage
from members.audience import ForMembersPage
from members.files import CarriesFilesMixin
from members.training.forms import TrainingMaterialForm
from members.training.kinds import ENDINGS, Kind, shown_for


class TrainingStage(models.Model):
    """A step of the training, as members choose it. The association's words for them change: so a record."""

    name = models.CharField(max_length=60, unique=True, help_text="Shown to members, for example “Stage 1”.")
    slug = models.SlugField(
        "short address",
        max_length=60,
        unique=True,
        help_text="Used in the address of this stage's list of materials. Links to it break when it changes.",
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Lists show the stages in this order, the lowest number first."
    )

    panels = [TitleFieldPanel("name", placeholder=False), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        verbose_name = "training stage"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class StagesField(ParentalManyToManyField):
    """Stages know where they are used: Wagtail's reference index passes over many-to-many fields."""

    def extract_references(self, value):
        for stage in value:
            yield type(stage), str(stage.pk), "item", str(stage.pk)

    def deconstruct(self):
        """For migrations it is its parent: the database is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs


class TrainingIndexPage(BasePage):
    """`/members/training/`: every material that the visitor may see, narrowed by the address; and as a ZIP.

    `?stage=`, `?kind=`, `?q=` and `?page=` (members.training.shelf); `&download=zip`, with `&videos=yes` if
    the videos shall be in it (members.training.bundle).
    """

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A sentence or two above the list of materials. May be left blank.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    template = "training/training_index_page.html"
    parent_page_types = ["membership.MembersIndexPage"]
    subpage_types = ["training.TrainingMaterialPage"]
    max_count = 1

    class Meta:
        verbose_name = "list of training materials"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from members.training.shelf import shelf

        return {**super().get_context(request, *args, **kwargs), **shelf(self, request)}

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.GET.get("download") == "zip":
            from members.training.bundle import bundle

            return bundle(self, request)
        return super().serve(request, *args, **kwargs)


class MaterialQuerySet(PageQuerySet):
    def by_stage(self) -> "MaterialQuerySet":
        """In the order of the training: by their first stage, then by title. Those of no stage stand last."""
        first = TrainingStage.objects.filter(materials=OuterRef("pk")).order_by("order", "name")
        return self.annotate(first_stage=Subquery(first.values("order")[:1])).order_by(
            F("first_stage").asc(nulls_last=True), "title", "pk"
        )

    def about(self, words: list[str]) -> "MaterialQuerySet":
        """Those that have each of the words in the title, the summary or the description."""
        found = self
        for word in words:
            found = found.filter(words__icontains=word)
        return found

    def changed_since(self, moment) -> "MaterialQuerySet":
        return self.filter(last_published_at__gt=moment).order_by("-last_published_at", "pk")


class TrainingMaterialPage(CarriesFilesMixin, ForMembersPage):
    """One handout, set of slides, form, video or link.

    What another kind would need may stay filled in: it is kept, and not shown.
    """

    kind = models.CharField(
        max_length=8,
        choices=Kind.choices,
        default=Kind.HANDOUT,
        help_text="What members get. The fields below follow this choice.",
    )
    stages = StagesField(
        TrainingStage,
        blank=True,
        related_name="materials",
        help_text="The stages of the training that it is for. Tick none if it belongs to no stage.",
    )
    description = RichTextField(
        blank=True,
        features=["h2", "bold", "italic", "ol", "ul", "link"],
        help_text="What it is, and how to use it. Shown on its own page.",
    )
    document = models.ForeignKey(
        "library.Document",
        verbose_name="file",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Opens to those who may read this page, and to nobody else. For a video: an MP4 file.",
    )
    captions = models.ForeignKey(
        "library.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What is said, in time with the video, for people who can't hear it: a WebVTT file "
        "(its name ends in .vtt). If nothing is said, one caption “[No sound]” is enough.",
    )
    transcript = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul"],
        help_text="Everything that is said, and what is to be seen, as text. A video can't be published "
        "without it: it is all that some people have.",
    )
    duration = models.DurationField(
        null=True, blank=True, help_text="How long the video is: minutes and seconds, for example 12:30."
    )
    address = models.URLField(
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Where the link leads: a whole address that begins with https://",
    )
    # What the list is searched in: words only, so that nobody finds the names of HTML elements.
    words = models.TextField(editable=False, blank=True)

    objects = PageManager.from_queryset(MaterialQuerySet)()
    files = ("document", "captions")
    base_form_class = TrainingMaterialForm

    content_panels = [
        *BasePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("document", attrs=shown_for(*ENDINGS)),
                FieldPanel("captions", attrs=shown_for(Kind.VIDEO)),
                FieldPanel("transcript", attrs=shown_for(Kind.VIDEO)),
                FieldPanel("duration", attrs=shown_for(Kind.VIDEO)),
                FieldPanel("address", attrs=shown_for(Kind.LINK)),
            ],
            "The material",
            # Wagtail's own script for fields that depend on one another. Without it, all are shown.
            attrs={"data-controller": "w-rules", "data-action": "change->w-rules#resolve"},
        ),
        FieldPanel("stages"),
        ForMembersPage.audience_panel,
        FieldPanel("description"),
        FieldPanel("listing_image"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("description"),
        index.SearchField("transcript"),
        index.FilterField("kind"),
    ]

    template = "training/training_material_page.html"
    search_kind = "training"
    parent_page_types = ["training.TrainingIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "training material"

    def save(self, *args, **kwargs):
        self.words = f"{self.title}\n{self.summary}\n{get_text_for_indexing(self.description)}"
        super().save(*args, **kwargs)

    @property
    def file(self):
        """The file that members get, if this kind has one and it has been chosen."""
        return self.document if self.kind in ENDINGS else None

    @property
    def length(self) -> str:
        """How long the video is, in words; nothing if it isn't said."""
        if self.kind != Kind.VIDEO or not self.duration:
            return ""
        minutes, seconds = divmod(int(self.duration.total_seconds()), 60)
        return " ".join(
            part for part in (f"{minutes} min" * bool(minutes), f"{seconds} s" * bool(seconds)) if part
        )

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        parent = self.get_parent()
        attach_pictures([self], "listing_image")
        return context | {
            "stages": list(self.stages.all()),
            "index_address": parent.get_url(request) if parent else "",
        }


def materials_for(request: HttpRequest | None) -> MaterialQuerySet:
    """Every material that who asks may see."""
    return cast(MaterialQuerySet, visible_to(TrainingMaterialPage.objects.all(), request))
