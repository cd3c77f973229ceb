"""
A large site's pages in the process, beside the same pages of the small site: part of make bench.

Fills a database with `manage.py load_test_site` (LARGE_SITE, default 10,000 of each kind, twice as many
members and documents) after measuring it with the first content only. On SQLite and, where there is one, on
PostgreSQL. Asked through Django's test client without the page cache: milliseconds (median) and queries.
Where the page shows the same number of rows, the large site may take twice as long as the small one.
SCALE_ROUNDS (default 15) is how often each address is asked for.
"""

import os
import statistics
import subprocess
import sys
import time

LARGE = int(os.environ.get("LARGE_SITE", "10000"))
ROUNDS = int(os.environ.get("SCALE_ROUNDS", "15"))
MOST_MS, MOST_QUERIES = 100, 15
#: What is shown there does not grow with the site, so neither may the time by more than this.
MOST_TIMES = 2.0
ADDRESSES = {
    "home": "/",
    "article": "/news/a-new-home-on-the-web/",
    "news list": "/news/",
    "news, a year": "/news/2024/",
    "news, last page": "/news/?page={last_news}",
    "feed": "/news/feed/",
    "sitemap": "/sitemap.xml",
    "timeline": "/history/",
    "evidence list": "/evidence/",
    "evidence, facets": "/evidence/?topic=neglect&kind=trial",
    "evidence, words": "/evidence/?q=families",
    "supervisors": "/supervisors/",
    "search": "/search/?q=families",
    "search, two words": "/search/?q=neglect+families",
    "search, none": "/search/?q=xylophonist",
}
#: The large site shows as many rows here as the small one.
SAME_ROWS = {"home", "article", "timeline"}


def run() -> bool:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    # Each answer is made anew.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "PageCacheMiddleware" not in name]
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"\n{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}", flush=True)
        call_command("load_site", verbosity=0)
        small = {name: asked(address) for name, address in ADDRESSES.items() if "{" not in address}
        parts = dict.fromkeys(["pages", "evidence", "news", "supervisors"], LARGE)
        call_command("load_test_site", **parts, members=2 * LARGE, documents=2 * LARGE)
        return report(small)
    finally:
        teardown_databases(databases, verbosity=0)


def asked(address: str) -> tuple[float, int] | None:
    """Milliseconds in the median, and queries; None where there is no such page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    # The first answer makes pictures, the second reads what is kept while nothing changes.
    if [client.get(address).status_code for _time in range(2)] != [200, 200]:
        return None
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - started))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return statistics.median(times), len(queries)


def report(small: dict[str, tuple[float, int] | None]) -> bool:
    from home.news.models import NewsPage

    good = True
    print(f"{'with ' + format(LARGE, ',') + ' of each':<22}{'small ms':>10}{'large ms':>10}{'queries':>9}")
    for name, address in ADDRESSES.items():
        found = asked(address.format(last_news=NewsPage.objects.count() // 12))
        before = small.get(name)
        if found is None:
            print(f"{name:<22}{'no such page':>29}")
            good = False
            continue
        median, queries = found
        too_slow = median > MOST_MS or queries > MOST_QUERIES
        too_slow |= name in SAME_ROWS and before is not None and median > MOST_TIMES * before[0]
        good &= not too_slow
        was = f"{before[0]:.1f}" if before else ""
        print(f"{name:<22}{was:>10}{median:>10.1f}{queries:>9}{'  <-' if too_slow else ''}", flush=True)
    return good


def main() -> int:
    command = [sys.executable, "-m", "tests.benchmarks.scale", "run"]
    missed = subprocess.call(command)
    missed |= subprocess.call([sys.executable, "-m", "tests.support.postgres", *command])
    if missed:
        print(f"Over {MOST_MS} ms, {MOST_QUERIES} queries or {MOST_TIMES:g} times: <-", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(not run() if sys.argv[1:] == ["run"] else main())
