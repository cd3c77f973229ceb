"""Who is in the directory, as narrow rows read in the database's own speed.

One row for each entry, past Django's making of objects: with 10,000 entries that alone would take longer than
the whole page may. What is asked is said in the ORM all the same; only the answer is taken as it comes.
"""

import datetime
import json
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Aggregate, BooleanField, ExpressionWrapper, F, Q, QuerySet, TextField, Value

from members.directory.models import ClientGroup, Language, Outcode, Sector, SupervisorEntry
from members.directory.register import current_terms
from members.directory.search.state import Choice
from members.membership.models import Grade

#: For each facet of words: the entries of each word.
Words = dict[str, dict[int | str, set[int]]]
ENTRY = "user__member__entry__"
#: The facets whose values are snippets: what the address calls them, and the entry's field.
WORDS = {
    "sector": (Sector, "sectors"),
    "group": (ClientGroup, "client_groups"),
    "language": (Language, "languages"),
}
#: The facets that are no records, with their choices.
FIXED = {
    "how": [Choice("in-person", "In person", "in-person"), Choice("online", "Online", "online")],
    "room": [Choice("now", "Room for a trainee now", "now")],
}


class Row(NamedTuple):
    """One listed entry. ``in_person``, ``online`` and ``has_room`` are 0 or 1, or booleans."""

    pk: int
    grade: int
    last_name: str
    first_name: str
    in_person: int
    online: int
    has_room: int
    outcode: str | None
    town: str
    areas: str


PK, GRADE, LAST, FIRST, IN_PERSON, ONLINE, ROOM, OUTCODE, TOWN, AREAS = range(len(Row._fields))


class Joined(Aggregate):
    """The numbers of a group as one text, with commas between them."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="GROUP_CONCAT(%(expressions)s)", **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="STRING_AGG((%(expressions)s)::text, ',')", **extra)


def fetch(queryset: QuerySet) -> list[tuple]:
    sql, params = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def listed(day: datetime.date) -> list[tuple]:
    """The rows, as plain tuples in the order of ``Row``, of exactly the entries that
    ``SupervisorEntry.objects.listed(day)`` has. One query."""
    room = SupervisorEntry.Room
    now = Q(**{f"{ENTRY}room": room.YES}) | Q(
        **{f"{ENTRY}room": room.FROM, f"{ENTRY}room_from__lte": day, f"{ENTRY}room_from__isnull": False}
    )
    shown = SupervisorEntry.objects.filter(live=True, paused=False)
    # The second condition tells SQLite to begin with the entries, not with the terms of all members.
    terms = current_terms(day).filter(
        grade__in_directory=True, user__member__entry__in=shown, user__in=shown.values("member__user")
    )
    rows = fetch(
        terms.order_by().values_list(
            f"{ENTRY}pk",
            "grade",
            "user__last_name",
            "user__first_name",
            f"{ENTRY}in_person",
            f"{ENTRY}online",
            ExpressionWrapper(now, output_field=BooleanField()),
            f"{ENTRY}outcode",
            f"{ENTRY}town",
            f"{ENTRY}areas_covered",
        )
    )
    unique = {row[0]: row for row in rows}
    return rows if len(unique) == len(rows) else list(unique.values())


def choices() -> dict[str, list[Choice]]:
    """What can be chosen in each facet, in its order. One query for all records."""
    found: dict[str, list[Choice]] = {**FIXED, "grade": [], **{name: [] for name in WORDS}}
    grades = Grade.objects.filter(in_directory=True).order_by()
    parts = [
        model.objects.order_by().values_list(Value(name), "pk", "name", "slug", "order")
        for name, (model, _field) in WORDS.items()
    ]
    rows = grades.values_list(Value("grade"), "pk", "name", Value(""), "rank").union(*parts, all=True)
    for name, key, label, slug, _order in sorted(rows, key=lambda row: (row[4], row[2].casefold())):
        found[name].append(Choice(slug or str(key), label, key))
    return found


def with_words() -> Words:
    """For each facet of words: the entries of each word, listed or not. One query."""
    parts = []
    for name, (model, field) in WORDS.items():
        through = getattr(SupervisorEntry, field).through
        word = f"{model._meta.model_name}_id"
        parts.append(
            through.objects.order_by()
            .values(word)
            .values_list(Value(name), F(word), Joined("supervisorentry_id"))
        )
    found: Words = {name: {} for name in WORDS}
    for name, word, entries in fetch(parts[0].union(*parts[1:], all=True)):
        found[name][word] = set(json.loads(f"[{entries}]"))
    return found


def points(codes: Iterable[str] | None = None) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of outcodes; without ``codes``, of all."""
    outcodes = Outcode.objects.order_by()
    if codes is not None:
        outcodes = outcodes.filter(pk__in=codes)
    return {
        code: (north, east)
        for code, north, east in fetch(outcodes.values_list("pk", "latitude", "longitude"))
    }
