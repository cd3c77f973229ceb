"""What a spreadsheet of members says, row by row, and what is wrong with it, by row and column."""

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from members.membership.importing.dates import NotADateError, parse
from members.membership.importing.sheet import Formula, Line, UnreadableError
from members.membership.models import Grade

#: What a column is called here, and how else people call it (letters and digits alone, in lower case).
COLUMNS = {
    "email": ("E-mail", {"email", "emailaddress", "mail", "address"}),
    "first_name": ("First name", {"firstname", "forename", "givenname", "first"}),
    "last_name": ("Last name", {"lastname", "surname", "familyname", "last"}),
    "name": ("Name", {"name", "fullname", "member"}),
    "grade": ("Grade", {"grade", "membershipgrade", "level", "membershiptype"}),
    "starts_on": ("From", {"from", "start", "starts", "startdate", "startson", "validfrom"}),
    "ends_on": (
        "Until",
        {"until", "end", "ends", "enddate", "endson", "expires", "expiry", "validuntil", "to"},
    ),
}
NEEDED = ("email", "ends_on")
LONGEST = {"email": 254, "first_name": 150, "last_name": 150}
#: So many problems are shown; more would help nobody.
MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Problem:
    """Something that is wrong with one cell, or (row 0) with the file; ``text`` says how to mend it."""

    row: int
    column: str
    text: str


@dataclass
class Row:
    """One person and one term. Dates are None, and names and grade empty, where the spreadsheet is silent."""

    number: int
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    grade_id: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    @classmethod
    def from_json(cls, data: dict) -> "Row":
        for name in ("starts_on", "ends_on"):
            if data[name]:
                data = data | {name: datetime.date.fromisoformat(data[name])}
        return cls(**data)

    def to_json(self) -> dict:
        return asdict(self)


