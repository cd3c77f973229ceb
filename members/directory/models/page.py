"""`/supervisors/`: the public directory, the check of one person, and the profiles."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from core.models import BasePage

WORDS = ["bold", "italic", "link", "ol", "ul"]


class DirectoryPage(RoutablePageMixin, BasePage):
    """The list with its search, `check/`, and below each supervisor's address the profile and the form."""

    introduction = RichTextField(
        blank=True,
        features=WORDS,
        help_text="Above the search: whom the directory is for, and what an entry means.",
    )
    parents_heading = models.CharField(
        "heading for parents",
        max_length=80,
        blank=True,
        default="How do I get VIG?",
        help_text="Parents who look for help come here, too. This stands before all names.",
    )
    parents_text = RichTextField(
        "text for parents", blank=True, features=WORDS, help_text="Two or three sentences: whom to ask first."
    )
    parents_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page for parents",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page that tells parents more.",
    )
    check_text = RichTextField(
        "text about checking a person",
        blank=True,
        features=WORDS,
        help_text="On the page “Check a person”, above the field for the name or number.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("parents_heading"), FieldPanel("parents_text"), FieldPanel("parents_page")],
            "For parents and carers",
        ),
        FieldPanel("check_text"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("parents_text"),
        index.SearchField("check_text"),
    ]

    page_description = "The public directory of supervisors. The entries are under Supervisors in the menu."
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "directory of supervisors"

    def route(self, request, path_components):
        """As ever; and breadcrumbs know the way, although the addresses below are no pages."""
        request.trail = [*getattr(request, "trail", []), self]
        return super().route(request, path_components)

    @path("")
    def index_route(self, request):
        from members.directory.search.views import index

        return index(self, request)

    @path("check/")
    def check_route(self, request):
        from members.directory.check import check

        return check(self, request)

    @path("<slug:slug>/")
    def profile_route(self, request, slug):
        from members.directory.profile import profile

        return profile(self, request, slug)

    @path("<slug:slug>/photo/<int:size>/")
    def photo_route(self, request, slug, size):
        from members.directory.profile import photo

        return photo(request, slug, size)

    @path("<slug:slug>/contact/")
    def contact_route(self, request, slug):
        from members.directory.contact.views import contact
        from members.directory.profile import listed_or_404

        return contact(request, self, listed_or_404(slug))
