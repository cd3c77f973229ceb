"""Where "near" is, and how far it is from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from members.directory.check import folded
from members.directory.models import Outcode
from members.directory.postcodes import outward
from members.directory.search.rows import AREAS, IN_PERSON, OUTCODE, PK, TOWN

#: The mean radius of the earth (IUGG), in miles of 1,609.344 metres.
EARTH = 6371.0088 / 1.609344
SUGGESTED = 3
UNKNOWN_POSTCODE = "We don’t know the postcode {}. Try {}the first half of another postcode, or a town."
UNKNOWN_PLACE = "We don’t know a place called “{}”. Try a town nearby, or the first half of a postcode."
Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """What was found for the words of a visitor.

    ``point`` is None where only entries that name the place could be found (``named``, their keys). With
    neither, the place is not known, and ``hint`` says what to try.
    """

    label: str
    point: Point | None = None
    named: frozenset[int] = frozenset()
    hint: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.point or self.named)


def miles(one: Point, other: Point) -> float:
    """The way as the crow flies, by the haversine formula (R. W. Sinnott, 1984)."""
    north, east = radians(one[0]), radians(one[1])
    other_north, other_east = radians(other[0]), radians(other[1])
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


fold = lru_cache(maxsize=20_000)(folded)


def find(near: str, rows: Sequence[tuple], points: dict[str, Point]) -> Place:
    """The place that a visitor means: an outward postcode, a town of somebody listed, or words that stand in
    what they say about towns and areas."""
    if code := outward(near):
        if code in points:
            return Place(code, points[code])
        return Place(code, hint=_postcode_hint(code))
    wanted = fold(near)
    if not wanted or any(character.isdigit() for character in wanted):
        return Place(near, hint=_postcode_hint(near))
    codes = [row[OUTCODE] for row in rows if row[IN_PERSON] and fold(row[TOWN]) == wanted]
    here = [points[code] for code in codes if code in points]
    if here:
        north, east = (sum(part) / len(here) for part in zip(*here, strict=True))
        return Place(near, (north, east))
    words = [f" {word}" for word in wanted.split()]
    named = frozenset(row[PK] for row in rows if all(word in _said_of_places(row) for word in words))
    return Place(near, named=named, hint="" if named else UNKNOWN_PLACE.format(near))


def _said_of_places(row: tuple) -> str:
    """The words that the entry shows of towns and areas: the town stands there for who supervises in it."""
    return f" {fold(row[TOWN]) if row[IN_PERSON] else ''} {fold(row[AREAS])}"


def _postcode_hint(typed: str) -> str:
    letters = typed[: next((place for place, sign in enumerate(typed) if not sign.isalpha()), len(typed))]
    known = []
    if 1 <= len(letters) <= 2:
        known = list(
            Outcode.objects.filter(pk__regex=rf"^{letters.upper()}[0-9]").values_list("pk", flat=True)[
                :SUGGESTED
            ]
        )
    others = f"{', '.join(known)}, " if known else ""
    return UNKNOWN_POSTCODE.format(typed, others)
