"""
RIS, which EndNote, Zotero, Mendeley, publishers and PubMed read or write.

Sources: the RIS specification of Research Information Systems (2001) and its successor (2011), and what
Zotero's and EndNote's filters make of them. PubMed's own format (.nbib) is read, too: it has the same
lines with other names. Every value is one line; lines end in CR LF, as the specification asks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from evidence.citations import nbib
from evidence.citations.dates import read_date, season_of
from evidence.citations.files import LONGEST_RECORD, FileProblem, Record, check_number, lines
from evidence.citations.items import FALLBACK_TYPE, ISBN, Item, clean
from evidence.validation import DOI

Fields = dict[str, list[str]]

#: What is written for each CSL type; read back to the same.
TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "article": "UNPB",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry-encyclopedia": "ENCYC",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "periodical": "JFULL",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "speech": "HEAR",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
READ_TYPES = {
    **{ris: csl for csl, ris in TYPES.items()},
    "ABST": "article-journal",
    "CONF": "paper-conference",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GOVDOC": "report",
    "ICOMM": "webpage",
    "INPR": "article-journal",
    "MPCT": "broadcast",
    "WEB": "webpage",
}
IN_A_BOOK = {"chapter", "paper-conference", "entry-encyclopedia"}
#: The tags that carry one text whatever the type, the usual one first.
TEXTS = {
    "title": ["TI", "T1"],
    "volume": ["VL"],
    "issue": ["IS"],
    "publisher": ["PB"],
    "publisher-place": ["CY", "PP"],
    "edition": ["ET"],
    "DOI": ["DO"],
    "URL": ["UR", "LK", "L2"],
    "language": ["LA"],
    "abstract": ["AB", "N2"],
}
TAGGED = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]+(.*))?$")


# --- Writing ------------------------------------------------------------------------------------


def write(items: Iterable[Item]) -> Iterator[bytes]:
    """The items as a RIS file, one piece for each."""
    for raw in items:
        item, _problems = clean(raw)
        yield "".join(f"{tag}  - {value}\r\n" for tag, value in _tags(item)).encode() + b"ER  - \r\n\r\n"


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    kind = item["type"]
    is_edited = kind == "book" and "editor" in item and "author" not in item
    yield "TY", "EDBOOK" if is_edited else TYPES.get(kind, TYPES[FALLBACK_TYPE])
    for name in item.get("author", []):
        yield "AU", _name(name)
    for name in item.get("editor", []):
        yield "A2" if kind in IN_A_BOOK else "ED", _name(name)
    yield from _dates(item)
    for key, tags in TEXTS.items():
        if key in item:
            yield tags[0], item[key]
    if "container-title" in item:
        yield "T2", item["container-title"]
        if kind == "article-journal":
            yield "JO", item["container-title"]
    if "number" in item:
        yield "C7" if kind == "article-journal" else "M1", item["number"]
    if "page" in item:
        start, dash, end = item["page"].partition("-")
        is_range = dash and "-" not in end and " " not in item["page"]
        yield from [("SP", start), ("EP", end)] if is_range else [("SP", item["page"])]
    for key, tag in [("ISBN", "SN"), ("ISSN", "SN"), ("genre", "M3"), ("note", "N1")]:
        if key in item:
            yield tag, item[key]
    for word in filter(None, item.get("keyword", "").split(", ")):
        yield "KW", word


def _name(name: dict[str, str]) -> str:
    """A comma parts family from given name, so a body whose name has one ends with one, as EndNote does."""
    if "literal" in name:
        return name["literal"] + "," * ("," in name["literal"])
    return f"{name['family']}, {name['given']}"


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    if date := item.get("issued"):
        year, month, day = [*(f"{part:02}" for part in date["date-parts"][0]), "", ""][:3]
        yield "PY", year.zfill(4)
        if month or season_of(date):
            yield "DA", f"{year.zfill(4)}/{month}/{day}/{season_of(date)}"
    if date := item.get("accessed"):
        yield "Y2", "/".join([*(f"{part:02}" for part in date["date-parts"][0]), "", "", ""][:4])


# --- Reading ------------------------------------------------------------------------------------


def read(stream: BinaryIO) -> Iterator[Record]:
    """The references of a RIS or PubMed file. Raises FileProblem for a file that can't be read on."""
    number = 0
    try:
        for number, line, fields, fault in _cut(lines(stream)):
            check_number(number, line)
            if fault:
                yield Record(number, line, None, [fault])
            elif "PMID" in fields:
                yield Record.of(number, line, nbib.item(fields), [])
            else:
                raw, told = _item(fields)
                yield Record.of(number, line, raw, told)
    except FileProblem as problem:
        problem.number = problem.number or number + 1
        raise
    if not number:
        raise FileProblem("No reference was found in it. A RIS file has lines such as “TY  - JOUR”.")


