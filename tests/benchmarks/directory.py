"""
The directory with 10,000 supervisors: milliseconds of an answer, in the process, and its queries.

Part of make bench, on SQLite and, where there is a PostgreSQL, on that as well. Asked through Django's test
client, so the whole of an answer counts: middleware, gate, register, facets, template. DIRECTORY_ENTRIES
(default 10,000) is the number of supervisors, DIRECTORY_ROUNDS (default 15) how often each address is asked
for. The time of the processor is shown beside that of the clock, which a busy machine makes longer.
"""

import gzip
import os
import statistics
import subprocess
import sys
import time

ENTRIES = int(os.environ.get("DIRECTORY_ENTRIES", "10000"))
ROUNDS = int(os.environ.get("DIRECTORY_ROUNDS", "15"))
#: What an answer may cost: milliseconds in the median, queries, bytes of the compressed map.
MOST_MS, MOST_QUERIES, MOST_MAP = 60, 15, 40 * 1024
ADDRESSES = {
    "all": "",
    "near a postcode": "?near=LS6",
    "near, any distance": "?near=LS6&within=any",
    "near a town": "?near=Town+7&within=60",
    "an area": "?near=Shire+3",
    "unknown postcode": "?near=ZZ9",
    "a name": "?name=ann+bo",
    "an accent": "?name=zoë",
    "one facet": "?how=online",
    "all facets": "?how=online&room=now&sector=sector-1&sector=sector-2&group=clientgroup-3"
    "&language=language-1&language=language-2",
    "near and facets": "?near=LS6&within=60&how=online&room=now&sector=sector-1",
    "the last page": f"?page={-(-ENTRIES // 20)}",
    "map": "?view=map",
    "map, narrowed": "?view=map&sector=sector-1&how=in-person",
}


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
        print(
            f"\n{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, {ENTRIES} supervisors",
            flush=True,
        )
        make()
        return measure()
    finally:
        teardown_databases(databases, verbosity=0)


def make() -> None:
    from django.db import connection
    from wagtail.models import Page, Site

    from tests.factories import HomePageFactory
    from tests.members.directory.factories import DirectoryPageFactory
    from tests.members.directory.many import fill

    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    DirectoryPageFactory(parent=home)
    fill(ENTRIES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure() -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, good = Client(), True
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}{'gzip bytes':>12}")
    for name, query in ADDRESSES.items():
        address = f"/supervisors/{query}"
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
        median, size = statistics.median(times), len(gzip.compress(answer.content))
        good &= median <= MOST_MS and len(queries) <= MOST_QUERIES and size <= MOST_MAP
        print(
            f"{name:<22}{median:>10.1f}{statistics.median(work):>10.1f}{len(queries):>9}{size:>12}",
            flush=True,
        )
    return good


def main() -> int:
    command = [sys.executable, "-m", "tests.benchmarks.directory", "run"]
    missed = subprocess.call(command)
    missed |= subprocess.call([sys.executable, "-m", "tests.support.postgres", *command])
    if missed:
        print(f"Over {MOST_MS} ms, {MOST_QUERIES} queries or {MOST_MAP} bytes somewhere.", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(not run() if sys.argv[1:] == ["run"] else main())
