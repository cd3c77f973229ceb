"""A small picture of the evidence: dots along the years, in a row for each kind."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: Steps of years, so that there are never more columns than MOST_COLUMNS.
STEPS = [1, 2, 5, 10, 20, 50, 100, 500]
MOST_COLUMNS = 24
WIDTH, HEIGHT = 480, 28
LARGEST, SMALLEST = 13.0, 3.5


@dataclass(frozen=True)
class Dot:
    """A circle: its middle and radius in the units of the row's view box, and what it stands for."""

    x: float
    radius: float
    period: str
    number: int


@dataclass(frozen=True)
class Line:
    """One kind. ``numbers`` has one for each period."""

    name: str
    total: int
    dots: list[Dot]
    numbers: list[int]


@dataclass(frozen=True)
class Picture:
    periods: list[str]
    lines: list[Line]
    undated: int
    first: int
    last: int


def picture(found: Iterable[tuple[int, int | None]], kinds: dict[int, str]) -> Picture | None:
    """The picture of pairs of kind and year; None if no year is known. ``kinds`` are in order."""
    counted = Counter(found)
    years = {year for _kind, year in counted if year is not None}
    if not years:
        return None
    first, last = min(years), max(years)
    step = next((step for step in STEPS if (last // step) - (first // step) < MOST_COLUMNS), STEPS[-1])
    columns = range(first // step, last // step + 1)
    cells: Counter = Counter()
    for (kind, year), number in counted.items():
        if year is not None:
            cells[kind, year // step] += number
    largest = max(cells.values())
    periods = [_period(column, step) for column in columns]
    return Picture(
        periods=periods,
        lines=[
            _line(name, [cells[kind, column] for column in columns], periods, largest)
            for kind, name in kinds.items()
            if any(cells[kind, column] for column in columns)
        ],
        undated=sum(number for (_kind, year), number in counted.items() if year is None),
        first=first,
        last=last,
    )


def _period(column: int, step: int) -> str:
    start = column * step
    return str(start) if step == 1 else f"{start}–{start + step - 1}"


def _line(name: str, numbers: list[int], periods: list[str], largest: int) -> Line:
    width = WIDTH / len(numbers)
    most = min(LARGEST, max(width / 2, SMALLEST))
    dots = [
        Dot(
            x=round(width * (place + 0.5), 1),
            # The area says how many, not the width.
            radius=round(max(SMALLEST, most * math.sqrt(number / largest)), 1),
            period=period,
            number=number,
        )
        for place, (number, period) in enumerate(zip(numbers, periods, strict=True))
        if number
    ]
    return Line(name, sum(numbers), dots, numbers)
