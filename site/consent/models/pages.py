"""The page about cookies: editors write around the declaration, visitors change their choice beside it."""

from django.utils.cache import add_never_cache_headers
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import ContentBlocks
from core.models import BasePage


class CookiesPage(BasePage):
    """Shows the visitor's own choices without any script, so this one page is never kept by a cache."""

    body = StreamField(
        ContentBlocks(),
        blank=True,
        verbose_name="above the declaration",
        help_text="Stands before the visitor's choices and the list of cookies, which the site adds by "
        "itself.",
    )
    ending = StreamField(
        ContentBlocks(),
        blank=True,
        verbose_name="below the declaration",
        help_text="Stands after the list of cookies.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("ending")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("ending")]

    template = "consent/cookies_page.html"
    page_description = "What the site keeps in visitors' browsers, and each visitor's own choice."
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1

    class Meta:
        verbose_name = "cookies page"

    def get_context(self, request, *args, **kwargs):
        from consent.views import choice_context

        return {**super().get_context(request, *args, **kwargs), **choice_context(request)}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response
