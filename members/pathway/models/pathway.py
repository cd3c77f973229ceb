"""A pathway: what leads to a grade. What it asks stands in its versions."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core.access import visible_to
from core.blocks import ContentBlocks
from core.models import BasePage
from members.record_permissions import VersionedPermissions


class PathwayPage(BasePage):
    """`/pathway/`. Shows the version that applies to whoever starts today, and names the others."""

    leads_to = models.ForeignKey(
        "membership.Grade",
        verbose_name="grade that it leads to",
        on_delete=models.PROTECT,
        related_name="pathways",
        help_text="What a trainee is accredited as once an officer has confirmed the last stage.",
    )
    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="Above the stages: for whom the pathway is, and where to begin. May be left blank.",
    )
    body = StreamField(
        ContentBlocks(),
        blank=True,
        verbose_name="explanation",
        help_text="Below the stages and fees: what the words mean, who decides. What the stages ask, and "
        "what they cost, stands in the versions.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("leads_to"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    template = "pathway/pathway.html"
    page_description = "The way to a grade, in stages. Its dated versions are added below it."
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["pathway.PathwayVersionPage"]

    class Meta:
        verbose_name = "pathway to accreditation"
        verbose_name_plural = "pathways to accreditation"

    def permissions_for_user(self, user):
        return VersionedPermissions(user, self)

    def versions(self):
        """All versions, drafts too: no visitor sees them so."""
        from members.pathway.models.version import PathwayVersionPage

        return PathwayVersionPage.objects.child_of(self)

    def visible_versions(self, request):
        """The versions that a visitor may see, the newest first."""
        return visible_to(self.versions(), request).newest_first()

    def version_for(self, started_on):
        """The published version for a trainee who starts on this day; None if there was none yet."""
        return self.versions().filter(live=True).begun_by(started_on).newest_first().first()

    def get_context(self, request, *args, **kwargs):
        from members.pathway.context import pathway_context

        return {**super().get_context(request, *args, **kwargs), **pathway_context(self, request)}
