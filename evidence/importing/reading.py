"""From an uploaded file to the records of a run: read, fitted, compared with what is there already."""

import re
from itertools import islice
from typing import BinaryIO

from evidence.citations import FORMATS, FileProblem
from evidence.citations.files import MOST_RECORDS, notice, pieces
from evidence.citations.items import FALLBACK_TYPE, Item, year_of
from evidence.importing.fields import fit
from evidence.models import EvidenceKind, EvidencePage
from evidence.text import fold

NAMES_SHOWN = 3


def format_of(stream: BinaryIO) -> str:
    """The key of the format a file is in, judged by how it begins: file names are often wrong."""
    start = "".join(islice(pieces(stream), 1)).lstrip()
    if start.startswith(("{", "[")):
        return "json"
    return "bib" if re.search(r"^\s*@\s*[A-Za-z]+\s*[{(]", start, re.MULTILINE) else "ris"


def read_file(stream: BinaryIO) -> tuple[str, str, list[dict]]:
    """
    The format, a notice about the encoding, and the records of an uploaded file (see ImportRun.records).

    Raises FileProblem, in words for an editor, for a file that can't be read to its end.
    """
    words = notice(stream)
    file_format = format_of(stream)
    kinds = Kinds()
    records: list[dict] = []
    for record in FORMATS[file_format].read(stream):
        problems = record.problems
        kind = None
        if record.item:
            problems = [*problems, *fit(record.item)[1]]
            kind, guess = kinds.of(record.item)
            problems += guess
        records.append(
            {
                "number": record.number,
                "line": record.line,
                "item": record.item,
                "year": record.item and year_of(record.item),
                "who": _who(record.item or {}),
                "problems": problems,
                "kind": kind,
                "twin": None,
                "chosen": False,
            }
        )
    if not kinds.known:
        raise FileProblem("There is no kind of evidence yet. Please add one first, among the snippets.")
    mark_twins(records)
    for found in records:
        found["chosen"] = bool(found["item"]) and not found["twin"]
    return file_format, words, records


def _who(item: Item) -> str:
    names = item.get("author") or item.get("editor") or []
    named = ", ".join(name.get("literal") or name["family"] for name in names[:NAMES_SHOWN])
    return f"{named} and others" if len(names) > NAMES_SHOWN else named


class Kinds:
    """Which kind of evidence a reference becomes, unless an editor knows better."""

    #: Where the types of CSL are finer than ours.
    LIKE = {
        "article-magazine": "article-journal",
        "article-newspaper": "article-journal",
        "periodical": "book",
    }

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        for kind in EvidenceKind.objects.order_by("-is_usual", "order", "name"):
            self.known.setdefault(kind.csl_type, kind.pk)

    def of(self, item: Item) -> tuple[int | None, list[str]]:
        wanted = self.LIKE.get(item["type"], item["type"])
        if wanted in self.known:
            return self.known[wanted], []
        fallback = self.known.get("report") or next(iter(self.known.values()), None)
        if item["type"] == FALLBACK_TYPE:
            return fallback, ["Please choose its kind."]
        return fallback, [f"We have no kind for “{item['type']}”; please choose one."]


def mark_twins(records: list[dict]) -> None:
    """Say of each record if the site, or the file before it, has the same: by DOI, or by title and year."""
    seen: dict[tuple, dict] = {}
    pages = EvidencePage.objects.values_list("pk", "title", "year", "doi").iterator()
    for pk, title, year, doi in pages:
        for key in _keys(title, year, doi):
            seen.setdefault(key, {"words": f"on the site: “{title}”", "page": pk})
    for record in records[:MOST_RECORDS]:
        item = record["item"]
        if not item:
            continue
        keys = _keys(item["title"], year_of(item), item.get("DOI", ""))
        record["twin"] = next((_why(key) | seen[key] for key in keys if key in seen), None)
        for key in keys:
            seen.setdefault(key, {"words": f"record {record['number']} of this file", "page": None})


def mark_new_twins(records: list[dict]) -> int:
    """Mark what has come to the site since the file was read, and leave it out. How many of the chosen."""
    known = {record["number"] for record in records if record["twin"]}
    mark_twins(records)
    new = [
        record for record in records if record["chosen"] and record["twin"] and record["number"] not in known
    ]
    for record in new:
        record["chosen"] = False
    return len(new)


def _keys(title: str, year: int | None, doi: str) -> list[tuple]:
    """What two records that are the same have in common. Without a year a title alone proves nothing."""
    words = re.sub(r"[\W_]+", " ", fold(title)).strip()
    return [("doi", doi.lower())] * bool(doi) + [("title", words, year)] * bool(words and year)


def _why(key: tuple) -> dict:
    return {"why": "the same DOI" if key[0] == "doi" else "the same title and year"}
