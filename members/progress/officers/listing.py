"""The list of trainees: find, filter, say who is stuck."""

import django_filters
from django.db.models import Min, Q
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from members.membership.officers.listing import LONGEST_SEARCH, MOST_DIGITS
from members.progress.models import Trainee, TraineeStage
from members.progress.models.trainees import Trouble, supervisors
from members.progress.requirements import plain, requirements


def stage_names():
    """All stages, by their names, in their order."""
    names = TraineeStage.objects.order_by().values_list("name").annotate(place=Min("position"))
    return [(name, name) for name, _place in names.order_by("place", "name")]


class TraineeFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="Status", choices=Trainee.State.choices, empty_label="Any")
    stage = django_filters.ChoiceFilter(
        label="Stage", choices=stage_names, field_name="stage__name", empty_label="Any"
    )
    stuck = django_filters.ChoiceFilter(
        label="Stuck", choices=Trouble.choices, method="in_trouble", empty_label="All trainees"
    )

    class Meta:
        model = Trainee
        fields: list[str] = []

    def in_trouble(self, queryset, name, value):
        return queryset.in_trouble(value, timezone.localdate())


def trainees():
    """All trainings, with what the listing shows of them."""
    return Trainee.objects.with_people()


def search(queryset, text):
    """Trainees of whom every word of ``text`` is found in their name, their supervisor's, or their address;
    or is their number."""
    for word in text[:LONGEST_SEARCH].split():
        found = Q()
        for field in ("member__user", "supervisor__user"):
            found |= Q(**{f"{field}__first_name__icontains": word})
            found |= Q(**{f"{field}__last_name__icontains": word})
        found |= Q(member__user__email__icontains=word)
        if word.isdecimal() and len(word) <= MOST_DIGITS:
            found |= Q(member=int(word))
        queryset = queryset.filter(found)
    return queryset


def listed(parameters):
    """The trainings that the listing shows with this query string: what "select all" means."""
    filters = TraineeFilterSet(parameters, queryset=trainees())
    found = filters.qs if filters.is_valid() else trainees()
    return search(found, parameters.get("q", ""))


def supervisors_now() -> set[int]:
    return set(supervisors(timezone.localdate()).values_list("pk", flat=True))


def decorate(rows) -> list[Trainee]:
    """The rows of one page: each with ``so_far`` and ``stuck``, in words. Three queries for all of them."""
    rows = list(rows)
    asked = requirements(row.stage for row in rows if row.stage)
    now, today = supervisors_now(), timezone.localdate()
    for row in rows:
        row.so_far = ", ".join(
            f"{plain(one.confirmed)} of {plain(one.needed)} {one.label.lower()}"
            for one in asked.get(row.stage_id, [])
        )
        row.stuck = "; ".join(trouble.label for trouble in row.troubles(now, today))
    return rows
