"""The list of all standards."""

from django.db.models import Q
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.access import visible_to
from core.models import BasePage
from members.standards.context import index_context

LONGEST_SEARCH = 200
MOST_WORDS = 8


class StandardsIndexPage(BasePage):
    """`/members/standards/`: the standards that a visitor may read, by their numbers."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="A sentence or two above the list. May be left blank.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    template = "standards/index.html"
    page_description = "The list of all standards. There is only one."
    parent_page_types = ["membership.MembersIndexPage"]
    subpage_types = ["standards.StandardDocumentPage"]
    max_count = 1
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "list of standards"

    def standards(self, request, words: str = ""):
        """The standards below this page that a visitor may read; only those with all of the ``words``."""
        from members.standards.models.standard import StandardDocumentPage

        standards = visible_to(StandardDocumentPage.objects.child_of(self), request)
        for word in words[:LONGEST_SEARCH].split()[:MOST_WORDS]:
            standards = standards.filter(
                Q(title__icontains=word) | Q(number__icontains=word) | Q(summary__icontains=word)
            )
        return standards.order_by("number_key", "pk")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}
