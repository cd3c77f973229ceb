"""The page for everything that needs no type of its own."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.access import visible_to
from core.blocks import ContentBlocks
from core.cards import attach_pictures
from core.models import BasePage


class StandardPage(BasePage):
    """A page of free content, with the pages below it listed at its end."""

    body = StreamField(
        ContentBlocks(),
        blank=True,
        verbose_name="content",
        help_text="The page itself. Add blocks with the plus sign and drag them into order.",
    )
    list_children = models.BooleanField(
        "list the pages below",
        default=True,
        help_text="Shows the pages right below this one at its end, each with its picture and summary. "
        "Visitors never see pages that they may not open.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("list_children")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    page_description = "Text, pictures and other blocks: for everything that has no page type of its own."
    parent_page_types = ["home.HomePage", "home.StandardPage", "membership.MembersIndexPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = "page"

    def get_context(self, request, *args, **kwargs):
        children = self.visible_children(request)
        attach_pictures([self, *children], "listing_image", "social_image")
        return {**super().get_context(request, *args, **kwargs), "children": children}

    def visible_children(self, request):
        """The pages right below this one that the visitor may open, in the order of the page tree."""
        if not self.list_children or not self.path:
            return []
        pages = StandardPage.objects.child_of(self).order_by("path")
        return list(visible_to(pages, request))
