"""
The directory with 10,000 supervisors: milliseconds of an answer, in the process, and its queries.

Then the officers' list of the same supervisors' entries, which has more time.

Part of make bench, on SQLite and, where there is a PostgreSQL, on that as well. Asked through Django's test
client, so the whole of an answer counts: middleware, gate, register, facets, template. DIRECTORY_ENTRIES
(default 10,000) is the number of supervisors, DIRECTORY_ROUNDS (default 15) how often each address is asked
for. The time of the processor is shown beside that of the clock, which a busy machine makes longer.
"""

import gzip
import os
import sys

from tests.benchmarks import in_process

ENTRIES = int(os.environ.get("DIRECTORY_ENTRIES", "10000"))
ROUNDS = int(os.environ.get("DIRECTORY_ROUNDS", "15"))
#: What an answer may cost: milliseconds in the median, queries, bytes of the compressed map.
MOST_MS, MOST_QUERIES, MOST_MAP = 60, 15, 40 * 1024
#: Milliseconds that a page of the officers' list may take in the median.
MOST_MS_OFFICERS = 1000
ADDRESSES = {
    "all": "",
    "near a postcode": "?near=LS6",
    "near, any distance": "?near=LS6&within=any",
    "near a town": "?near=Town+7&within=60",
    "an area": "?near=Shire+3",
    "unknown postcode": "?near=ZZ9",
    "nobody who fits": "?near=LS6&within=10&name=nobody",
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
LIST = "/admin/snippets/directory/supervisorentry/"
OFFICERS = {
    "list": "",
    "list, the last page": f"?p={-(-ENTRIES // 50)}",
    "list, a name": "?q=o’hara",
    "list, not listed": "?listing=lapsed",
    "list, listed": "?listing=listed&room=true&online=true",
    "list, by grade": "?ordering=grade_now",
    "list, by listing": "?ordering=-listing_now",
}


def make() -> None:
    from wagtail.models import Page, Site

    from tests.factories import HomePageFactory
    from tests.members.directory.factories import DirectoryPageFactory
    from tests.members.directory.many import fill

    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    DirectoryPageFactory(parent=home)
    fill(ENTRIES)
    in_process.analyse()


def measure() -> bool:
    from django.test import Client

    from tests.factories import UserFactory

    make()
    client, good = Client(), True
    print(f"{ENTRIES} supervisors")
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}{'gzip bytes':>12}")
    for name, query in ADDRESSES.items():
        address = f"/supervisors/{query}"
        found = in_process.asked(client, address, ROUNDS)
        size = len(gzip.compress(found.content))
        good &= found.milliseconds <= MOST_MS and found.queries <= MOST_QUERIES and size <= MOST_MAP
        show(name, found, size)
    client.force_login(UserFactory.create(is_superuser=True))
    for name, query in OFFICERS.items():
        found = in_process.asked(client, LIST + query, ROUNDS)
        good &= found.milliseconds <= MOST_MS_OFFICERS
        show(name, found, len(gzip.compress(found.content)))
    return good


def show(name: str, found: in_process.Answer, size: int) -> None:
    figures = f"{found.milliseconds:>10.1f}{found.processor:>10.1f}{found.queries:>9}{size:>12}"
    print(f"{name:<22}{figures}", flush=True)


if __name__ == "__main__":
    missed = f"Over {MOST_MS} ms, {MOST_QUERIES} queries or {MOST_MAP} bytes, or the list over a second."
    sys.exit(in_process.main(__spec__.name, measure, missed))
