"""The admin's own listing of one page type, so that an editor need not walk the page tree.

Built on wagtail-modeladmin, and stricter in four ways, each with a test in ``tests/core/test_listings.py``:
only pages the user may work on are listed; the address can't ask for any other column of the database (as
``?owner__password__startswith=``); nonsense in it leads back to the listing; exports are formula-safe.
"""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_field
from django.shortcuts import redirect
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.permissions import page_permission_policy
from wagtail_modeladmin.helpers import PagePermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from core.exports import SafeExportMixin

WORK_ON_PAGES = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
LONGEST_SEARCH = 200


class PageListingPermissions(PagePermissionHelper):
    """Page permissions as Wagtail's explorer has them: modeladmin alone shows its listings to everybody."""

    def user_can_list(self, user):
        return page_permission_policy.user_has_any_permission(user, WORK_ON_PAGES)

    def user_can_inspect_obj(self, user, obj):
        return self.inspect_view_enabled and self.user_can_edit_obj(user, obj)

    def user_can_copy_obj(self, user, obj):
        return obj.permissions_for_user(user).can_copy()


class PageListingIndexView(SafeExportMixin, IndexView):
    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, "That filter was not understood, so everything is listed.")
            return redirect(self.index_url)

    def get_filters(self, request):
        filters, has_filters, _unclaimed, use_distinct = super().get_filters(request)
        return filters, has_filters, {}, use_distinct

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def to_row_dict(self, item):
        """Real values: modeladmin would print a dash for nothing, for zero and for "no" alike."""
        values = {field: lookup_field(field, item, self.model_admin)[2] for field in self.list_export}
        return {field: "" if value is None else value for field, value in values.items()}


class StateFilter(SimpleListFilter):
    """What visitors can see, and what is not published."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("live", "Live"), ("draft", "Not live")]

    def queryset(self, request, queryset):
        return queryset.filter(live=self.value() == "live") if self.value() else queryset


class YearFilter(SimpleListFilter):
    """Narrows a listing to the years its ``date`` column knows."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = model_admin.get_queryset(request).dates("date", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request, queryset):
        year = self.value()
        known = year in {value for value, _label in self.lookup_choices}
        return queryset.filter(date__year=int(year)) if year and known else queryset


class PageListing(ModelAdmin):
    """Base of the listings: set ``model``, ``menu_label``, ``list_display`` and the rest as in modeladmin."""

    permission_helper_class = PageListingPermissions
    index_view_class = PageListingIndexView
    inspect_view_enabled = True
    list_per_page = 50

    def get_queryset(self, request):
        mine = page_permission_policy.instances_user_has_any_permission_for(request.user, WORK_ON_PAGES)
        pages = super().get_queryset(request).filter(pk__in=mine.values("pk"))
        # What `state` and the buttons ask of each row, fetched for all rows at once.
        return pages.annotate_approved_schedule().prefetch_workflow_states()

    def picture(self, page):
        """The listing image as a thumbnail. The title stands beside it, so it is decoration."""
        if not page.listing_image:
            return ""
        rendition = get_rendition_or_not_found(page.listing_image, "fill-100x100")
        return format_html(
            '<img src="{}" width="50" height="50" alt="" loading="lazy" decoding="async">', rendition.url
        )

    def state(self, page):
        return page.status_string.capitalize()
