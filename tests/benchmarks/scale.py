"""
A large site's pages in the process, beside the same pages of the small site: part of make bench.

Fills a database with `manage.py load_test_site` (LARGE_SITE, default 10,000 of each kind, twice as many
members and documents) after measuring it with the first content only. On SQLite and, where there is one, on
PostgreSQL. Asked through Django's test client without the page cache: milliseconds (median) and queries.
Where the page shows the same number of rows, the large site may take twice as long as the small one. What
pages share is read once while nothing changes (`core.kept`), so there is a column more, without a limit: what
the first visitor waits for after somebody has changed something.
SCALE_ROUNDS (default 15) is how often each address is asked for.
"""

import os
import re
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
#: What a row of a list, a feed or a sitemap begins with.
ROW = re.compile(rb"<(?:h3|entry|loc|tr)\b")


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
    head = f"{'with ' + format(LARGE, ',') + ' of each':<22}{'rows':>10}{'small ms':>10}{'large ms':>10}"
    print(f"{head}{'changed':>10}{'queries':>9}")
    for name, address in ADDRESSES.items():
        found = asked(address.format(last_news=NewsPage.objects.count() // 12, year=2024))
        before = small.get(name)
        rows = len(ROW.findall(found.content))
        had = len(ROW.findall(before.content)) if before else 0
        too_slow = found.milliseconds > MOST_MS or found.queries > MOST_QUERIES
        if before and rows == had:
            too_slow |= found.milliseconds > MOST_TIMES * before.milliseconds
        good &= not too_slow
        was = f"{before.milliseconds:.1f}" if before else ""
        shown = f"{had}, {rows}" if before else f"{rows}"
        figures = f"{shown:>10}{was:>10}{found.milliseconds:>10.1f}{found.changed:>10.1f}{found.queries:>9}"
        print(f"{name:<22}{figures}{'  <-' if too_slow else ''}", flush=True)
    return good


if __name__ == "__main__":
    missed = f"Over {MOST_MS} ms, {MOST_QUERIES} queries or {MOST_TIMES:g} times: <-"
    sys.exit(in_process.main(__spec__.name, measure, missed))
