"""
Reading BibTeX. The file is cut into entries here, so that one broken entry spoils no other and memory stays
bounded; what stands in an entry, bibtexparser makes out.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import bibtexparser
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

from evidence.citations.bibtex import ADDRESSES, FIELDS, IN_A_BOOK
from evidence.citations.bibtex import TYPES as WRITTEN_TYPES
from evidence.citations.dates import read_date
from evidence.citations.files import LONGEST_RECORD, FileProblem, Record, check_number, lines
from evidence.citations.items import FALLBACK_TYPE, MOST_NAMES, Item
from evidence.citations.latex import unescape, unescape_address

TYPES = {
    **{entry: csl for csl, entry in WRITTEN_TYPES.items()},
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "inbook": "chapter",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "suppperiodical": "periodical",
    "unpublished": "manuscript",
    "www": "webpage",
}
GENRES = {"phdthesis": "Doctoral thesis", "mastersthesis": "Master’s thesis"}
NO_REFERENCE = {"comment", "preamble", "string"}
MOST_STRINGS = 1_000
NOTHING_FOUND = "No reference was found in it. In a BibTeX file they begin with “@”, as in “@article{”."
NOT_BIBTEX = "It is not written as BibTeX is: look for a missing comma, brace or quotation mark."
START = re.compile(r"@([A-Za-z]+)\s*([{(])")
AND = r"(?:^|\s+)(?i:and)\s+"
ADDRESS = re.compile(r"https?://[^\s{}]+")
BRACES = re.compile(r"(?<!\\)[{}]")
#: What a value that is put together consists of: "1~" # jan
PARTS = re.compile(r"\"([^\"]*)\"|\{([^{}]*)\}|([^\s#\"{}]+)")


def read(stream: BinaryIO) -> Iterator[Record]:
    """The references of a BibTeX file. Raises FileProblem for a file that can't be read on."""
    number = 0
    strings: dict[str, str] = {}
    try:
        for line, kind, text, fault in _cut(lines(stream)):
            if kind == "string" and not fault and len(strings) < MOST_STRINGS:
                strings |= _strings(text, strings)
            if kind in NO_REFERENCE:
                continue
            number += 1
            check_number(number, line)
            yield Record(number, line, None, [fault]) if fault else _record(number, line, text, strings)
    except FileProblem as problem:
        problem.number = problem.number or number + 1
        raise
    if not number:
        raise FileProblem(NOTHING_FOUND)


def _cut(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str, str]]:
    """(line, kind, text, fault) of each entry; a fault stands for one that is not whole."""
    began, kind, depth, size = 0, "", 0, 0
    held: list[str] = []
    for line, text in numbered:
        place = 0
        if depth and (found := START.match(text.lstrip())) and found[1].lower() in {*TYPES, *NO_REFERENCE}:
            yield (
                began,
                kind,
                "",
                f"A brace is not closed before the next entry begins in line {line}.",
            )
            depth, held = 0, []
        while place < len(text) or (depth and not text):
            if not depth:
                found = START.search(text, place)
                if not found:
                    break
                began, kind, depth, size, held = line, found[1].lower(), 1, 0, [f"@{found[1]}{{"]
                closer = "}" if found[2] == "{" else ")"
                place = found.end()
            end, depth = _find_end(text, place, depth, closer)
            size += end - place + 1
            if size > LONGEST_RECORD:
                raise FileProblem("This entry is too long to be one; perhaps a brace is not closed.", began)
            held.append(text[place:end])
            place = end + 1
            if depth:
                held.append("\n")
                break
            yield began, kind, "".join(held) + "}", ""
    if depth:
        yield began, kind, "", "A brace is not closed before the end of the file."


def _find_end(text: str, place: int, depth: int, closer: str) -> tuple[int, int]:
    """Where in the line the entry ends, or the line's end; and how many braces are open there."""
    pattern = BRACES if closer == "}" else re.compile(r"(?<!\\)[{}]|\)")
    for found in pattern.finditer(text, place):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}" and (closer == "}" or depth > 1):
            depth -= 1
        elif found[0] == closer and depth == 1:
            depth = 0
        if not depth:
            return found.start(), 0
    return len(text), depth


def _record(number: int, line: int, text: str, strings: dict[str, str]) -> Record:
    library = bibtexparser.parse_string(text)
    if not library.entries:
        return Record(number, line, None, [NOT_BIBTEX])
    entry = library.entries[0]
    # The first of two fields with one name counts, as in BibTeX.
    fields = {field.key.lower(): _value(field, strings) for field in reversed(entry.fields)}
    raw, told = _item(entry.entry_type.lower(), fields)
    return Record.of(number, line, raw, told)


