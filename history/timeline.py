"""The order of the timeline, and which era a milestone belongs to."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

FIRST_YEAR, LAST_YEAR = 1000, 2999


def era_of(year: int, eras: Iterable):
    """The era that a year lies in, or None. A blank end means that the era goes on."""
    for era in eras:
        if era.start_year <= year <= (era.end_year or LAST_YEAR):
            return era
    return None


def timeline(milestones: Iterable, eras: Sequence) -> list[dict]:
    """Milestones, already in date order, as ``{"era": era or None, "milestones": [...]}`` in date order.

    Eras don't overlap, so each stands once. Milestones before, between and after them have the era None where
    their dates put them. An era without a milestone is left out: a heading over nothing tells nothing.
    """
    milestones = [(era_of(milestone.date.year, eras), milestone) for milestone in milestones]
    return [
        {"era": group[0][0], "milestones": [milestone for _era, milestone in group]}
        for _key, pairs in groupby(milestones, key=lambda pair: id(pair[0]))
        for group in [list(pairs)]
    ]


def overlapping(eras: Iterable) -> list[tuple]:
    """Pairs of neighbouring eras (earlier, later) that claim a year both, in date order."""
    ordered = sorted(eras, key=lambda era: (era.start_year, era.end_year or LAST_YEAR))
    return [
        (earlier, later)
        for earlier, later in pairwise(ordered)
        if later.start_year <= (earlier.end_year or LAST_YEAR)
    ]
