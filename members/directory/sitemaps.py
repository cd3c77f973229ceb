"""The profiles that the public may see today, in the sitemap."""

from django.utils import timezone
from django.utils.functional import cached_property

from core.sitemaps import Sitemap
from members.directory.addresses import directory_page
from members.directory.models import SupervisorEntry


class ProfileSitemap(Sitemap):
    section = "supervisors"

    @cached_property
    def directory_address(self) -> str:
        """Nothing where the directory isn't public, or is hidden from search engines."""
        page = directory_page()
        return page.get_full_url(self.request) if page and not page.hide_from_search_engines else ""

    def items(self):
        if not self.directory_address:
            return SupervisorEntry.objects.none()
        entries = SupervisorEntry.objects.listed(timezone.localdate())
        return entries.order_by("slug").only("slug", "last_published_at")

    def location(self, item):
        return f"{self.directory_address}{item.slug}/"
