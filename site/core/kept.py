"""What all pages share, read once for as long as nothing at all changes in the database.

What was read is kept in the process, together with the database's own mark of its state, and whoever wants it
asks for that mark first. A mark can't be outrun: it changes with every committed write to any table, by
whichever program. docs/decisions/0090 and 0115 say why.

* PostgreSQL: ``pg_current_snapshot()`` names all transactions whose effects are seen. The same text, the
  same data. https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
* SQLite: ``PRAGMA data_version`` counts the commits of other connections, ``total_changes`` the rows that
  this one changed. https://www.sqlite.org/pragma.html#pragma_data_version

Within a transaction, where a part may still be rolled back, nothing kept is used, and nothing is kept beyond
the request that reads (``asked_once``). What is kept is shared by all requests of a thread: nobody may change
it.
"""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

T = TypeVar("T")

MARKS = {
    "postgresql": "SELECT current_database(), pg_postmaster_start_time()::text, pg_current_snapshot()::text",
    "sqlite": "PRAGMA data_version",
}
#: So many different things are kept at most; with one more all are read anew.
MOST = 500


class _Kept(threading.local):
    def __init__(self) -> None:
        self.mark: tuple | None = None
        self.values: dict[Hashable, object] = {}
        #: The mark that holds for the request under way: see asked_once.
        self.asked: tuple | None = None
        self.asks_once = False
        #: What that request has read within a transaction. It is forgotten when the request ends.
        self.of_request: dict[Hashable, object] = {}


_kept = _Kept()


def kept(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read()`` gives, as the database has it now."""
    now = mark()
    if now is None:
        if not _kept.asks_once:
            return read()
        values = _kept.of_request
    else:
        if now != _kept.mark or len(_kept.values) >= MOST:
            # The mark is older than what is read now: what changes in between is read again next time.
            _kept.values, _kept.mark = {}, now
        values = _kept.values
    if key not in values:
        values[key] = read()
    return values[key]  # type: ignore[return-value]


def mark() -> tuple | None:
    """The state of the database, to compare with another one; None where it is not fixed."""
    if not _is_fixed():
        return None
    if _kept.asked is None or not _kept.asks_once or _kept.asked[0] is not connection.connection:
        _kept.asked = _ask()
    if connection.vendor == "sqlite":
        # Costs no query, so what this very request has written counts at once.
        return *_kept.asked, connection.connection.total_changes
    return _kept.asked[1:] or None


def _is_fixed() -> bool:
    """Whether what is read now can't be rolled back any more."""
    return not connection.in_atomic_block and connection.get_autocommit()


def _ask() -> tuple:
    """The open connection, since SQLite's marks can be compared on one only, and what the database says."""
    query = MARKS.get(connection.vendor)
    if query is None:
        return (connection.connection,)
    with connection.cursor() as cursor:
        cursor.execute(query)
        return connection.connection, *cursor.fetchone()


@contextmanager
def asked_once() -> Iterator[None]:
    """While it lasts, the database is asked for its mark once: who only reads may see one state."""
    _kept.asks_once, _kept.asked, _kept.of_request = True, None, {}
    try:
        yield
    finally:
        _kept.asks_once, _kept.asked, _kept.of_request = False, None, {}
