"""Milestones in the admin: found, filtered and added without walking the page tree."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from core.dashboard import creation_task
from core.listings import PageListing, StateFilter, YearFilter
from history.models import MilestonePage


@modeladmin_register
class MilestoneListing(PageListing):
    model = MilestonePage
    menu_label = "History"
    menu_icon = "calendar-alt"
    menu_order = 160
    list_display = ["title", "picture", "when", "source", "state"]
    list_filter = [StateFilter, "precision", YearFilter]
    list_export = [
        "title",
        "when",
        "date",
        "end_date",
        "precision",
        "summary",
        "source",
        "source_url",
        "state",
        "full_url",
    ]
    export_filename = "milestones"
    search_fields = ["title", "draft_title", "summary", "source"]
    ordering = ["date", "pk"]
    inspect_view_fields = [
        "title",
        "date_text",
        "summary",
        "source",
        "source_url",
        "listing_image",
        "full_url",
    ]

    def when(self, milestone):
        return milestone.date_text

    when.short_description = "date"
    when.admin_order_field = "date"


@hooks.register("register_site_tasks")
def register_tasks(request):
    return creation_task(
        MilestoneListing(), request, "Add a milestone", "Something that happened, with its date and source."
    )
