"""The report of what needs an editor's care: a review that is due, a dead link, something missing."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.permissions import page_permission_policy

from core.exports import SafeExportMixin
from evidence.models import EvidencePage, LinkCheck


def _due() -> Q:
    return Q(review_date__lte=timezone.localdate())


#: key -> what the report says, and which items it is true of
CARES = {
    "review": ("Due for review", _due),
    "link": ("Its link is dead", lambda: Q(link_check__result=LinkCheck.Result.DEAD)),
    "doi": ("No DOI", lambda: Q(doi="")),
    "address": ("No DOI and no address", lambda: Q(doi="", web_address="")),
    "limits": ("Does not say what it can't tell us", lambda: Q(limits="")),
    "title": ("The title is in our words", lambda: Q(is_titled_by_us=True)),
}


def may_see_report(user) -> bool:
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


#: What should not wait.
URGENT = ("review", "link")


def in_need_of_care(user, cares=tuple(CARES)):
    """The items that somebody may change and that need one of the cares, the earliest review first."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change").values("pk")
    needy = Q()
    for key in cares:
        needy |= CARES[key][1]()
    items = EvidencePage.objects.filter(needy, pk__in=mine).select_related("kind", "link_check")
    return items.order_by("review_date", "title_key")


def cares_of(item: EvidencePage) -> list[str]:
    """What an item needs, in words."""
    check = getattr(item, "link_check", None)
    true = {
        "review": item.review_date is not None and item.review_date <= timezone.localdate(),
        "link": check is not None and check.result == LinkCheck.Result.DEAD,
        "doi": not item.doi and bool(item.web_address),
        "address": not item.doi and not item.web_address,
        "limits": not item.limits,
        "title": item.is_titled_by_us,
    }
    return [label for key, (label, _condition) in CARES.items() if true[key]]


class CareFilterSet(WagtailFilterSet):
    care = django_filters.ChoiceFilter(
        label="What it needs",
        choices=[(key, label) for key, (label, _condition) in CARES.items()],
        method="narrow",
        empty_label="Anything",
    )

    class Meta:
        model = EvidencePage
        fields: list[str] = []

    def narrow(self, queryset, name, value):
        return queryset.filter(CARES[value][1]())


class EvidenceReportView(SafeExportMixin, PageReportView):
    """Wagtail's report of pages, for the evidence."""

    results_template_name = "evidence/admin/report_results.html"
    page_title = "Evidence that needs care"
    header_icon = "clipboard-list"
    filterset_class = CareFilterSet
    index_url_name = "evidence_report"
    index_results_url_name = "evidence_report_results"
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "year", "kind.name", "cares", "review_date", "last_reviewed", "doi", "checked"]
    export_headings = {"kind.name": "Kind", "cares": "What it needs", "checked": "Link"}

    def get_queryset(self):
        self.queryset = in_need_of_care(self.request.user)
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        for item in object_list:
            item.cares = "; ".join(cares_of(item))
            check = getattr(item, "link_check", None)
            if check:
                item.checked = f"{check.get_result_display()}, {check.checked_at:%d.%m.%Y}"
            else:
                item.checked = "Not asked yet" if item.source_address else "None to ask"
        return object_list
