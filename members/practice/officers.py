"""Continuing practice in the admin: what is asked, the list of how everybody stands, and re-accreditations.

Officers see hours and dates. What a member wrote of a session, and for themselves, is on none of these pages.
"""

import datetime
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.coreutils import multigetattr
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from members.membership.models import Grade, Member
from members.membership.officers.listing import LoggedExportMixin
from members.membership.officers.policies import NotByHandPolicy
from members.membership.officers.viewsets import DayColumn, UnchosenViewSet
from members.practice.models import Reaccreditation, Requirement
from members.practice.record import STATES, Record, records
from members.practice.reminding import accredited
from members.practice.views import years

#: The right to see how members stand. Officers have it.
MAY_SEE = "practice.view_reaccreditation"


class RequirementViewSet(SnippetViewSet):
    model = Requirement
    icon = "list-ol"
    menu_label = "What is asked"
    list_display = ["__str__", "hours_received", "hours_given", "years"]
    list_filter = ["grade"]
    search_backend_name = None
    copy_view_enabled = False

    def register_chooser_viewset(self):
        pass


class NeverDeletedPolicy(NotByHandPolicy):
    never = {"delete"}


class ReaccreditationForm(WagtailAdminModelForm):
    """Asks for the number: a list of all members would be long, and open to all in the admin."""

    member = forms.ModelChoiceField(
        Member.objects.select_related("user"),
        label="Membership number",
        widget=forms.NumberInput,
        error_messages={"invalid_choice": "There is no member with this number."},
        help_text="It stands in the list of continuing practice, and under Members.",
    )


class ReaccreditationCreateView(CreateView):
    def get_initial(self):
        """The member whose row the officer comes from."""
        return super().get_initial() | {"member": self.request.GET.get("member", "")}


class ReaccreditationViewSet(UnchosenViewSet):
    model = Reaccreditation
    icon = "calendar-check"
    menu_label = "Re-accreditations"
    add_view_class = ReaccreditationCreateView
    edit_handler = ObjectList(
        [FieldPanel("member"), FieldPanel("on", widget=AdminDateInput), FieldPanel("note")],
        base_form_class=ReaccreditationForm,
    )
    list_display = [
        "member",
        Column("number", label="Number", accessor="member_id"),
        DayColumn("on", label="Date", sort_key="on"),
    ]
    search_fields = ["member__user__first_name", "member__user__last_name"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return NeverDeletedPolicy(self.model)

    def get_queryset(self, request):
        return Reaccreditation.objects.select_related("member__user")


class PracticeGroup(SnippetViewSetGroup):
    items = [RequirementViewSet, ReaccreditationViewSet]
    menu_label = "Practice"
    menu_icon = "history"
    menu_order = 320


#: The choices of the filter: "over", or so many days.
DUE = {"over": "Overdue", "90": "Within three months", "365": "Within a year"}


class PracticeFilterSet(WagtailFilterSet):
    """Who is accredited today, narrowed by what is worked out about them in the year that is asked for."""

    year = django_filters.ChoiceFilter(
        label="Year",
        choices=lambda: [(str(year), year) for year in years()],
        method="of_year",
        empty_label=None,
    )
    grade = django_filters.ModelChoiceFilter(
        label="Grade", queryset=Grade.objects.filter(is_accredited=True), method="of_grade", empty_label="Any"
    )
    hours = django_filters.ChoiceFilter(
        label="Hours of the year",
        choices=list(STATES.items()),
        method="with_hours",
        empty_label="Any",
    )
    due = django_filters.ChoiceFilter(
        label="Re-accreditation", choices=list(DUE.items()), method="that_are_due", empty_label="Any time"
    )

    class Meta:
        model = Member
        fields: list[str] = []

    @property
    def asked_year(self) -> int:
        """The year of the form; this one if it names none that there is."""
        value = self.form.cleaned_data.get("year") if self.form.is_valid() else ""
        return int(value or timezone.localdate().year)

    def those(self, queryset, fit):
        """Those whose record fits."""
        found = records(queryset, timezone.localdate(), self.asked_year)
        return queryset.filter(pk__in=[number for number, record in found.items() if fit(record)])

    def of_year(self, queryset, name, year):
        return queryset  # the year says what is shown of each, not who is shown

    def of_grade(self, queryset, name, grade):
        return self.those(queryset, lambda record: record.accreditation.grade == grade)

    def with_hours(self, queryset, name, state):
        return self.those(queryset, lambda record: record.state == state)

    def that_are_due(self, queryset, name, within):
        return self.those(queryset, lambda record: is_due(record, within, timezone.localdate()))


def is_due(record: Record, within: str, today: datetime.date) -> bool:
    """Whether a re-accreditation is due within one of the times of ``DUE``."""
    if record.due_on is None or within == "over":
        return record.is_over
    return today <= record.due_on <= today + datetime.timedelta(days=int(within))


def record_url(member) -> str:
    address = reverse("wagtailsnippets_practice_reaccreditation:add")
    return f"{address}?{urlencode({'member': member.pk})}"


class RecordColumn(Column):
    """Something of a member's record; a date as it is."""

    def get_value(self, instance):
        value = multigetattr(instance.record, self.accessor)
        return format_date(value, "j M Y") if isinstance(value, datetime.date) else value


class PracticeReport(LoggedExportMixin, ReportView):
    """Everybody who is accredited today: the hours of a year, and when re-accreditation is due."""

    page_title = "Continuing practice"
    header_icon = "history"
    index_url_name = "practice_report"
    index_results_url_name = "practice_report_results"
    verbose_name_plural = "records of continuing practice"
    filterset_class = PracticeFilterSet
    columns = [
        TitleColumn("name", label="Member", get_url=record_url),
        Column("number", label="Number"),
        RecordColumn("grade", label="Grade", accessor="accreditation.grade"),
        RecordColumn("since", label="Accredited since", accessor="accreditation.since"),
        RecordColumn("received", label="Received", accessor="received.words"),
        RecordColumn("given", label="Given", accessor="given.words"),
        RecordColumn("state", label="The year", accessor="state_label"),
        RecordColumn("last", label="Last re-accredited", accessor="last"),
        RecordColumn("due", label="Next due", accessor="due_label"),
    ]
    list_export = [
        "number",
        "user.first_name",
        "user.last_name",
        "user.email",
        "record.accreditation.grade.name",
        "record.accreditation.since",
        "record.year",
        "record.received.done",
        "record.received.asked",
        "record.given.done",
        "record.given.asked",
        "record.state_label",
        "record.last",
        "record.due_on",
    ]
    export_headings = {
        "number": "Number",
        "user.first_name": "First name",
        "user.last_name": "Last name",
        "user.email": "E-mail address",
        "record.accreditation.grade.name": "Grade",
        "record.accreditation.since": "Accredited since",
        "record.year": "Year",
        "record.received.done": "Hours received",
        "record.received.asked": "Hours asked",
        "record.given.done": "Hours given",
        "record.given.asked": "Hours to give",
        "record.state_label": "The year",
        "record.last": "Last re-accredited",
        "record.due_on": "Next due",
    }
    no_results_message = "Nobody is found."

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY_SEE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        return "continuing-practice"

    def get_queryset(self):
        self.queryset = accredited(timezone.localdate())
        return super().get_queryset()

    def decorate_paginated_queryset(self, members):
        members = list(members)
        found = records(members, timezone.localdate(), self.filters.asked_year)
        for member in members:
            member.record = found[member.pk]
        return members
