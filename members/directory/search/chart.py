"""The map: how many supervisors are where, as circles on an outline of the UK and Ireland.

Outcodes that lie close together are one circle. Nothing here is more exact than the middle of an outcode.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import degrees, hypot, log, pi, radians, sqrt, tan

from members.directory.search.places import Point, miles
from members.directory.search.rows import IN_PERSON, OUTCODE, TOWN
from members.directory.search.state import WITHIN, State

#: The outline’s own width, and the corner it begins at, in degrees: Mercator's projection, as
#: templates/directory/outline.html was drawn with.
WIDTH = 500
WEST, EAST, NORTH = -10.9, 2.1, 60.95
#: Circles stand so far apart at least, in the outline's units: 24 pixels on a phone, and none covers another.
APART = 36
SMALLEST, LARGEST = 13.0, 18.0
#: Outcodes are first brought together in squares of this size.
SQUARE = 12


@dataclass
class Cluster:
    """A circle: its middle in the outline's units, who is in it, and the query of the list of them."""

    x: float
    y: float
    number: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    towns: dict[str, int] = field(default_factory=dict)
    radius: float = 0.0
    label: str = ""
    query: str = ""

    def take_in(self, other: "Cluster") -> None:
        self.number += other.number
        for mine, theirs in ((self.codes, other.codes), (self.towns, other.towns)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count


def project(point: Point) -> tuple[float, float]:
    """Where a place lies on the outline."""
    scale = WIDTH / (EAST - WEST)
    return (point[1] - WEST) * scale, (_mercator(NORTH) - _mercator(point[0])) * scale


def _mercator(north: float) -> float:
    return degrees(log(tan(pi / 4 + radians(north) / 2)))


def clusters(rows: Iterable[tuple], points: dict[str, Point], state: State) -> list[Cluster]:
    """The circles of those who supervise in person, from north to south. Each leads to the list near its
    middle, narrowed as ``state`` is."""
    squares: dict[tuple[int, int], Cluster] = {}
    placed: dict[str, Cluster] = {}
    for code, town in [
        (row[OUTCODE], row[TOWN]) for row in rows if row[IN_PERSON] and row[OUTCODE] in points
    ]:
        if code not in placed:
            x, y = project(points[code])
            placed[code] = squares.setdefault((int(x / SQUARE), int(y / SQUARE)), Cluster(x, y))
        one = placed[code]
        one.number += 1
        one.codes[code] = one.codes.get(code, 0) + 1
        one.towns[town] = one.towns.get(town, 0) + 1
    found = sorted(_gather(squares.values()), key=lambda cluster: (cluster.y, cluster.x))
    most = max((cluster.number for cluster in found), default=1)
    for cluster in found:
        # The area says how many, not the width.
        share = sqrt(cluster.number / most)
        cluster.radius = round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
        cluster.x, cluster.y = round(cluster.x, 1), round(cluster.y, 1)
        cluster.label = _label(cluster)
        cluster.query = _query(cluster, points, state)
    return found


def _gather(squares: Iterable[Cluster]) -> list[Cluster]:
    """The largest first, each takes in what lies too close to it."""
    cells: dict[tuple[int, int], list[Cluster]] = defaultdict(list)
    for one in sorted(squares, key=lambda one: (-one.number, one.y, one.x)):
        column, line = int(one.x // APART), int(one.y // APART)
        near = [
            (hypot(one.x - other.x, one.y - other.y), number, other)
            for number, other in enumerate(
                other
                for across in (-1, 0, 1)
                for down in (-1, 0, 1)
                for other in cells.get((column + across, line + down), ())
            )
        ]
        distance, _number, nearest = min(near, default=(APART, 0, one))
        if distance < APART:
            nearest.take_in(one)
        else:
            cells[column, line].append(one)
    return [one for cell in cells.values() for one in cell]


def _label(cluster: Cluster) -> str:
    towns = {town: number for town, number in cluster.towns.items() if town}
    if not towns:
        return _most(cluster.codes)
    return _most(towns) if len(towns) == 1 else f"{_most(towns)} and nearby"


def _most(numbers: dict[str, int]) -> str:
    return max(numbers, key=lambda key: (numbers[key], key))


def _query(cluster: Cluster, points: dict[str, Point], state: State) -> str:
    centre = _most(cluster.codes)
    reach = max(miles(points[centre], points[code]) for code in cluster.codes)
    within = next((name for name, limit in WITHIN.items() if reach <= limit), "any")
    return replace(state, near=centre, within=within, view="list").query()
