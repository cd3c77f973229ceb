"""Everybody in the directory, read once for as long as nothing at all changes in the database.

To read 10,000 entries takes longer than a page may. So what was read is kept in the process, together with
the database's own mark of its state, and every request asks for that mark before it uses what is kept. A mark
can't be outrun: it changes with every committed write to any table, by whichever program.

* PostgreSQL: ``pg_current_snapshot()`` names all transactions whose effects are seen. The same text, the
  same data. https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
* SQLite: ``PRAGMA data_version`` counts the commits of other connections, ``total_changes`` the rows that
  this one changed. https://www.sqlite.org/pragma.html#pragma_data_version

Within a transaction, where a part may still be rolled back, nothing is kept and nothing kept is used.
"""

import datetime
import threading
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import connection

from members.directory.check import folded
from members.directory.search import rows
from members.directory.search.places import Point
from members.directory.search.rows import FIRST, LAST, PK, Choice, Words

_kept = threading.local()


@dataclass
class Everybody:
    """``rows``: by name, as ``rows.listed`` says. ``words``: as ``rows.with_words``."""

    rows: list[tuple]
    words: Words
    choices: dict[str, list[Choice]]

    @cached_property
    def points(self) -> dict[str, Point]:
        return rows.points()

    @cached_property
    def names(self) -> dict[int, str]:
        """The names as a search compares them, by the keys of the entries."""
        return {row[PK]: f" {folded(f'{row[FIRST]} {row[LAST]}')}" for row in self.rows}


def everybody(day: datetime.date) -> Everybody:
    """Who is in the directory on ``day``, as the database has it now."""
    mark = _mark()
    if mark is None:
        return _read(day)
    key = (day, settings.MEMBERSHIP_GRACE_DAYS, mark)
    if getattr(_kept, "key", None) != key:
        # The mark is older than what is read now: what changes in between is read again next time.
        _kept.everybody, _kept.key = _read(day), key
    return _kept.everybody


def _read(day: datetime.date) -> Everybody:
    listed = sorted(rows.listed(day), key=lambda row: (row[LAST].lower(), row[FIRST].lower(), row[PK]))
    return Everybody(listed, rows.with_words(), rows.choices())


def _mark() -> tuple | None:
    """The state of the database; None where it is not fixed."""
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_database(), pg_postmaster_start_time()::text, pg_current_snapshot()::text"
            )
            return cursor.fetchone()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            # Only marks of one connection can be compared: it is part of them.
            return connection.connection, cursor.fetchone()[0], connection.connection.total_changes
    return None
