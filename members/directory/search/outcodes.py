"""Reads lists of postcodes, as their publishers give them out, down to one place for each outward postcode.

Understood are the columns of ONS's directories (ONSPD and NSPL), those of Code-Point Open, which has grid
references and may come without a header, and plain lists of outward postcodes with latitude and longitude.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from members.directory.models import Outcode
from members.directory.postcodes import outward
from members.directory.search.grid import to_wgs84

#: What each column may be called, in small letters.
COLUMNS = {
    "code": ("pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode", "pc", "outcode", "code"),
    "latitude": ("lat", "latitude"),
    "longitude": ("long", "longitude", "lon", "lng"),
    "easting": ("eastings", "easting", "ea"),
    "northing": ("northings", "northing", "no"),
    "ended": ("doterm",),
}
#: Code-Point Open without a header: postcode, quality, easting, northing, then codes of areas.
CODE_POINT = {"code": 0, "easting": 2, "northing": 3}
#: ONS writes this latitude, and Ordnance Survey the grid's corner, where the place is not known.
UNKNOWN_LATITUDE = 99.0
#: The UK and Ireland, in degrees: south, north, west, east.
BOUNDS = (49.0, 61.5, -11.0, 2.5)
SHIPPED = Path(__file__).with_name("outcodes.csv")
#: So many rows are named with what is wrong; of the others only the numbers.
NAMED = 50
PROGRESS_EVERY = 100_000


class OutcodesError(ValueError):
    """The list can't be taken; ``faults`` names each row."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Places:
    """The middle of each outward postcode: the mean of the postcodes in it."""

    sums: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    more: dict[str, list[int]] = field(default_factory=dict)
    rows: int = 0

    def add(self, code: str, latitude: float, longitude: float) -> None:
        found = self.sums.setdefault(code, [0.0, 0.0, 0])
        found[0] += latitude
        found[1] += longitude
        found[2] += 1

    def fault(self, file: str, row: int, what: str) -> None:
        if len(self.faults) < NAMED:
            self.faults.append(f"{file}, row {row}: {what}")
        else:
            self.more.setdefault(file, []).append(row)

    def all_faults(self) -> list[str]:
        """What is wrong, with the number of every row that is."""
        return self.faults + [
            f"{file}, more rows with faults: {spans(rows)}" for file, rows in self.more.items()
        ]

    def outcodes(self) -> list[Outcode]:
        return [
            Outcode(code=code, latitude=round(lat / number, 4), longitude=round(long / number, 4))
            for code, (lat, long, number) in sorted(self.sums.items())
        ]


def spans(numbers: list[int]) -> str:
    """Rising numbers in short: “52–90, 93”."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def read(paths: Iterable[Path], progress: Callable[[int], None] = lambda rows: None) -> list[Outcode]:
    """The outcodes of all files together, not saved. Raises ``OutcodesError`` if any row is wrong."""
    places = Places()
    for path in paths:
        try:
            with path.open(newline="", encoding="utf-8-sig") as file:
                _read_file(path.name, csv.reader(file), places, progress)
        except (OSError, UnicodeDecodeError, csv.Error) as fault:
            places.faults.append(f"{path.name}: can’t be read as a CSV file ({fault}).")
    if not places.faults and not places.sums:
        places.faults.append("There is no postcode with a place in it.")
    if places.faults:
        raise OutcodesError(places.all_faults())
    return places.outcodes()


def _read_file(name: str, rows: Iterator[list[str]], places: Places, progress: Callable[[int], None]) -> None:
    first = next(rows, None)
    if first is None:
        places.faults.append(f"{name}: is empty.")
        return
    columns = _columns(first)
    if columns is None:
        places.fault(
            name,
            1,
            "the columns are not known. It needs a postcode (pcds or postcode) and either lat and long, or "
            "eastings and northings.",
        )
        return
    if columns is CODE_POINT:
        _read_row(name, 1, first, columns, places)
    for number, row in enumerate(rows, start=2):
        if row:
            _read_row(name, number, row, columns, places)
        places.rows += 1
        if places.rows % PROGRESS_EVERY == 0:
            progress(places.rows)


def _columns(first: list[str]) -> dict[str, int] | None:
    names = [cell.strip().lower() for cell in first]
    found = {
        column: names.index(name)
        for column, known in COLUMNS.items()
        if (name := next((name for name in known if name in names), None))
    }
    if "code" in found and (
        {"latitude", "longitude"} <= found.keys() or {"easting", "northing"} <= found.keys()
    ):
        return found
    is_code_point = len(first) > 3 and outward(first[0]) and first[2].strip().isdigit()
    return CODE_POINT if is_code_point else None


def _read_row(file: str, number: int, row: list[str], columns: dict[str, int], places: Places) -> None:
    cells = {column: row[index].strip() if index < len(row) else "" for column, index in columns.items()}
    if cells.get("ended"):
        return
    code = outward(cells["code"])
    if not code:
        places.fault(file, number, f"“{cells['code'][:20]}” is no postcode.")
        return
    try:
        if "latitude" in cells:
            latitude, longitude = float(cells["latitude"]), float(cells["longitude"])
            is_known = not latitude >= UNKNOWN_LATITUDE  # not a number is a fault, not unknown
        else:
            easting, northing = float(cells["easting"]), float(cells["northing"])
            is_known = (easting, northing) != (0, 0)
            latitude, longitude = to_wgs84(easting, northing) if is_known else (0.0, 0.0)
    except ValueError:
        places.fault(file, number, f"the place of {code} is not two numbers.")
        return
    if not is_known:
        return
    south, north, west, east = BOUNDS
    if south <= latitude <= north and west <= longitude <= east:
        places.add(code, latitude, longitude)
    else:
        places.fault(file, number, f"the place of {code} lies outside the UK and Ireland.")


def save(outcodes: list[Outcode]) -> None:
    """Add the new ones, move those that are there; others stay as they are."""
    Outcode.objects.bulk_create(
        outcodes,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["latitude", "longitude"],
    )
