"""Evidence in the admin: the listing of items, the words among the snippets, the report, the tasks."""

from django.contrib.admin import SimpleListFilter
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import modeladmin_register

from core.dashboard import Task, creation_task
from core.listings import PageListing, StateFilter
from evidence.models import EvidenceKind, EvidencePage, EvidenceTopic, GlossaryTerm, StudyDesign
from evidence.reports import URGENT, EvidenceReportView, in_need_of_care, may_see_report


class SnippetFilter(SimpleListFilter):
    """Narrows the listing to one of the snippets that items name, by its short address."""

    model: type[EvidenceKind] | type[EvidenceTopic]
    lookup = ""

    def lookups(self, request, model_admin):
        return list(self.model.objects.values_list("slug", "name"))

    def queryset(self, request, queryset):
        return queryset.filter(**{self.lookup: self.value()}) if self.value() else queryset


class KindFilter(SnippetFilter):
    title, parameter_name, model, lookup = "kind", "kind", EvidenceKind, "kind__slug"


class TopicFilter(SnippetFilter):
    title, parameter_name, model, lookup = "topic", "topic", EvidenceTopic, "topics__slug"


@modeladmin_register
class EvidenceListing(PageListing):
    model = EvidencePage
    menu_label = "Evidence"
    menu_icon = "clipboard-list"
    menu_order = 170
    list_display = ["title", "who", "year", "kind", "scope", "last_reviewed", "state"]
    list_filter = [StateFilter, KindFilter, TopicFilter, "scope", "access", "vouching"]
    list_select_related = ["kind"]
    list_export = [
        "title",
        "who",
        "year",
        "kind",
        "container_title",
        "publisher",
        "doi",
        "isbn",
        "web_address",
        "scope",
        "strength",
        "strength_scale",
        "strength_judge",
        "vouching",
        "last_reviewed",
        "review_date",
        "summary",
        "state",
        "full_url",
    ]
    export_filename = "evidence"
    search_fields = ["title", "draft_title", "byline", "container_title", "publisher", "doi", "isbn"]
    ordering = ["-year", "title_key", "pk"]
    inspect_view_fields = [
        "title",
        "byline",
        "date_text",
        "kind",
        "container_title",
        "publisher",
        "doi",
        "isbn",
        "web_address",
        "summary",
        "scope",
        "strength",
        "strength_scale",
        "strength_judge",
        "last_reviewed",
        "full_url",
    ]

    def who(self, item):
        return item.byline

    who.short_description = "who"
    who.admin_order_field = "author_key"


class WordViewSet(SnippetViewSet):
    icon = "tag"
    list_display = ["name", "slug", "order"]
    ordering = ["order", "name"]


@register_snippet
class KindViewSet(WordViewSet):
    model = EvidenceKind
    list_display = ["name", "csl_type", "details", "order"]


@register_snippet
class TopicViewSet(WordViewSet):
    model = EvidenceTopic


@register_snippet
class DesignViewSet(WordViewSet):
    model = StudyDesign


@register_snippet
class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term", "explanation"]


@hooks.register("register_admin_urls")
def report_addresses():
    return [
        path("reports/evidence/", EvidenceReportView.as_view(), name="evidence_report"),
        path(
            "reports/evidence/results/",
            EvidenceReportView.as_view(results_only=True),
            name="evidence_report_results",
        ),
    ]


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_report(request.user)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ReportMenuItem(
        "Evidence that needs care",
        reverse("evidence_report"),
        name="evidence",
        icon_name="clipboard-list",
        order=1200,
    )


@hooks.register("register_site_tasks")
def register_tasks(request):
    yield from creation_task(
        EvidenceListing(), request, "Add evidence", "A publication: what it found, and what it can’t tell us."
    )
    if may_see_report(request.user):
        number = in_need_of_care(request.user, URGENT).count()
        if number:
            yield Task(
                "Evidence that needs care",
                f"{number} item{'s' if number != 1 else ''}: due for review, or with a dead link.",
                reverse("evidence_report"),
                "clipboard-list",
            )
