"""The list of members: find, filter, export."""

import datetime

import django_filters
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.log_actions import log

from core.exports import SafeExportMixin
from members.membership.models import Grade, Member, State
from members.membership.models.terms import GOOD_STANDING

LONGEST_SEARCH = 200
#: A number with more digits is no membership number, and no number the database could look for.
MOST_DIGITS = 18


class MemberFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="Status", choices=State.choices, field_name="state_now", empty_label="Any"
    )
    grade = django_filters.ModelChoiceFilter(
        label="Grade", queryset=Grade.objects.all(), method="of_grade", empty_label="Any"
    )
    ends = django_filters.ChoiceFilter(
        label="Ends soon",
        choices=[("30", "Within 30 days"), ("60", "Within 60 days"), ("90", "Within 90 days")],
        method="ends_within",
        empty_label="Any time",
    )

    class Meta:
        model = Member
        fields: list[str] = []

    def of_grade(self, queryset, name, grade):
        return queryset.filter(grade_now=grade.pk)

    def ends_within(self, queryset, name, days):
        today = timezone.localdate()
        until = today + datetime.timedelta(days=int(days))
        return queryset.filter(state_now__in=GOOD_STANDING, until__lte=until)


def members():
    """All members, with what the listing shows of them."""
    return Member.objects.with_state(timezone.localdate()).with_keepers().select_related("user")


def search(queryset, text):
    """Members whose name or address holds every word of ``text``, or whose number it is."""
    for word in text[:LONGEST_SEARCH].split():
        found = (
            Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
            | Q(user__email__icontains=word)
        )
        if word.isdecimal() and len(word) <= MOST_DIGITS:
            found |= Q(number=int(word))
        queryset = queryset.filter(found)
    return queryset


def listed(parameters):
    """The members that the listing shows with this query string: what "select all" means."""
    filters = MemberFilterSet(parameters, queryset=members())
    found = filters.qs if filters.is_valid() else members()
    return search(found, parameters.get("q", ""))


class LoggedExportMixin(SafeExportMixin):
    """Who took personal data out, when, and how much of it, is on record."""

    def as_spreadsheet(self, queryset, spreadsheet_format):
        count = len(queryset)
        text = f"Exported {count} {self.verbose_name_plural} as {spreadsheet_format.upper()}"
        log(self.request.user, "membership.export", user=self.request.user, data={"text": text})
        return super().as_spreadsheet(queryset, spreadsheet_format)
