"""Public addresses of the directory, for those who do not come by its page."""

from django.db.models import QuerySet

from core.access import visible_to


def directory_page(request=None):
    """The directory's page, if who asks (without a request: everybody) may see it."""
    from members.directory.models import DirectoryPage

    pages: QuerySet = visible_to(DirectoryPage.objects.all(), request)
    return pages.first()


def profile_address(entry, request=None) -> str:
    """The path of an entry's profile; nothing if the directory itself is not public."""
    page = directory_page(request)
    return f"{page.get_url(request)}{entry.slug}/" if page else ""