def _strings(text: str, known: dict[str, str]) -> dict[str, str]:
    return {string.key.lower(): _value(string, known) for string in bibtexparser.parse_string(text).strings}


def _value(field: Any, strings: dict[str, str]) -> str:
    """The value, with the file's own abbreviations (@string) put in."""
    value = str(field.value)
    if field.enclosing != "no-enclosing":
        return value
    if "#" not in value:
        return strings.get(value.strip().lower(), value)
    parts = (
        quoted or braced or strings.get(name.lower(), name) for quoted, braced, name in PARTS.findall(value)
    )
    # Abbreviations may be made of abbreviations, and grow without end.
    return "".join(parts)[:LONGEST_RECORD]


def _item(entry_type: str, fields: dict[str, str]) -> tuple[Item, list[str]]:
    told = []
    kind = TYPES.get(entry_type, FALLBACK_TYPE)
    if entry_type not in TYPES:
        told.append(f"“@{entry_type[:20]}” is a kind that we do not know.")
    if kind == FALLBACK_TYPE and (subtype := fields.get("entrysubtype")):
        kind = subtype
    address = ADDRESS.search(fields.get("howpublished", ""))
    if kind == FALLBACK_TYPE and address:
        kind = "webpage"
    if "crossref" in fields:
        told.append(f"It takes data from “{fields['crossref'][:50]}” (crossref), which was not followed.")

    if re.search(r"\sand\s+others\s*$", fields.get("author", ""), re.IGNORECASE):
        told.append("It names only some of its authors (“and others”).")

    def first(*names: str) -> str:
        return next((unescape(fields[name]) for name in names if fields.get(name)), "")

    item: Item = {"type": kind, **{key: first(field) for key, field in FIELDS.items()}}
    for key, field in ADDRESSES.items():
        item[key] = unescape_address(fields.get(field, ""))
    is_article = kind == "article-journal"
    journals, books = ("journal", "journaltitle"), ("booktitle", "maintitle")
    item |= {
        "author": _names(fields.get("author", "")),
        "editor": _names(fields.get("editor", "")),
        "title": ": ".join(filter(None, [item["title"], first("subtitle")])),
        "container-title": first(*books, *journals) if kind in IN_A_BOOK else first(*journals, *books),
        "publisher": first("publisher", "school", "institution", "organization"),
        "publisher-place": first("address", "location"),
        "issue": first("number", "issue") if is_article else first("issue"),
        "number": first("eid", "article-number", "articleno") if is_article else first("number"),
        "page": first("pages").replace("–", "-"),
        "genre": item["genre"] or GENRES.get(entry_type, ""),
        "language": first("language", "langid"),
        "note": first("note", "annote"),
        "issued": _date(fields),
        "accessed": read_date(fields.get("urldate", "")),
    }
    if not item["URL"] and address:
        item["URL"] = unescape_address(address[0])
    return item, told


def _date(fields: dict[str, str]) -> dict[str, Any]:
    if "date" in fields and "year" not in fields:
        return read_date(fields["date"])
    month = unescape(fields.get("month", ""))
    if month.isdigit():
        date = read_date(f"{fields.get('year', '')}-{month}-{fields.get('day', '')}".rstrip("-"))
    else:
        date = read_date(fields.get("year", ""), f"{month} {fields.get('day', '')}")
    return date or read_date(fields.get("date", ""))


def _names(text: str) -> list[dict[str, str]]:
    """The people in "Kennedy, Hilary and {AVIGuk}", however each is written."""
    names = _split(text, AND)[: MOST_NAMES + 1]
    return [_name(name) for name in names if name.strip() and name.strip().lower() != "others"]


def _name(text: str) -> dict[str, str]:
    """ "Family, Given", "Family, Jr., Given", "{A body}", or "Given Family", which bibtexparser parses."""
    text = text.strip()
    parts = _split(text, ",")
    if len(parts) > 1:
        family, *suffixes, given = map(unescape, parts)
        # A comma would part what braces kept together.
        return {"family": family.replace(",", " "), "given": given, "suffix": ", ".join(suffixes)}
    if text.startswith("{") and text.endswith("}"):
        return {"literal": unescape(text)}
    try:
        found = parse_single_name_into_parts(text, strict=False)
    except InvalidNameError:
        return {"literal": unescape(text)}
    given, family = (unescape(" ".join(words)) for words in (found.first, [*found.von, *found.last]))
    return {"family": family, "given": given}


def _split(text: str, separator: str) -> list[str]:
    """At the separators that stand in no braces."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(rf"(?<!\\)[{{}}]|{separator}", text):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]
