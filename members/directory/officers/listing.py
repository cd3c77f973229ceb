"""The list of entries: find, filter, export."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from members.directory.models import ClientGroup, Language, Listing, Sector, SupervisorEntry
from members.membership.models import Grade

LONGEST_SEARCH = 200
#: A number with more digits is no membership number, and no number the database could look for.
MOST_DIGITS = 18
YES_OR_NO = [("true", "Yes"), ("false", "No")]


class EntryFilterSet(WagtailFilterSet):
    listing = django_filters.ChoiceFilter(
        label="In the directory", choices=Listing.choices, field_name="listing_now", empty_label="Any"
    )
    grade = django_filters.ModelChoiceFilter(
        label="Grade",
        queryset=Grade.objects.filter(in_directory=True),
        method="of_grade",
        empty_label="Any",
    )
    room = django_filters.ChoiceFilter(
        label="Room for a trainee", choices=YES_OR_NO, method="room_now", empty_label="Any"
    )
    online = django_filters.ChoiceFilter(label="Online", choices=YES_OR_NO, method="is_", empty_label="Any")
    in_person = django_filters.ChoiceFilter(
        label="In person", choices=YES_OR_NO, method="is_", empty_label="Any"
    )
    sectors = django_filters.ModelChoiceFilter(
        label="Sector", queryset=Sector.objects.all(), empty_label="Any"
    )
    client_groups = django_filters.ModelChoiceFilter(
        label="Client group", queryset=ClientGroup.objects.all(), empty_label="Any"
    )
    languages = django_filters.ModelChoiceFilter(
        label="Language", queryset=Language.objects.all(), empty_label="Any"
    )

    class Meta:
        model = SupervisorEntry
        fields: list[str] = []

    def of_grade(self, queryset, name, grade):
        return queryset.filter(grade_now=grade.name)

    def room_now(self, queryset, name, value):
        today = timezone.localdate()
        if value == "true":
            return queryset.with_room(today)
        return queryset.exclude(pk__in=SupervisorEntry.objects.with_room(today).values("pk"))

    def is_(self, queryset, name, value):
        return queryset.filter(**{name: value == "true"})


def entries():
    """All entries, with what the listing shows of them."""
    return SupervisorEntry.objects.with_listing(timezone.localdate()).with_people()


def search(queryset, text):
    """Entries whose name, town or postcode holds every word of ``text``, or whose number it is."""
    for word in text[:LONGEST_SEARCH].split():
        found = (
            Q(member__user__first_name__icontains=word)
            | Q(member__user__last_name__icontains=word)
            | Q(town__icontains=word)
            | Q(outcode__code__iexact=word)
        )
        if word.isdecimal() and len(word) <= MOST_DIGITS:
            found |= Q(member=int(word))
        queryset = queryset.filter(found)
    return queryset
