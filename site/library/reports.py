"""Who has downloaded what: a report in the admin, to be taken away as a spreadsheet."""

import django_filters
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from core.exports import SafeExportMixin
from library.models import Download

MAY_SEE_DOWNLOADS = "library.view_download"


class DownloadFilterSet(WagtailFilterSet):
    title = django_filters.CharFilter(lookup_expr="icontains", label="Document")
    label = django_filters.CharFilter(lookup_expr="icontains", label="Part of")
    person = django_filters.CharFilter(
        field_name="user__email", lookup_expr="icontains", label="E-mail address"
    )
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label="From", widget=AdminDateInput
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label="Until", widget=AdminDateInput
    )

    class Meta:
        model = Download
        fields = []


class DownloadsReport(SafeExportMixin, ReportView):
    model = Download
    permission_policy = ModelPermissionPolicy(Download)
    permission_required = "view"
    index_url_name = "library_downloads"
    index_results_url_name = "library_downloads_results"
    page_title = "Downloads"
    header_icon = "download"
    filterset_class = DownloadFilterSet
    export_filename = "downloads"
    list_export = ["local_time", "person_name", "person_address", "title", "label", "file_hash"]
    export_headings = {
        "local_time": "Time",
        "person_name": "Name",
        "person_address": "E-mail address",
        "title": "Document",
        "label": "Part of",
        "file_hash": "File's hash (SHA-1)",
    }
    columns = [
        DateColumn("at", label="Time"),
        Column("person_name", label="Who"),
        Column("title", label="Document"),
        Column("label", label="Part of"),
        Column("short_hash", label="Version of the file"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY_SEE_DOWNLOADS):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Download.objects.select_related("user")

    def get_base_queryset(self):
        return self.get_queryset()
