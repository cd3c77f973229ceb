"""`/evidence/`: all items, narrowed by facets and words."""

import re

from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.access import visible_to
from core.models import BasePage
from evidence.models.item import EvidencePage

_FILE = re.compile(r"(?P<slug>[\w-]+)\.(?P<file>bib|ris|json)")


class EvidenceIndexPage(BasePage):
    """The evidence base. Files of references stand beside it: ``export.bib`` for what is listed, and
    ``<slug>.bib`` for one item (``.ris`` and ``.json`` as well)."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A few sentences above the list: how to read it, and who chose it. May be left blank.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["evidence.EvidencePage"]
    max_count = 1

    class Meta:
        verbose_name = "evidence list"

    def items(self, request: HttpRequest):
        """What this visitor may see of the evidence."""
        return visible_to(EvidencePage.objects.child_of(self), request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As ever, but an item is found with what its page shows, and references have addresses as files."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        found = _FILE.fullmatch(path_components[0])
        slug, file = (found["slug"], found["file"]) if found else (path_components[0], "")
        if file and slug == "export":
            return RouteResult(self, kwargs={"file": file})
        items = EvidencePage.objects.child_of(self).filter(slug=slug)
        item = items.select_related("kind", "design", "document", "listing_image").first()
        if not item:
            raise Http404("There is no such item of evidence.")
        request.trail = [*getattr(request, "trail", []), self]
        item._cached_parent_obj = self
        result = item.route(request, [])
        return RouteResult(result.page, result.args, {**result.kwargs, "file": file})

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from evidence.listing import listing

        return {**super().get_context(request, *args, **kwargs), **listing(self, request)}

    def serve(self, request: HttpRequest, *args, file: str = "", **kwargs) -> HttpResponseBase:
        if file:
            from evidence.exports import list_file

            return list_file(self, request, file)
        return super().serve(request, *args, **kwargs)
