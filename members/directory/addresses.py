"""The addresses of the directory, and what stands at those that are no pages of the tree."""

from django.db.models import QuerySet
from django.http import HttpRequest

from core import seo
from core.access import visible_to


def directory_page(request=None):
    """The directory's page, if who asks (without a request: everybody) may see it."""
    from members.directory.models import DirectoryPage

    pages: QuerySet = visible_to(DirectoryPage.objects.all(), request)
    if request is None:
        return pages.first()
    if not hasattr(request, "_directory_page"):
        request._directory_page = pages.first()
    return request._directory_page


def profile_address(entry, request=None) -> str:
    """The path of an entry's profile; nothing if the directory itself is not public."""
    page = directory_page(request)
    return f"{page.get_url(request)}{entry.slug}/" if page else ""


class PageBelow:
    """What templates and tags ask of a page, for an address below the directory's own.

    Whatever it does not say itself, it has from the directory's page.
    """

    # It is no page: breadcrumbs count the directory's among those above it.
    pk = None
    seo_title = search_description = meta_description = ""
    share_image = None
    share_type = "website"

    def __init__(self, page, title: str, address: str):
        self.directory, self.title, self.meta_title, self.address = page, title, title, address

    def __getattr__(self, name):
        return getattr(self.directory, name)

    def get_url(self, request=None, *args, **kwargs) -> str:
        return f"{self.directory.get_url(request) or '/'}{self.address}"

    def structured_data(self, request: HttpRequest) -> list[dict]:
        in_the_tree = (self.directory.depth or 0) > 1
        return [seo.breadcrumb_list(self, request)] if in_the_tree else []
