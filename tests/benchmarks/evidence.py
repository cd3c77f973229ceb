"""
The evidence list with 10,000 items: milliseconds of an answer, in the process, and its queries.

Part of make bench. It runs on SQLite and, where there is a PostgreSQL, on that as well. Asked through
Django's test client, so the whole of an answer counts: middleware, gate, search, facets, template.
EVIDENCE_ITEMS (default 10,000) is the number of items, EVIDENCE_ROUNDS (default 15) how often each address is
asked for. The time of the processor is shown beside that of the clock, which a busy machine makes longer.

All items are also written into a file of each format, with the memory that this took at most.
"""

import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from typing import Any

ITEMS = int(os.environ.get("EVIDENCE_ITEMS", "10000"))
ROUNDS = int(os.environ.get("EVIDENCE_ROUNDS", "15"))
#: What an answer may cost: milliseconds in the median, queries.
MOST_MS, MOST_QUERIES = 80, 12
ADDRESSES = {
    "all": "",
    "one word": "?q=attachment",
    "two words": "?q=neglect+families",
    "a rare word": "?q=9123",
    "an author": "?q=o%27hara&sort=author",
    "a synonym": "?q=guider",
    "topic and kind": "?topic=neglect&kind=trial",
    "word and all facets": "?q=families&topic=neglect&topic=schools&kind=trial&kind=book&kind=thesis"
    "&design=randomised&scope=vig&scope=wider&open=yes&from=1985&to=2020",
    "word and years": "?q=stress&from=1990&to=2010&sort=oldest",
    "by title": "?sort=title&view=table",
    "the last page": f"?page={ITEMS // 20}",
}
MEGABYTE = 1024 * 1024


def run() -> bool:
    """Measure on the database that the settings name; whether all answers were quick enough."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    # Each answer is made anew.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "PageCacheMiddleware" not in name]
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"\n{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, {ITEMS} items", flush=True)
        make()
        return measure() & export()
    finally:
        teardown_databases(databases, verbosity=0)


def make() -> None:
    from django.db import connection

    from tests.evidence.factories import EvidenceIndexPageFactory, GlossaryTermFactory, fill
    from tests.home.factories import HomePageFactory

    HomePageFactory()
    index = EvidenceIndexPageFactory()
    GlossaryTermFactory.create_batch(12)
    fill(index, ITEMS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure() -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, good = Client(), True
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}")
    for name, query in ADDRESSES.items():
        address = f"/evidence/{query}"
        client.get(address)
        times, work = [], []
        for _round in range(ROUNDS):
            started, worked = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - started))
            work.append(1000 * (time.process_time() - worked))
            assert answer.status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        median = statistics.median(times)
        good &= median <= MOST_MS and len(queries) <= MOST_QUERIES
        print(f"{name:<22}{median:>10.1f}{statistics.median(work):>10.1f}{len(queries):>9}", flush=True)
    return good


def export() -> bool:
    from django.test import Client

    good = True
    for extension in ("bib", "ris", "json"):
        Client().get(f"/evidence/export.{extension}?q=9123")
        tracemalloc.start()
        started = time.perf_counter()
        answer: Any = Client().get(f"/evidence/export.{extension}")
        size = sum(map(len, answer.streaming_content))
        seconds, most = time.perf_counter() - started, tracemalloc.get_traced_memory()[1] / MEGABYTE
        tracemalloc.stop()
        good &= most <= 50
        print(
            f"all as .{extension}: {size / MEGABYTE:.1f} MB in {seconds:.1f} s, {most:.0f} MB of memory at "
            f"most"
        )
    return good


def main() -> int:
    command = [sys.executable, "-m", "tests.benchmarks.evidence", "run"]
    missed = subprocess.call(command)
    missed |= subprocess.call([sys.executable, "-m", "tests.support.postgres", *command])
    if missed:
        print(f"Over {MOST_MS} ms, {MOST_QUERIES} queries or 50 MB somewhere.", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(not run() if sys.argv[1:] == ["run"] else main())
