"""How many items each choice of each facet would show.

A facet's own choices do not narrow its own numbers: beside "Trial", chosen, one still sees how many books
there are. All is counted from one query's narrow rows, in one pass: a query for each facet would read every
item's text again each time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import F, OrderBy, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from evidence.models import EvidenceKind, EvidenceTopic, GlossaryTerm, StudyDesign
from evidence.state import FIXED, Choice, State
from evidence.text import alternatives

#: How the list is sorted, whatever the database does with a year that is not known.
ORDERS: dict[str, list[str | OrderBy]] = {
    "newest": [F("year").desc(nulls_last=True), F("date").desc(nulls_last=True), "title_key", "pk"],
    "oldest": [F("year").asc(nulls_last=True), F("date").asc(nulls_last=True), "title_key", "pk"],
    "title": ["title_key", "pk"],
    "author": ["author_key", "title_key", "pk"],
}


#: What is read of each item: a row has these, in this order.
COLUMNS = ("pk", "kind_id", "design_id", "year", "scope", "access", "topic_keys")
KIND, YEAR, TOPICS = (COLUMNS.index(name) for name in ("kind_id", "year", "topic_keys"))
#: facet -> the words that a visitor reads above it, and the column of the row that it looks at
FACETS = {
    "topic": ("Topic", TOPICS),
    "kind": ("Kind", KIND),
    "design": ("Study design", COLUMNS.index("design_id")),
    "scope": ("What it is about", COLUMNS.index("scope")),
    "open": ("Can it be read?", COLUMNS.index("access")),
}
YEARS = "years"

#: Whether a row fits.
Test = Callable[[tuple[Any, ...]], bool]


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    pk: int
    term: str
    explanation: str


@dataclass
class Found:
    """The items that fit, as rows in their order, and the numbers beside the choices."""

    rows: list[tuple]
    numbers: dict[str, dict[int | str, int]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None


def words() -> tuple[dict[str, list[Choice]], list[Term]]:
    """What can be chosen in each facet, in its order, and the glossary. One query for all snippets."""
    found: dict[str, list[Choice]] = {"topic": [], "kind": [], "design": [], **FIXED}
    models = {"topic": EvidenceTopic, "kind": EvidenceKind, "design": StudyDesign}
    parts = [
        model.objects.order_by().values_list(Value(name), "pk", "name", "slug", "order")
        for name, model in models.items()
    ]
    terms = GlossaryTerm.objects.order_by().values_list(Value("term"), "pk", "term", "explanation", Value(0))
    glossary = []
    rows = terms.union(*parts, all=True)
    for name, key, label, more, _order in sorted(rows, key=lambda row: (row[4], row[2].casefold())):
        if name == "term":
            glossary.append(Term(key, label, more))
        else:
            found[name].append(Choice(more, label, key))
    return found, glossary


def matching(items: QuerySet, wanted: Sequence[str]) -> QuerySet:
    """The items in whose text all the (folded) terms stand."""
    for term in wanted:
        condition = Q()
        for word in alternatives(term):
            # Not __contains: with two words and 10,000 texts LIKE takes PostgreSQL too long.
            condition |= Q(GreaterThan(StrIndex("search_text", Value(word)), 0))
        items = items.filter(condition)
    return items


def find(items: QuerySet, state: State, known: dict[str, list[Choice]]) -> Found:
    """Search, narrow and count. One query."""
    rows = matching(items, state.terms).order_by(*ORDERS[state.sort])
    tests = _tests(state, known)
    fitting: list[tuple] = []
    but_for: dict[str, list[tuple]] = {name: [] for name, _test in tests}
    for row in rows.values_list(*COLUMNS):
        failed = ""
        for name, test in tests:
            if not test(row):
                if failed:
                    break
                failed = name
        else:
            # It fits, or only one facet is against it: that one counts it all the same.
            (but_for[failed] if failed else fitting).append(row)
    found = Found(fitting)
    columns = {name: list(zip(*part, strict=True)) for name, part in {"": fitting, **but_for}.items() if part}
    for name, (_label, column) in [*FACETS.items(), (YEARS, ("", YEAR))]:
        counted = Counter()
        for part in ("", name):
            if part in columns:
                counted.update(columns[part][column])
        found.numbers[name] = _by_topic(counted) if name == "topic" else counted
    if years := [year for year in found.numbers[YEARS] if isinstance(year, int)]:
        found.first_year, found.last_year = min(years), max(years)
    return found


def _tests(state: State, known: dict[str, list[Choice]]) -> list[tuple[str, Test]]:
    """What a row has to pass, one test for each facet in use."""
    tests: list[tuple[str, Test]] = []
    for name, (_label, column) in FACETS.items():
        keys = {choice.key for choice in known[name] if choice.slug in state.chosen.get(name, ())}
        if keys and name == "topic":
            tests.append((name, _has_topic({str(key) for key in keys})))
        elif keys:
            tests.append((name, _is_among(column, keys)))
    if state.first or state.last:
        first, last = state.first or 0, state.last or 9999
        tests.append((YEARS, lambda row: row[YEAR] is not None and first <= row[YEAR] <= last))
    return tests


def _has_topic(asked: set[str]) -> Test:
    return lambda row: not asked.isdisjoint(row[TOPICS].split(","))


def _is_among(column: int, keys: set[int | str]) -> Test:
    return lambda row: row[column] in keys


def _by_topic(counted: Counter) -> Counter:
    """Rows name all their topics in one text; few texts are different."""
    numbers: Counter = Counter()
    for keys, number in counted.items():
        for key in keys.split(","):
            if key:
                numbers[int(key)] += number
    return numbers


def keys(rows: Iterable[tuple]) -> list[int]:
    """The keys of the items, in their order."""
    return [row[0] for row in rows]


def kinds_and_years(rows: Iterable[tuple]) -> Iterable[tuple[int, int | None]]:
    return map(itemgetter(KIND, YEAR), rows)
