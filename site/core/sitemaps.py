"""The sitemap: what the public at large may see, whoever asks for it.

One file on a site of usual size; on a large one an index of files with at most ``MOST`` addresses each.
https://www.sitemaps.org/protocol.html

Pages are listed without their own types' fields, so a page type's ``get_sitemap_urls`` isn't asked. What is
no page of its own gets a section by the hook ``register_sitemap``: a subclass of ``Sitemap``.
"""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.contrib.sitemaps import views
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as WagtailSitemap
from wagtail.models import get_page_models

from core.access import visible_to
from core.kept import kept
from core.models import BasePage

MOST = 500
#: No site has so many pages, and no database takes any number.
FURTHEST = 10_000_000


class Sitemap(WagtailSitemap):
    """A section. ``items`` is a queryset of rows with ``last_published_at``; ``location`` a row's address."""

    limit = MOST

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self) -> None:
        """Not told: an index gives one date to all files of a section, so each change would call for all."""

    @cached_property
    def paginator(self):
        """Django makes one, and counts, each time that it is asked for."""
        return super().paginator

    def _urls(self, page, protocol, domain):
        # Without a paginator: it would count them all for each file.
        try:
            start = (int(page) - 1) * self.limit
        except ValueError as error:
            raise PageNotAnInteger from error
        rows = self.items()[start : start + self.limit] if 0 <= start < FURTHEST else []
        if start and not rows:
            raise EmptyPage
        urls = [{"location": self.location(row), "lastmod": self.lastmod(row)} for row in rows]
        dates = [url["lastmod"] for url in urls]
        if dates and None not in dates:
            self.latest_lastmod = max(dates)
        return urls


class PageSitemap(Sitemap):
    """Wagtail's own leaves aliases of restricted pages in; this one asks the gate."""

    def items(self):
        pages = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        found = visible_to(pages, None).exclude(pk__in=kept("hidden from search engines", _hidden))
        return found.order_by("path").only("path", "url_path", "last_published_at")


def _hidden() -> list[int]:
    """The keys of all pages that an editor has hidden from search engines."""
    first, *others = [
        model.objects.filter(hide_from_search_engines=True).order_by().values_list("pk")
        for model in get_page_models()
        if issubclass(model, BasePage)
    ]
    return [key for (key,) in first.union(*others, all=True)]


def _sections(request: HttpRequest) -> dict[str, Sitemap]:
    others = {made.section: made for made in hooks.get_hooks("register_sitemap")}
    return {name: made(request) for name, made in {"pages": PageSitemap, **others}.items()}


def sitemap(request: HttpRequest) -> HttpResponse:
    sections = _sections(request)
    if all(section.paginator.num_pages == 1 for section in sections.values()):
        return views.sitemap(request, sitemaps=sections)
    return views.index(request, sections, sitemap_url_name="sitemap-section")


def part(request: HttpRequest, section: str) -> HttpResponse:
    return views.sitemap(request, sitemaps=_sections(request), section=section)
