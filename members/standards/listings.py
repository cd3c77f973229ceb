"""Standards in the admin: each with the version in force, and a button to add the next one."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from wagtail_modeladmin.helpers import PageButtonHelper

from core.listings import PageListing
from members.standards.models import StandardDocumentPage, StandardVersionPage


class StandardButtons(PageButtonHelper):
    def add_version_button(self, standard, classnames_add):
        return {
            "url": add_version_url(standard),
            "label": "Add a version",
            "classname": self.finalise_classname(list(classnames_add or [])),
            "title": f"Add a version of {standard}",
        }

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        if may_add_version(self.request.user, obj):
            buttons.insert(0, self.add_version_button(obj, classnames_add))
        return buttons


def add_version_url(standard):
    return reverse("wagtailadmin_pages:add", args=["standards", "standardversionpage", standard.pk])


def may_add_version(user, standard):
    return not standard.alias_of_id and standard.permissions_for_user(user).can_add_subpage()


def with_current(standards):
    """Annotate each with the number and the date of the version in force, as everybody sees it."""
    current = StandardVersionPage.objects.filter(
        path__startswith=OuterRef("path"), live=True, in_force_from__lte=timezone.localdate()
    ).newest_first()
    return standards.annotate(
        current_number=Subquery(current.values("number")[:1]),
        current_since=Subquery(current.values("in_force_from")[:1]),
    )


class StandardListing(PageListing):
    model = StandardDocumentPage
    menu_label = "Standards"
    menu_icon = "doc-full-inverse"
    menu_order = 160
    button_helper_class = StandardButtons
    list_display = ["title", "number", "version", "in_force_since", "review_date", "review_owner"]
    # A column of filters would leave no room for the titles: standards are few, and the search finds them.
    list_filter = []
    list_export = ["number", "title", "version", "in_force_since", "review_date", "review_owner", "state"]
    export_filename = "standards"
    search_fields = ["title", "draft_title", "number", "summary"]
    ordering = ["number_key"]
    inspect_view_enabled = False

    def get_queryset(self, request):
        return with_current(super().get_queryset(request)).select_related("review_owner")

    def version(self, standard):
        return standard.current_number

    version.short_description = "version in force"
    version.admin_order_field = "current_number"

    def in_force_since(self, standard):
        return standard.current_since

    in_force_since.short_description = "in force since"
    in_force_since.admin_order_field = "current_since"
