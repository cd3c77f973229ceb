"""Reports on standards: how often each was fetched, and who has confirmed having read the one in force."""

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.exports import SafeExportMixin
from members.standards.chart import Chart
from members.standards.models import StandardDocumentPage, StandardVersionPage
from members.standards.readers import count_readers, readers_of

#: The right to see who has read what. Officers have it; an administrator can give it to other groups.
MAY_SEE_READERS = "standards.view_readconfirmation"


class OfficersOnly(View):
    """Refuses everybody who lacks the right, as the admin does."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY_SEE_READERS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StandardsReport(OfficersOnly, SafeExportMixin, ReportView):
    page_title = "Standards"
    header_icon = "doc-full-inverse"
    index_url_name = "standards_report"
    index_results_url_name = "standards_report_results"
    results_template_name = "standards/admin/report_results.html"
    columns = [
        TitleColumn("__str__", label="Standard", get_url=lambda one: readers_url(one)),
        Column("version", label="Version in force"),
        Column("in_force_from", label="In force since"),
        Column("downloads", label="Downloads"),
        Column("follows_count", label="Followers"),
        Column("confirmed", label="Have confirmed"),
        Column("asked", label="Members it is for"),
    ]
    list_export = [
        "number",
        "title",
        "version",
        "in_force_from",
        "downloads",
        "follows_count",
        "confirmed",
        "asked",
    ]
    export_headings = {
        "version": "Version in force",
        "in_force_from": "In force since",
        "follows_count": "Followers",
        "confirmed": "Have confirmed",
        "asked": "Members it is for",
    }
    no_results_message = "There is no standard yet."

    def get_filename(self):
        return "standards"

    def get_queryset(self):
        standards = StandardDocumentPage.objects.filter(live=True, alias_of=None)
        self.queryset = standards.annotate(follows_count=Count("follows")).order_by("number_key", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, standards):
        standards = list(standards)
        histories = published_histories(standards)
        for standard in standards:
            standard.current = histories[standard.path].current
            standard.version = standard.current.number if standard.current else ""
            standard.in_force_from = standard.current.in_force_from if standard.current else ""
        count_readers(standards)
        self.chart = Chart([(str(standard), standard.downloads) for standard in standards])
        return standards


def published_histories(standards):
    """As everybody sees it who may see all. One query."""
    from members.standards.history import History

    found = {standard.path: [] for standard in standards}
    for version in StandardVersionPage.objects.of(standards).filter(live=True).defer("changes"):
        found[version.standard_path].append(version)
    return {path: History(versions) for path, versions in found.items()}


def readers_url(standard):
    return reverse("standards_readers", args=[standard.current.pk]) if standard.current else None


class ReadersFilter(WagtailFilterSet):
    confirmed = django_filters.ChoiceFilter(
        label="Have confirmed",
        method="choose",
        choices=[("yes", "Have confirmed"), ("no", "Have not")],
        empty_label="All",
    )

    class Meta:
        model = get_user_model()
        fields = []

    def choose(self, queryset, name, value):
        return queryset.filter(confirmed_at__isnull=value == "no")


class ReadersReport(OfficersOnly, SafeExportMixin, ReportView):
    """The members whom a version is for, and when each has confirmed having read it."""

    page_title = "Who has read"
    header_icon = "group"
    index_url_name = "standards_readers"
    index_results_url_name = "standards_readers_results"
    filterset_class = ReadersFilter
    columns = [
        Column("full_name", label="Member", accessor=lambda user: user.get_full_name() or user.email),
        Column("email", label="E-mail address"),
        Column("grade", label="Grade"),
        Column("confirmed_at", label="Confirmed", accessor=lambda user: user.confirmed_at or "Not yet"),
    ]
    list_export = ["first_name", "last_name", "email", "grade", "confirmed_at"]
    export_headings = {"confirmed_at": "Confirmed"}
    no_results_message = "No member is meant."

    def setup(self, request, pk, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.version = get_object_or_404(StandardVersionPage, pk=pk, first_published_at__isnull=False)

    def get_index_url(self):
        return reverse(self.index_url_name, args=[self.version.pk])

    def get_index_results_url(self):
        return reverse(self.index_results_url_name, args=[self.version.pk])

    def get_page_subtitle(self):
        return self.version.title

    def get_breadcrumbs_items(self):
        above = {"url": reverse("standards_report"), "label": "Standards"}
        return [*self.breadcrumbs_items, above, {"url": "", "label": f"Who has read {self.version.title}"}]

    def get_filename(self):
        return f"readers-{self.version.standard.slug}-v{self.version.number}"

    def get_queryset(self):
        self.queryset = readers_of(self.version.standard, self.version)
        return super().get_queryset()
