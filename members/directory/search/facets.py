"""Who fits, in which order, and how many each choice of each facet would show.

A facet's own choices do not narrow its own numbers: beside "Health", chosen, one still sees how many work in
education. All is counted from the rows of one query, in one pass, as in the list of evidence.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import Any

from members.directory.check import folded
from members.directory.search.everybody import Everybody
from members.directory.search.places import Place, Point, miles
from members.directory.search.rows import GRADE, IN_PERSON, ONLINE, OUTCODE, PK, ROOM, WORDS, Choice, Words
from members.directory.search.state import State

LABELS = {
    "how": "How",
    "room": "Room for a trainee",
    "grade": "Grade",
    "sector": "Works in",
    "group": "Works with",
    "language": "Language",
}
FLAGS: dict[int | str, int] = {"in-person": IN_PERSON, "online": ONLINE, "now": ROOM}
Test = Callable[[tuple], Any]


@dataclass
class Found:
    """The rows that fit, in their order, and the numbers beside the choices.

    ``distances``: miles to each outcode, if there is a place to measure from. ``but_for_place``: the rows
    that fit but for the place, for the words where nobody is near.
    """

    rows: list[tuple]
    numbers: dict[str, dict[int | str, int]] = field(default_factory=dict)
    distances: dict[str, float] = field(default_factory=dict)
    but_for_place: list[tuple] = field(default_factory=list)

    def distance(self, row: tuple) -> float | None:
        """Miles to where somebody supervises in person; None for those who only do so online."""
        return self.distances.get(row[OUTCODE]) if row[IN_PERSON] else None

    @property
    def nearest(self) -> tuple | None:
        away = [row for row in self.but_for_place if self.distance(row) is not None]
        return min(away, key=self.distance, default=None)  # type: ignore[arg-type]


def distances(place: Place | None, points: dict[str, Point]) -> dict[str, float]:
    if place is None or place.point is None:
        return {}
    return {code: miles(place.point, point) for code, point in points.items()}


def find(
    everybody: Everybody, state: State, place: Place | None = None, away: dict[str, float] | None = None
) -> Found:
    """Narrow, count and sort. ``away``: what ``distances`` says of the place."""
    rows, words, known = everybody.rows, everybody.words, everybody.choices
    tests = list(_tests(everybody, state, place, away or {}))
    fitting: list[tuple] = []
    but_for: dict[str, list[tuple]] = {name: [] for name, _test in tests}
    if not tests:
        fitting = list(rows)
    for row in rows if tests else ():
        failed = ""
        for name, test in tests:
            if not test(row):
                if failed:
                    break
                failed = name
        else:
            # It fits, or only one facet is against it: that one counts it all the same.
            (but_for[failed] if failed else fitting).append(row)
    found = Found(fitting, distances=away or {}, but_for_place=but_for.get("place", []))
    for name, choices in known.items():
        found.numbers[name] = _count(name, choices, fitting + but_for.get(name, []), words)
    _sort(found)
    return found


def _sort(found: Found) -> None:
    """By distance, if there is one; those with the same stay in the order of their names."""
    if found.distances:
        get, far = found.distances.get, float("inf")
        # Whoever supervises online only has no distance, and comes last.
        found.rows.sort(key=lambda row: get(row[OUTCODE], far) if row[IN_PERSON] else far)


def _count(name: str, choices: list[Choice], rows: list[tuple], words: Words) -> dict[int | str, int]:
    if name in WORDS:
        keys = {row[PK] for row in rows}
        return {choice.key: len(keys & words[name].get(choice.key, set())) for choice in choices}
    if name == "grade":
        return dict(Counter([row[GRADE] for row in rows]))
    return {choice.key: sum(map(bool, [row[FLAGS[choice.slug]] for row in rows])) for choice in choices}


def _tests(
    everybody: Everybody, state: State, place: Place | None, away: dict[str, float]
) -> Iterator[tuple[str, Test]]:
    """What a row has to pass, one test for each thing that narrows the list."""
    words, known = everybody.words, everybody.choices
    if wanted := [f" {word}" for word in folded(state.name).split()]:
        # Words of the name begin with all that was typed.
        names = everybody.names
        yield "name", lambda row: all(word in names[row[PK]] for word in wanted)
    if place is not None and place.point is not None:
        if limit := state.miles:
            near = {code for code, distance in away.items() if distance <= limit}
            yield "place", lambda row: row[IN_PERSON] and row[OUTCODE] in near
    elif place is not None and place.named:
        yield "place", _among(PK, place.named)
    for name, choices in known.items():
        keys = {choice.key for choice in choices if choice.slug in state.chosen.get(name, ())}
        if not keys:
            continue
        if name in WORDS:
            yield name, _among(PK, set().union(*(words[name].get(key, set()) for key in keys)))
        elif name == "grade":
            yield name, _among(GRADE, keys)
        else:
            yield name, _any_of([FLAGS[key] for key in keys])


def _among(column: int, values: Container) -> Test:
    return lambda row: row[column] in values


def _any_of(columns: list[int]) -> Test:
    return lambda row: any(row[column] for column in columns)