def _cut(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, Fields, str]]:
    """(number, line, fields, fault) of each record; a fault stands for a record that is not whole."""
    number, began, size, last = 0, 0, 0, ""
    fields: Fields | None = None
    ended = True
    for line, text in numbered:
        found = (nbib.TAGGED if fields and "PMID" in fields else TAGGED).match(text)
        tag, value = (found[1], (found[2] or "").strip()) if found else ("", text.strip())
        starts_nbib = text.startswith("PMID-")
        if tag == "TY" or starts_nbib:
            if fields is not None:
                yield number, began, fields, "" if "PMID" in fields else _no_end(line)
            number, began, size, ended, last = number + 1, line, 0, False, tag
            fields = defaultdict(list)
            fields["PMID" if starts_nbib else "TY"].append(text[5:].strip() if starts_nbib else value)
        elif tag == "ER" and fields is not None and "PMID" not in fields:
            yield number, began, fields, ""
            fields, ended = None, True
        elif fields is None:
            if tag and ended:
                number, ended = number + 1, False
                yield (
                    number,
                    line,
                    {},
                    f"It does not begin with the line “TY  - ”, but with “{text[:40].strip()}”.",
                )
            ended = ended or tag == "ER"
        elif tag:
            fields[tag].append(value)
            last = tag
        elif value and last and fields.get(last):
            fields[last][-1] += f" {value}"
        size += len(text)
        if size > LONGEST_RECORD:
            raise FileProblem("This reference is too long to be one.", began, number)
    if fields is not None:
        yield number, began, fields, "" if "PMID" in fields else _no_end(None)


def _no_end(line: int | None) -> str:
    before = f"before the next reference begins in line {line}" if line else "at the end of the file"
    return f"It may be cut off: its last line, “ER  - ”, is missing {before}."


def _item(fields: Fields) -> tuple[Item, list[str]]:
    told = []
    said = fields["TY"][0].upper()
    kind = READ_TYPES.get(said, FALLBACK_TYPE)
    if said not in READ_TYPES:
        told.append(f"“{said[:20]}” is a kind that we do not know.")
    item: Item = {"type": kind}
    for key, tags in TEXTS.items():
        item[key] = _first(fields, *tags)
    if kind in IN_A_BOOK:
        item["container-title"] = _first(fields, "T2", "BT", "JO", "T3")
        if kind == "paper-conference":
            # Zotero and EndNote name the proceedings there, and the conference in T2.
            item["container-title"] = _first(fields, "C3") or item["container-title"]
    else:
        item["container-title"] = _first(fields, "T2", "JF", "JO", "JA", "J2", "J1")
        item["title"] = item["title"] or _first(fields, "BT", "CT", "ST")
    authors, editors = fields.get("AU", []) + fields.get("A1", []), _editors(fields, kind)
    if said == "EDBOOK" and authors and not fields.get("ED"):
        authors, editors = [], authors  # EndNote's edited book has its editors there
    item["author"] = [read_name(name) for name in authors]
    item["editor"] = [read_name(name) for name in editors]
    item["issued"] = read_date(*(text for tag in ("PY", "Y1", "DA") for text in fields.get(tag, [])))
    item["accessed"] = read_date(_first(fields, "Y2"))
    start, end = _first(fields, "SP"), _first(fields, "EP")
    item["page"] = f"{start}-{end}" if start and end else start or end
    item["number"] = _first(fields, "C7") if kind == "article-journal" else _first(fields, "M1")
    if kind == "article-journal":
        item["issue"] = item["issue"] or _first(fields, "M1")  # of older EndNotes
    _serial_numbers(item, fields)
    kind_of_work = _first(fields, "M3")
    if DOI.search(kind_of_work):
        item["DOI"] = item["DOI"] or kind_of_work
    else:
        item["genre"] = kind_of_work
    item["keyword"] = ", ".join(fields.get("KW", []))
    item["note"] = " ".join(fields.get("N1", []))
    return item, told


def _editors(fields: Fields, kind: str) -> list[str]:
    """Zotero and EndNote name a book's own editors in A3 and those of its series in A2; older tools have A2
    for the editors of any work, as the specification of 2001 does."""
    tags = ("ED", "A3", "A2") if kind == "book" else ("ED", "A2")
    return next((fields[tag] for tag in tags if fields.get(tag)), [])


def _serial_numbers(item: Item, fields: Fields) -> None:
    """SN is the ISSN of a journal, the ISBN of a book, and for EndNote the number of a report."""
    for text in fields.get("SN", []):
        if re.match(r"\d{4}-?\d{3}[\dXx]\b(?!-)", text) and not ISBN.match(text):
            item.setdefault("ISSN", text)
        elif ISBN.search(text) or item["type"] == "book":
            item.setdefault("ISBN", text)
        elif item["type"] == "report":
            item["number"] = item["number"] or text


def _first(fields: Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields.get(tag, []) if value), "")


def read_name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    if comma and given.strip() and not text.rstrip().endswith(","):
        return {"family": family, "given": given}
    return {"literal": text.rstrip().removesuffix(",")}
