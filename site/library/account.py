"""The section "My downloads" of the page "Your account"."""

from wagtail.admin.ui.components import Component

from core.access import visitor
from library.models import Download

SHOWN = 10


class DownloadsSection(Component):
    """What the member has downloaded, the latest first."""

    order = 60
    template_name = "library/my_downloads.html"

    def __init__(self, request):
        self.user = visitor(request)

    def get_context_data(self, parent_context):
        downloads = Download.objects.filter(user=self.user).select_related("document")
        shown = list(downloads[: SHOWN + 1])
        return {
            "downloads": shown[:SHOWN],
            "more": downloads.count() - SHOWN if len(shown) > SHOWN else 0,
        }


def section(request):
    """None for somebody who has downloaded nothing."""
    made = DownloadsSection(request)
    return made if Download.objects.filter(user=made.user).exists() else None
