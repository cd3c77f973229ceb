"""The lists of members, of applications and of terms: find, filter, export."""

import datetime
from functools import reduce
from operator import or_

import django_filters
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.log_actions import log

from core.exports import SafeExportMixin
from members.membership.models import Application, Grade, Member, State
from members.membership.models.terms import GOOD_STANDING

#: Where people are looked for.
PERSON = ["user__first_name", "user__last_name", "user__email"]
APPLICANT = ["first_name", "last_name", "email"]
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


class ApplicationFilterSet(WagtailFilterSet):
    class Meta:
        model = Application
        fields = ["status", "grade"]


def search(queryset, text, fields):
    """What holds every word of ``text`` in one of the fields; of members also the one whose number it is."""
    for word in text[:LONGEST_SEARCH].split():
        found = reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
        if queryset.model is Member and word.isdecimal() and len(word) <= MOST_DIGITS:
            found |= Q(number=int(word))
        queryset = queryset.filter(found)
    return queryset


def listed(model, parameters):
    """What the listing shows with this query string: what "select all" means."""
    filter_set, everybody, fields = {
        Member: (MemberFilterSet, members(), PERSON),
        Application: (ApplicationFilterSet, Application.objects.all(), APPLICANT),
    }[model]
    filters = filter_set(parameters, queryset=everybody)
    return search(filters.qs if filters.is_valid() else everybody, parameters.get("q", ""), fields)


class LoggedExportMixin(SafeExportMixin):
    """Who took personal data out, when, and how much of it, is on record."""

    def as_spreadsheet(self, queryset, spreadsheet_format):
        count = len(queryset)
        text = f"Exported {count} {self.verbose_name_plural} as {spreadsheet_format.upper()}"
        log(self.request.user, "membership.export", user=self.request.user, data={"text": text})
        return super().as_spreadsheet(queryset, spreadsheet_format)
