"""
The evidence list with 10,000 items: milliseconds of an answer, in the process, and its queries.

Part of make bench. It runs on SQLite and, where there is a PostgreSQL, on that as well. Asked through
Django's test client, so the whole of an answer counts: middleware, gate, search, facets, template.
EVIDENCE_ITEMS (default 10,000) is the number of items, EVIDENCE_ROUNDS (default 15) how often each address is
asked for. The time of the processor is shown beside that of the clock, which a busy machine makes longer.

All items are also written into a file of each format, with the memory that this took at most, and the printed
references of one item are timed.
"""

import os
import sys
import time
import tracemalloc
from typing import Any

from tests.benchmarks import in_process

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


def make() -> None:
    from tests.evidence.factories import EvidenceIndexPageFactory, GlossaryTermFactory, fill
    from tests.home.factories import HomePageFactory

    HomePageFactory()
    index = EvidenceIndexPageFactory()
    GlossaryTermFactory.create_batch(12)
    fill(index, ITEMS)
    in_process.analyse()


def measure() -> bool:
    from django.test import Client

    make()
    client, good = Client(), True
    print(f"{ITEMS} items")
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}")
    for name, query in ADDRESSES.items():
        address = f"/evidence/{query}"
        found = in_process.asked(client, address, ROUNDS)
        good &= found.milliseconds <= MOST_MS and found.queries <= MOST_QUERIES
        print(f"{name:<22}{found.milliseconds:>10.1f}{found.processor:>10.1f}{found.queries:>9}", flush=True)
    return good & export() & cite()


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


def cite() -> bool:
    """Both printed references of an item, as its page shows them."""
    from evidence.citations import text
    from tests.evidence.citations.references import ALL, ARTICLE

    text(ARTICLE, "apa")
    started = time.perf_counter()
    for item in ALL.values():
        text(item, "apa")
        text(item, "harvard")
    each = 1000 * (time.perf_counter() - started) / len(ALL)
    print(f"both references of an item: {each:.1f} ms")
    return each <= 20


if __name__ == "__main__":
    missed = f"Over {MOST_MS} ms, {MOST_QUERIES} queries or 50 MB somewhere."
    sys.exit(in_process.main(__spec__.name, measure, missed))
