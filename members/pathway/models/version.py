"""A dated version of a pathway: what it asks of those who start from a day on."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager, PageQuerySet

from core.models import BasePage
from members.pathway.forms import PathwayVersionForm
from members.record_permissions import VersionPermissions


class VersionQuerySet(PageQuerySet):
    def begun_by(self, day):
        """Versions for those who start on ``day`` or earlier; one without a date has always been there."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day))

    def newest_first(self):
        return self.order_by(F("starts_on").desc(nulls_last=True), "-pk")


class PathwayVersionPage(BasePage):
    """`/pathway/<slug>/`. Trainees stay on the version that applied on the day they started.

    While it is published and holds, what its stages ask stays as it is: for a change there is the next one.
    """

    starts_on = models.DateField(
        "for those who start from",
        null=True,
        blank=True,
        help_text="Trainees who start on this day or later go by this version, until a newer one takes its "
        "place. A day to come is fine. Leave blank for the first version if nobody knows since "
        "when it holds.",
    )
    changes = RichTextField(
        "what has changed",
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="In a few sentences: what is different from the version before.",
    )
    caution = RichTextField(
        "what is not certain",
        blank=True,
        features=["bold", "italic", "link"],
        help_text="If sources disagree or something is still to be settled, say so here. Shown above the "
        "stages.",
    )

    objects = PageManager.from_queryset(VersionQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("starts_on"),
        FieldPanel("changes"),
        FieldPanel("caution"),
        InlinePanel("stages", heading="Stages", label="Stage", min_num=1),
        InlinePanel(
            "fees",
            heading="Fees",
            label="Fee",
            help_text="A fee that changes gets a last day, and a new line from the day after.",
        ),
    ]

    base_form_class = PathwayVersionForm
    template = "pathway/version.html"
    page_description = "What the pathway asks of those who start from a day on."
    parent_page_types = ["pathway.PathwayPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "version of a pathway"
        verbose_name_plural = "versions of pathways"

    @property
    def pathway(self):
        return self.get_parent().specific

    @property
    def is_coming(self) -> bool:
        return not self.begins_by(timezone.localdate())

    def begins_by(self, day) -> bool:
        """As ``VersionQuerySet.begun_by``, of one version."""
        return self.starts_on is None or self.starts_on <= day

    def permissions_for_user(self, user):
        return VersionPermissions(user, self)

    def get_context(self, request, *args, **kwargs):
        from members.pathway.context import version_context

        return {**super().get_context(request, *args, **kwargs), **version_context(self, request)}
