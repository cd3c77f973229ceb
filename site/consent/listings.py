"""What was recorded, to be looked at and taken away as a spreadsheet. Nothing here can be changed."""

from django.contrib.admin import SimpleListFilter
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from consent.models import ConsentAnswer, ConsentRecord, CookieScan
from consent.rates import acceptance_rates
from core.listings import PageListingIndexView


class LookOnly(PermissionHelper):
    """Whoever has the "view" right may look; nobody may add, change or delete, whatever their rights."""

    def user_can_list(self, user):
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user, obj):
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    user_can_delete_obj = user_can_edit_obj


class LookOnlyListing(ModelAdmin):
    permission_helper_class = LookOnly
    inspect_view_enabled = True
    history_view_enabled = False
    add_to_admin_menu = False  # stands in the submenu "Cookies"
    list_per_page = 50


class AnswerFilter(SimpleListFilter):
    """Narrows the records to a yes or a no to one category, also one that is deleted by now."""

    title = "answer"
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        keys = ConsentAnswer.objects.order_by("category").values_list("category", flat=True).distinct()
        return [(f"{key}:{said}", f"{key}: {said}") for key in keys for said in ("yes", "no")]

    def queryset(self, request, queryset):
        if self.value() not in {value for value, _label in self.lookup_choices}:
            return queryset
        category, _, said = str(self.value()).rpartition(":")
        answers = ConsentAnswer.objects.filter(category=category, accepted=said == "yes")
        return queryset.filter(pk__in=answers.values("record"))


class MonthFilter(SimpleListFilter):
    title = "month"
    parameter_name = "month"

    def lookups(self, request, model_admin):
        months = ConsentRecord.objects.datetimes("made_at", "month", order="DESC")
        return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]

    def queryset(self, request, queryset):
        if self.value() not in {value for value, _label in self.lookup_choices}:
            return queryset
        year, month = str(self.value()).split("-")
        return queryset.filter(made_at__year=int(year), made_at__month=int(month))


class RecordIndexView(PageListingIndexView):
    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "rates": acceptance_rates()}


class RecordListing(LookOnlyListing):
    model = ConsentRecord
    menu_label = "Records of consent"
    menu_icon = "list-ul"
    index_view_class = RecordIndexView
    list_display = ["made_at", "consent_id", "said", "way", "gpc", "words"]
    list_filter = ["way", "is_gpc", AnswerFilter, MonthFilter]
    list_export = ["consent_id", "made_at", "said", "way", "is_gpc", "wording"]
    export_filename = "records-of-consent"
    search_fields = ["consent_id"]
    ordering = ["-made_at", "-pk"]
    inspect_view_fields = ["consent_id", "made_at", "said", "way", "is_gpc", "wording", "words_shown"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("answers")

    def gpc(self, record):
        """A word: modeladmin's icons for yes and no belong to an application that is not installed."""
        return "yes" if record.is_gpc else "no"

    gpc.short_description = "Global Privacy Control"

    def words(self, record):
        return record.wording[:12]

    words.short_description = "hash of the words"


class ScanListing(LookOnlyListing):
    model = CookieScan
    menu_label = "Cookie scans"
    menu_icon = "search"
    index_view_class = PageListingIndexView
    list_display = ["started_at", "address", "pages", "how", "result"]
    list_filter = ["with_browser"]
    ordering = ["-started_at"]
    inspect_view_fields = [
        "address",
        "started_at",
        "took_seconds",
        "pages",
        "with_browser",
        "result",
        "found",
    ]

    def how(self, scan):
        return "with a browser" if scan.with_browser else "without a browser"

    how.short_description = "seen"
