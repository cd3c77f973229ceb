"""What the benchmarks in the process share: a database of their own, on SQLite and PostgreSQL, and the clock.

A benchmark is a module with a ``measure() -> bool``, which tells on a fresh database whether everything was
quick enough, and ends in ``sys.exit(in_process.main(__spec__.name, measure, "what was missed"))``. It
measures on SQLite and, where there is a PostgreSQL, on that as well, each in a process of its own. Nothing of
the site may be imported before ``measure`` is called.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What an address cost: milliseconds in the median by the clock and of the processor, and queries.

    A busy machine makes the clock's longer, not the processor's. ``changed``: milliseconds by the clock of
    the first answer after something has changed in the database, when nothing that was kept may be used.
    """

    milliseconds: float
    processor: float
    changed: float
    queries: int
    content: bytes


def asked(client: Any, address: str, rounds: int) -> Answer:
    """Ask Django's test client for an address: the whole of an answer counts, from middleware to template.

    The first two are not counted: one makes pictures, the other reads what is kept while nothing changes.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _warm in range(2):
        client.get(address)
    times, work = [], []
    for _round in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - started))
        work.append(1000 * (time.process_time() - worked))
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    # The next request forgets them. What begins and ends a transaction asks for nothing.
    asked_for = sum(query["sql"] not in {"BEGIN", "COMMIT"} for query in queries.captured_queries)
    changed = statistics.median(_after_a_change(client, address) for _round in range(min(rounds, 5)))
    found = (statistics.median(times), statistics.median(work), changed, asked_for, answer.content)
    return Answer(*found)


def _after_a_change(client: Any, address: str) -> float:
    from core.models import FirstContent

    FirstContent.objects.update_or_create(key="benchmark")
    FirstContent.objects.filter(key="benchmark").delete()
    started = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - started)


def analyse() -> None:
    """Let the database look at what was just filled in, as PostgreSQL does by itself within a minute."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def run(measure: Callable[[], bool]) -> bool:
    """Measure on the database that the settings name, without the page cache: each answer is made anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "PageCacheMiddleware" not in name]
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"\n{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}", flush=True)
        return measure()
    finally:
        teardown_databases(databases, verbosity=0)


def main(name: str, measure: Callable[[], bool], missed: str) -> int:
    """Run a benchmark on both databases; the code to exit with, ``missed`` said where it isn't 0."""
    if sys.argv[1:] == ["run"]:
        return 0 if run(measure) else 1
    command = [sys.executable, "-m", name, "run"]
    failed = subprocess.call(command)
    failed |= subprocess.call([sys.executable, "-m", "tests.support.postgres", *command])
    if failed:
        print(missed, file=sys.stderr)
    return failed
