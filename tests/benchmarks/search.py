"""
The search of a large site: milliseconds of an answer, in the process, and its queries.

Part of make bench, on SQLite and, where there is a PostgreSQL, on that as well. The search page is asked
through Django's test client, so the whole of an answer counts. SEARCH_OBJECTS (default 60,000) is the number
of things to find, a third of them closed to the public; SUGGEST_OBJECTS (default 100,000) for suggestions;
SEARCH_ROUNDS (default 11) how often each is asked for. The time of the processor is shown beside that of the
clock, which a busy machine makes longer.
"""

import os
import random
import sys

from tests.benchmarks import in_process

OBJECTS = int(os.environ.get("SEARCH_OBJECTS", "60000"))
SUGGESTED = int(os.environ.get("SUGGEST_OBJECTS", "100000"))
ROUNDS = int(os.environ.get("SEARCH_ROUNDS", "11"))
SUPERVISORS, DOCUMENTS = OBJECTS // 6, OBJECTS // 4
MOST_MS, MOST_QUERIES, MOST_SUGGEST_MS = 100, 15, 15
SYLLABLES = [first + second for first in "bcdfghklmnprstv" for second in "aeiou"]
ENDINGS = ["", "n", "s", "r", "ing", "tion", "ment", "ness", "ed", "ers", "al", "ly"]


def invented(number: int) -> str:
    """A word of letters, as the spelling help compares them: with the endings that many words share."""
    number, ending = divmod(number * 7919, len(ENDINGS))  # neighbours look unlike each other
    letters = [SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(3)]
    return "".join(letters) + ENDINGS[ending]


VOCABULARY = [invented(number) for number in range(20_000)]
RARE = VOCABULARY[4]
#: "attunement" stands in nine of ten, "guidance" in two titles of three, RARE in a few hundred.
SEARCHES = {
    "what most hold": "q=attunement",
    "also in most titles": "q=guidance",
    "two such words": "q=attunement+guidance",
    "its last page": "q=attunement&page=50",
    "of one kind": "q=attunement&kind=document",
    "a rarer word": f"q={RARE}",
    "both": f"q=attunement+{RARE}",
    "a phrase": "q=%22video+guidance%22",
    "nothing matches": "q=xyzzy",
    "3,000 words": f"q={'+'.join(VOCABULARY[:3000])}",
    "200,000 characters": f"q={'x' * 200_000}",
    "50,000 quotation marks": f"q={'%22' * 50_000}",
    "a slip": "q=attunemnet",
    "a slip in a rare word": f"q={RARE[:3]}{RARE[4]}{RARE[3]}{RARE[5:]}",
}
SUGGESTIONS = {
    "one letter": "g",
    "most titles": "guid",
    "two words": "video gui",
    "rare": RARE[:5],
    "none": "xyz",
}
HEAD = f"{'median ms':>22}{'processor':>10}{'queries':>9}"


def measure() -> bool:
    from django.test import Client

    home, good = site(), True
    fill(home, OBJECTS - SUPERVISORS - DOCUMENTS, DOCUMENTS, SUPERVISORS)
    print(f"{OBJECTS} objects\n{'search for':<22}{HEAD}", flush=True)
    for who, client in (("", Client()), (", a member", signed_in())):
        for name, query in SEARCHES.items():
            good &= quick(name + who, client, f"/search/?{query}", MOST_MS)
    fill(home, SUGGESTED - OBJECTS)
    print(f"\n{SUGGESTED} objects\n{'suggestions for':<22}{HEAD}", flush=True)
    for name, typed in SUGGESTIONS.items():
        address = f"/search/suggest/?q={typed.replace(' ', '+')}"
        good &= quick(name, Client(), address, MOST_SUGGEST_MS)
    return good


def quick(name: str, client, address: str, most: int) -> bool:
    found = in_process.asked(client, address, ROUNDS)
    print(f"{name:<34}{found.milliseconds:>10.1f}{found.processor:>10.1f}{found.queries:>9}", flush=True)
    return found.milliseconds <= most and found.queries <= MOST_QUERIES


def site():
    from wagtail.models import Page, Site

    from tests.factories import HomePageFactory
    from tests.members.directory.factories import DirectoryPageFactory

    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    DirectoryPageFactory(parent=home)
    return home


def signed_in():
    from django.test import Client

    from tests.factories import MembershipFactory

    client = Client()
    client.force_login(MembershipFactory.create().user)
    return client


def fill(home, pages: int, documents: int = 0, supervisors: int = 0) -> None:
    """Index so many things, each with some 150 words. Of the pages a third is for members."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

    from core.searchable import Described
    from home.models import StandardPage
    from library.models import Document
    from members.directory.models import SupervisorEntry
    from search.index import write
    from tests.factories import StandardPageFactory
    from tests.members.directory.many import fill as fill_directory

    chance = random.Random(1)
    kind = ContentType.objects.get_for_model(StandardPage)
    kinds = ["page", "news", "evidence", "milestone", "standard", "training"]

    def words(number: int) -> dict:
        title = ("Video guidance " if number % 3 else "") + " ".join(chance.choices(VOCABULARY, k=4))
        body = ("attunement " if number % 10 else "") + " ".join(chance.choices(VOCABULARY, k=150))
        return {"title": title, "summary": "In a sentence or two.", "body": body}

    def index(name: str, described: list) -> None:
        for start in range(0, len(described), 1000):
            write(name, described[start : start + 1000])

    for part in range(3):
        parent = StandardPageFactory(parent=home)
        if part == 0:
            PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)
        numbers = range(1, pages // 3 + 1)
        made = Page.objects.bulk_create(
            [
                Page(
                    title=f"Page {number}",
                    draft_title=f"Page {number}",
                    slug=f"page-{number}",
                    path=Page._get_path(parent.path, parent.depth + 1, number),
                    depth=parent.depth + 1,
                    url_path=f"{parent.url_path}page-{number}/",
                    content_type=kind,
                    locale=home.locale,
                )
                for number in numbers
            ],
            batch_size=1000,
        )
        described = [
            Described(page.pk, kinds[number % 6], path=page.path, **words(number))
            for number, page in enumerate(made)
        ]
        index("page", described)
    if documents:
        shelf = Collection.get_first_root_node().add_child(name="For members")
        CollectionViewRestriction.objects.create(
            collection=shelf, restriction_type=CollectionViewRestriction.LOGIN
        )
        open_shelf = Collection.get_first_root_node().add_child(name="For everybody")
        files = Document.objects.bulk_create(
            [
                Document(
                    title=f"Document {number}", file="a.pdf", collection=open_shelf if number % 3 else shelf
                )
                for number in range(documents)
            ],
            batch_size=1000,
        )
        described = [
            Described(file.pk, "document", collection_id=file.collection_id, **words(number))
            for number, file in enumerate(files)
        ]
        index("document", described)
    if supervisors:
        fill_directory(supervisors)
        described = [
            Described(key, "supervisor", **words(number))
            for number, key in enumerate(SupervisorEntry.objects.values_list("pk", flat=True))
        ]
        index("supervisor", described)
    in_process.analyse()


if __name__ == "__main__":
    missed = f"Over {MOST_MS} ms, {MOST_SUGGEST_MS} ms (suggestions) or {MOST_QUERIES} queries somewhere."
    sys.exit(in_process.main(__spec__.name, measure, missed))
