"""
A large site's pages in the process, beside the same pages of the small site: part of make bench.

Fills a database with `manage.py load_test_site` (LARGE_SITE, default 10,000 of each kind, twice as many
members and documents) after measuring it with the first content only. On SQLite and, where there is one, on
PostgreSQL. Asked through Django's test client without the page cache: milliseconds (median) and queries.
Where the page shows the same number of rows, the large site may take twice as long as the small one.
SCALE_ROUNDS (default 15) is how often each address is asked for.
"""

import os
import sys

from tests.benchmarks import in_process

LARGE = int(os.environ.get("LARGE_SITE", "10000"))
ROUNDS = int(os.environ.get("SCALE_ROUNDS", "15"))
MOST_MS, MOST_QUERIES = 100, 15
#: What is shown there does not grow with the site, so neither may the time by more than this.
MOST_TIMES = 2.0
ADDRESSES = {
    "home": "/",
    "article": "/news/a-new-home-on-the-web/",
    "news list": "/news/",
    "news, a year": "/news/{year}/",
    "news, last page": "/news/?page={last_news}",
    "feed": "/news/feed/",
    "sitemap": "/sitemap.xml",
    "sitemap, a part": "/sitemap-pages.xml",
    "sitemap, profiles": "/sitemap-supervisors.xml",
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


def measure() -> bool:
    from django.core.management import call_command

    call_command("load_site", verbosity=0)
    small = {name: asked(address) for name, address in ADDRESSES.items() if "{" not in address}
    parts = dict.fromkeys(["pages", "evidence", "news", "supervisors"], LARGE)
    call_command("load_test_site", **parts, members=2 * LARGE, documents=2 * LARGE)
    in_process.analyse()
    return report(small)


def asked(address: str) -> in_process.Answer:
    from django.test import Client

    return in_process.asked(Client(), address, ROUNDS)


def report(small: dict[str, in_process.Answer]) -> bool:
    from home.news.models import NewsPage

    good = True
    print(f"{'with ' + format(LARGE, ',') + ' of each':<22}{'small ms':>10}{'large ms':>10}{'queries':>9}")
    for name, address in ADDRESSES.items():
        found = asked(address.format(last_news=NewsPage.objects.count() // 12, year=2024))
        before = small[name].milliseconds if name in small else 0
        too_slow = found.milliseconds > MOST_MS or found.queries > MOST_QUERIES
        too_slow |= name in SAME_ROWS and found.milliseconds > MOST_TIMES * before
        good &= not too_slow
        was = f"{before:.1f}" if before else ""
        mark = "  <-" if too_slow else ""
        print(f"{name:<22}{was:>10}{found.milliseconds:>10.1f}{found.queries:>9}{mark}", flush=True)
    return good


if __name__ == "__main__":
    missed = f"Over {MOST_MS} ms, {MOST_QUERIES} queries or {MOST_TIMES:g} times: <-"
    sys.exit(in_process.main(__spec__.name, measure, missed))