@dataclass
class Reading:
    """The rows of a spreadsheet, its problems, and what whoever uploaded it should know."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_rows(lines: Iterable[Line]) -> Reading:
    """Read all the lines. Raises UnreadableError where there is nothing to read."""
    lines = iter(lines)
    headings = next(lines, None)
    if headings is None:
        raise UnreadableError("The file is empty.")
    return _Reader(headings).read(lines)


def known_as(text) -> str:
    """A heading or a grade as it is compared: letters and digits alone, in lower case."""
    return "".join(character for character in str(text).casefold() if character.isalnum())


def grades_by_words() -> dict[str, int]:
    """Grades by their names, and those like "Guider / practitioner" by each part that no other has."""
    grades = list(Grade.objects.all())
    parts = [(known_as(part), grade.pk) for grade in grades for part in grade.name.split("/")]
    once = {words: pk for words, pk in parts if [other for other, _ in parts].count(words) == 1}
    return once | {known_as(grade.name): grade.pk for grade in grades}


class _Reader:
    def __init__(self, headings: Line):
        self.reading = Reading()
        self.places: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.grades = grades_by_words()
        self.grade_names = ", ".join(Grade.objects.values_list("name", flat=True))
        self.seen: dict[str, int] = {}
        self.ways: dict[str, dict[str, int]] = {"starts_on": {}, "ends_on": {}}
        self._find_columns(headings)

    def _find_columns(self, headings):
        unknown = []
        for place, cell in enumerate(headings.cells):
            heading = str(cell or "").strip()
            name = next((key for key, (_, others) in COLUMNS.items() if known_as(heading) in others), None)
            if name is None:
                if heading:
                    unknown.append(heading[:40])
            elif name in self.places:
                self._problem(headings.number, heading, "There are two columns for this. Take one out.")
            else:
                self.places[name], self.titles[name] = place, heading
        for name in NEEDED:
            if name not in self.places:
                title = COLUMNS[name][0]
                text = f"There is no column with this heading. The first row must hold the headings: {title}."
                self._problem(headings.number, title, text)
        if unknown:
            self.reading.notes.append(f"Columns that are not read: {', '.join(unknown)}.")

    def read(self, lines) -> Reading:
        if self.reading.problems:  # without the headings, every row would be wrong
            return self.reading
        for line in lines:
            self.reading.rows.append(self._row(line))
        if not self.reading.rows:
            raise UnreadableError("There are no members below the headings.")
        self._check_ways()
        return self.reading

    def _row(self, line) -> Row:
        row = Row(line.number)
        row.email = self._email(line)
        row.first_name, row.last_name = self._names(line)
        row.grade_id = self._grade(line)
        row.starts_on, row.ends_on = self._date(line, "starts_on"), self._date(line, "ends_on")
        if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
            self._problem(line.number, self.titles["ends_on"], "This is before the first day of the term.")
        return row

    def _cell(self, line, name):
        """The cell of a column; None if it is blank, or a formula (which is a problem)."""
        place = self.places.get(name)
        value = line.cells[place] if place is not None and place < len(line.cells) else None
        if isinstance(value, Formula):
            self._problem(line.number, self.titles[name], "This is a formula. Put in the value itself.")
            return None
        return None if value is None or value == "" else value

    def _text(self, line, name) -> str:
        value = self._cell(line, name)
        text = "" if value is None else str(value).strip()
        if any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in text):
            self._problem(
                line.number, self.titles[name], "There is a line break or another hidden character."
            )
            return ""
        if len(text) > LONGEST.get(name, 200):
            self._problem(
                line.number, self.titles[name], f"This is longer than {LONGEST.get(name, 200)} characters."
            )
            return ""
        return text

    def _email(self, line) -> str:
        had = len(self.reading.problems)
        text = User.objects.normalize_email(self._text(line, "email"))
        title = self.titles["email"]
        if not text:
            if len(self.reading.problems) == had:
                self._problem(line.number, title, "This is empty. Everybody needs an address of their own.")
            return ""
        try:
            validate_email(text)
        except ValidationError:
            self._problem(line.number, title, f"“{text[:60]}” is no e-mail address.")
            return ""
        if text in self.seen:
            self._problem(line.number, title, f"The same address stands in row {self.seen[text]}.")
        self.seen.setdefault(text, line.number)
        return text

    def _names(self, line) -> tuple[str, str]:
        if "name" in self.places and not {"first_name", "last_name"} & self.places.keys():
            first, _, last = self._text(line, "name").rpartition(" ")
            return first.strip(), last
        return self._text(line, "first_name"), self._text(line, "last_name")

    def _grade(self, line) -> int | None:
        text = self._text(line, "grade")
        if not text:
            return None
        grade = self.grades.get(known_as(text))
        if grade is None:
            text = f"There is no grade “{text[:60]}”. The grades are: {self.grade_names}."
            self._problem(line.number, self.titles["grade"], text)
        return grade

    def _date(self, line, name) -> datetime.date | None:
        had = len(self.reading.problems)
        value = self._cell(line, name)
        if value is None:
            if name in NEEDED and len(self.reading.problems) == had:
                self._problem(line.number, self.titles[name], "This is empty. Every term needs a last day.")
            return None
        try:
            day, way = parse(value)
        except NotADateError as reason:
            self._problem(line.number, self.titles[name], str(reason))
            return None
        self.ways[name].setdefault(way, line.number)
        return day

    def _check_ways(self):
        """Dates in two ways in one column: most likely a spreadsheet program has turned some round."""
        for name, ways in self.ways.items():
            (usual, first), *others = ways.items() or [(None, 0)]
            for way, number in others:
                text = (
                    f"Written as {way}, but row {first} as {usual}. Write all dates of a column in one way."
                )
                self._problem(number, self.titles[name], text)
        if any("25/03/2026" in ways for ways in self.ways.values()):
            self.reading.notes.append("Dates were read with the day first: 03/04/2026 is 3 April 2026.")

    def _problem(self, row, column, text):
        self.reading.problems.append(Problem(row, column, text))
