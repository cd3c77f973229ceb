"""The public list as a page shows it: facets with numbers, one page of people, or the map."""

from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils import timezone

from core.facets import Chip, facet
from core.paging import numbered_page
from members.directory.models import SupervisorEntry
from members.directory.search import chart, facets, places, state
from members.directory.search.everybody import Everybody, everybody
from members.directory.search.facets import Found
from members.directory.search.rows import GRADE, ONLINE, OUTCODE, PK, TOWN
from members.directory.search.state import State

PER_PAGE = 20
#: Words that are no choices of a facet, and what a visitor reads for them.
DISTANCES = {"10": "10 miles", "30": "30 miles", "60": "60 miles", "any": "any distance"}


@dataclass(frozen=True)
class Result:
    """One entry as the list shows it. ``distance``: whole miles, or None where there is none."""

    entry: SupervisorEntry
    grade: str
    sectors: list[str]
    groups: list[str]
    distance: int | None


@dataclass(frozen=True)
class Elsewhere:
    """What to say where nobody is near: how many supervise online, and who comes next.

    ``near``: how many are near of whom only the rest of what was asked for is not true.
    """

    online: int
    online_query: str
    near: int
    near_query: str
    nearest: int | None = None
    nearest_town: str = ""
    nearest_query: str = ""


def listing(request: HttpRequest) -> dict:
    """The template's context.

    Raises:
        Http404: for a page number that there is nothing on.
    """
    directory = everybody(timezone.localdate())
    known, words = directory.choices, directory.words
    asked = state.read(request.GET, known)
    is_map = asked.view == "map"
    points = directory.points if asked.near or is_map else {}
    place = places.find(asked.near, directory.rows, points) if asked.near else None
    found = facets.find(directory, asked, place, facets.distances(place, points))
    return {
        "state": asked,
        "query": asked.query(),
        "facets": [
            facet(name, label, known[name], found.numbers[name], asked.chosen[name])
            for name, label in facets.LABELS.items()
        ],
        "place": place,
        "distances": DISTANCES,
        "total": len(found.rows),
        "chips": list(_chips(asked, known, place)),
        "views": [(view, label, replace(asked, view=view).query()) for view, label in state.VIEWS.items()],
        "is_filtered": bool(request.GET.keys() - {"page"}),
        "has_choices": any(asked.chosen.values()),
        "elsewhere": _elsewhere(directory, asked, found, place),
        **(_map(found, points, asked) if is_map else {"results": _page(request, found, words, known)}),
    }


def _map(found: Found, points: dict, asked: State) -> dict:
    circles = chart.clusters(found.rows, points, asked)
    shown = sum(circle.number for circle in circles)
    return {"circles": circles, "shown": shown, "not_shown": len(found.rows) - shown}


def _page(request: HttpRequest, found: Found, words, known) -> Page:
    page = numbered_page(found.rows, PER_PAGE, request.GET.get("page"))
    wanted = list(page.object_list)
    entries = (
        SupervisorEntry.objects.select_related("member__user")
        .defer("text")
        .in_bulk([row[PK] for row in wanted])
    )
    grades = {choice.key: choice.name for choice in known["grade"]}

    def named(name: str, key: int) -> list[str]:
        return [choice.name for choice in known[name] if key in words[name].get(choice.key, ())]

    page.object_list = [
        Result(
            entries[row[PK]],
            grades.get(row[GRADE], ""),
            named("sector", row[PK]),
            named("group", row[PK]),
            _whole(found.distance(row)),
        )
        for row in wanted
        if row[PK] in entries
    ]
    return page


def _whole(distance: float | None) -> int | None:
    return None if distance is None else round(distance)


def _chips(asked: State, known: dict, place):
    if asked.name:
        yield Chip(f"“{asked.name}”", asked.without("name").query())
    if place is not None and place.is_known:
        within = f"within {DISTANCES[asked.within]} of" if asked.miles and place.point else "near"
        yield Chip(f"{within} {place.label}", asked.without("near").query())
    for name, choices in known.items():
        for choice in choices:
            if choice.slug in asked.chosen[name]:
                yield Chip(choice.name, asked.without(name, choice.slug).query())


def _elsewhere(directory: Everybody, asked: State, found: Found, place) -> Elsewhere | None:
    if place is None or place.point is None or not asked.miles or found.rows:
        return None
    online = sum(1 for row in found.but_for_place if row[ONLINE])
    far_away = asked.without("near").also("how", "online")
    but_for_the_rest = State(near=asked.near, within=asked.within, view=asked.view)
    distances = [found.distance(row) for row in directory.rows]
    near = sum(1 for distance in distances if distance is not None and distance <= asked.miles)
    others = (online, far_away.query(), near, but_for_the_rest.query())
    nearest = found.nearest
    if nearest is None:
        return Elsewhere(*others)
    distance = found.distances[nearest[OUTCODE]]
    within = next((name for name, limit in state.WITHIN.items() if limit >= distance), "any")
    return Elsewhere(*others, round(distance), nearest[TOWN], replace(asked, within=within).query())
