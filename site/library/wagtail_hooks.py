"""The library in the admin and on the account page."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from library.account import section
from library.reports import MAY_SEE_DOWNLOADS, DownloadsReport

hooks.register("register_account_sections", section)


class DownloadsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE_DOWNLOADS)


@hooks.register("register_reports_menu_item")
def downloads_menu_item():
    return DownloadsMenuItem(
        "Downloads", reverse("library_downloads"), name="downloads", icon_name="download", order=900
    )


@hooks.register("register_admin_urls")
def report_addresses():
    return [
        path("reports/downloads/", DownloadsReport.as_view(), name="library_downloads"),
        path(
            "reports/downloads/results/",
            DownloadsReport.as_view(results_only=True),
            name="library_downloads_results",
        ),
    ]
