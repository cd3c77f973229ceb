"""
BibTeX: what is written, with the entry types and fields that reading shares.

Sources: Oren Patashnik, "BibTeXing" (1988), for entry types and fields; the manual of biblatex, for what
those lack (``doi``, ``eid`` for an article number, ``urldate``, ``@online``, ``@periodical``,
``entrysubtype``).
"""

import re
from collections.abc import Iterable, Iterator

from evidence.citations.dates import MONTHS, season_of
from evidence.citations.items import Item, clean
from evidence.citations.keys import Keys
from evidence.citations.latex import escape

#: Any other CSL type is a @misc whose ``entrysubtype`` names it.
TYPES = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "document": "misc",
    "paper-conference": "inproceedings",
    "periodical": "periodical",
    "report": "techreport",
    "thesis": "thesis",
    "webpage": "online",
}
IN_A_BOOK = {"chapter", "paper-conference"}
PUBLISHERS = {"thesis": "school", "report": "institution", "webpage": "organization"}
FIELDS = {
    "title": "title",
    "volume": "volume",
    "edition": "edition",
    "publisher-place": "address",
    "genre": "type",
    "ISBN": "isbn",
    "ISSN": "issn",
    "language": "language",
    "keyword": "keywords",
    "abstract": "abstract",
    "note": "note",
}
#: Taken by LaTeX as they stand, so nothing in them is escaped.
ADDRESSES = {"DOI": "doi", "URL": "url"}


def write(items: Iterable[Item]) -> Iterator[bytes]:
    """The items as a BibTeX file in UTF-8, one piece for each."""
    keys = Keys()
    for raw in items:
        item, _problems = clean(raw)
        lines = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
        yield f"@{_entry_type(item)}{{{keys.of(item)},\n{lines}}}\n\n".encode()


def _entry_type(item: Item) -> str:
    genre = item.get("genre", "").lower()
    if item["type"] == "thesis" and genre:
        return "mastersthesis" if "master" in genre or genre.startswith("m") else "phdthesis"
    return TYPES.get(item["type"], "misc")


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kind = item["type"]
    if kind not in TYPES:
        yield "entrysubtype", f"{{{kind}}}"
    for key in ("author", "editor"):
        if key in item:
            yield key, "{" + " and ".join(map(_name, item[key])) + "}"
    for key, field in {
        **FIELDS,
        "container-title": "booktitle" if kind in IN_A_BOOK else "journal",
        "publisher": PUBLISHERS.get(kind, "publisher"),
        "issue": "number" if kind == "article-journal" else "issue",
        "number": "eid" if kind == "article-journal" else "number",
    }.items():
        if key in item:
            yield field, f"{{{escape(item[key])}}}"
    if "page" in item:
        yield "pages", f"{{{escape(item['page']).replace('-', '--')}}}"
    for key, field in ADDRESSES.items():
        if key in item:
            yield field, f"{{{item[key]}}}"
    yield from _dates(item)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    if date := item.get("issued"):
        year, month, day = [*date["date-parts"][0], 0, 0][:3]
        yield "year", f"{{{year:04}}}"
        if month:
            yield "month", MONTHS[month - 1]
        elif season := season_of(date):
            yield "month", f"{{{season}}}"
        if day:
            yield "day", f"{{{day}}}"
    if date := item.get("accessed"):
        yield "urldate", "{" + "-".join(f"{part:02}" for part in date["date-parts"][0]) + "}"


def _name(name: dict[str, str]) -> str:
    """ "Family, Given" or "Family, Jr., Given". Braces keep together what BibTeX would take apart."""
    if "literal" in name:
        return f"{{{escape(name['literal'])}}}"
    given, _, suffix = name["given"].partition(", ")
    return ", ".join(_kept_together(part) for part in (name["family"], suffix, given) if part)


def _kept_together(text: str) -> str:
    needs_braces = "," in text or re.search(r"(^|\s)and(\s|$)", text, re.IGNORECASE)
    return f"{{{escape(text)}}}" if needs_braces else escape(text)
