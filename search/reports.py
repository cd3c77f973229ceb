"""The report of what was searched for and not found, to be taken away as a spreadsheet."""

from urllib.parse import urlencode

import django_filters
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from core.exports import SafeExportMixin
from search.models.words import MissedSearch

MAY_SEE_MISSED = "search.view_missedsearch"


class MissedFilterSet(WagtailFilterSet):
    since = django_filters.DateFilter(
        field_name="last_asked", lookup_expr="gte", label="Asked since", widget=AdminDateInput
    )

    class Meta:
        model = MissedSearch
        fields: list[str] = []


class MissedReport(SafeExportMixin, ReportView):
    model = MissedSearch
    index_url_name = "search_missed"
    index_results_url_name = "search_missed_results"
    results_template_name = "search/admin/missed_results.html"
    page_title = "Searches that found nothing"
    header_icon = "search"
    filterset_class = MissedFilterSet
    is_searchable = True
    search_fields = ["words"]
    default_ordering = "-asked"
    export_filename = "searches-that-found-nothing"
    list_export = ["words", "asked", "last_asked"]
    export_headings = {"words": "Searched for", "asked": "Times", "last_asked": "Last time"}
    columns = [
        TitleColumn(
            "words",
            label="Searched for",
            sort_key="words",
            get_url=lambda missed: f"{reverse('search')}?{urlencode({'q': missed.words})}",
        ),
        NumberColumn("asked", label="Times", sort_key="asked"),
        DateColumn("last_asked", label="Last time", sort_key="last_asked"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY_SEE_MISSED):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return MissedSearch.objects.all()
