"""The sitemap: the pages that the public at large may see, whoever asks for it."""

from wagtail.contrib.sitemaps import views
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as WagtailSitemap

from core.access import visible_to


class Sitemap(WagtailSitemap):
    """Wagtail's own leaves aliases of restricted pages in; this one asks the gate."""

    def items(self):
        pages = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        return visible_to(pages, None).order_by("path").defer_streamfields().specific()


def sitemap(request):
    return views.sitemap(request, sitemaps={"pages": Sitemap(request)})
