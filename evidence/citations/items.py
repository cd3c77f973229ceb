"""
A reference in its neutral form: an item of CSL-JSON, as Zotero, Mendeley and Crossref have it.

Source: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV, and the JSON
schema https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json. :func:`clean` brings an item
of any origin into the one shape that the rest of this package reads and writes:

* text is one line without control characters; numbers have become text; what is empty is left out;
* names are ``{"family", "given"}`` or ``{"literal"}``; particles belong to the family name (APA 7, 9.8) and a
  suffix stands after a comma in the given name ("John, Jr.");
* dates are ``{"date-parts": [[year, month, day]]}``, of which month and day may be missing, with a ``season``
  (1 to 4) where a journal says "Spring";
* a page range has a plain hyphen ("904-916"); a DOI is bare ("10.1016/…"), an ISBN has no
  hyphens; keywords are joined by ", ".
"""

import datetime
import json
import re
import unicodedata
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from evidence import validation

Item = dict[str, Any]

NAMES = ("author", "editor")
DATES = ("issued", "accessed")
TEXTS = (
    "id",
    "title",
    "container-title",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "genre",
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "language",
    "keyword",
    "abstract",
    "note",
)
LONG_TEXTS = {"abstract": 20_000, "note": 20_000, "URL": 2_000}
LONGEST_TEXT = 1_000
MOST_NAMES = 1_000
LONGEST_CUSTOM = 5_000
FALLBACK_TYPE = "document"

#: What ends or turns a line, or is no character at all. The joiners that Persian and Hindi need are kept.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
PAGE_RANGE = re.compile(r"([^\s,;\u2010-\u2015-]+)\s*(?:-{1,3}|[\u2010-\u2015])\s*([^\s,;\u2010-\u2015-]+)")
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def flat(value: Any) -> str:
    """``value`` as one line of text that can be printed; anything but text and numbers is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(UNPRINTABLE.sub(" ", str(value)).split())


def clean(raw: Item) -> tuple[Item, list[str]]:
    """``raw`` in the shape above, and what had to be left out of it, in words for an editor."""
    problems: list[str] = []
    kind = flat(raw.get("type"))
    item: Item = {"type": kind if re.fullmatch(r"[a-z][a-z_-]{2,40}", kind) else FALLBACK_TYPE}
    for key in TEXTS:
        value = raw.get(key)
        text = flat(", ".join(map(flat, value)) if isinstance(value, list) else value)
        longest = LONG_TEXTS.get(key, LONGEST_TEXT)
        if len(text) > longest:
            problems.append(f"Its {_word(key)} is longer than {longest:,} characters and is cut off there.")
            text = text[:longest].rstrip()
        if text and key in _CHECKS:
            text = _CHECKS[key](text, problems)
        if text:
            item[key] = text
    for key in NAMES:
        if names := _names(raw.get(key), problems):
            item[key] = names
    for key in DATES:
        if date := clean_date(raw.get(key), problems):
            item[key] = date
    custom = raw.get("custom")
    if isinstance(custom, dict) and custom and len(json.dumps(custom, default=str)) <= LONGEST_CUSTOM:
        item["custom"] = custom
    return item, problems


def year_of(item: Item) -> int | None:
    """The year in which a clean item came out."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return parts[0] if parts else None


def _word(key: str) -> str:
    return {"container-title": "journal or book", "publisher-place": "place"}.get(key, key)


def _clean_doi(text: str, problems: list[str]) -> str:
    """The bare DOI in ``text``, which may be an address or begin with "doi:"."""
    address = re.search(r"doi\.org/(\S+)", text, re.IGNORECASE)
    found = validation.DOI.search(unquote(address[1]) if address else text)
    if not found:
        problems.append(
            f"“{text[:100]}” is no DOI (one looks like 10.1016/j.cpr.2008.01), so it is left out."
        )
        return ""
    return found[0].rstrip(".,;")


def _clean_isbn(text: str, problems: list[str]) -> str:
    """The first ISBN in ``text`` whose check digit is right; tools often put several there."""
    for found in ISBN.finditer(text):
        try:
            return validation.clean_isbn(found[0])
        except ValidationError:
            continue
    problems.append(f"“{text[:100]}” is no ISBN (its check digit does not fit), so it is left out.")
    return ""


def _clean_address(text: str, problems: list[str]) -> str:
    found = ADDRESS.search(text)
    if not found:
        problems.append(f"“{text[:100]}” is no web address (they begin with https://), so it is left out.")
        return ""
    # RFC 3986 allows none of these, and BibTeX could not carry them.
    return found[0].replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _clean_pages(text: str, problems: list[str]) -> str:
    found = PAGE_RANGE.fullmatch(text)
    if not found:
        return text
    return found[1] if found[1] == found[2] else f"{found[1]}-{found[2]}"


def _clean_keywords(text: str, problems: list[str]) -> str:
    return ", ".join(filter(None, (word.strip() for word in re.split("[,;]", text))))


_CHECKS = {
    "DOI": _clean_doi,
    "ISBN": _clean_isbn,
    "URL": _clean_address,
    "page": _clean_pages,
    "keyword": _clean_keywords,
}


def _names(raw: Any, problems: list[str]) -> list[dict[str, str]]:
    if not isinstance(raw, list):
        return []
    if len(raw) > MOST_NAMES:
        problems.append(f"It names more than {MOST_NAMES:,} people; the rest are left out.")
    found = (clean_name(name) for name in raw[:MOST_NAMES] if isinstance(name, dict))
    return [name for name in found if name]


def clean_name(raw: dict[str, Any]) -> dict[str, str]:
    """One person or body. Someone with a single name (Plato) is written as it stands, as a body is."""
    part = {key: flat(value)[:LONGEST_TEXT].strip() for key, value in raw.items()}
    particles = [part.get("dropping-particle"), part.get("non-dropping-particle"), part.get("family")]
    family = flat(" ".join(filter(None, particles)).replace(",", " "))
    givens = [piece.strip() for piece in f"{part.get('given', '')},{part.get('suffix', '')}".split(",")]
    given = ", ".join(filter(None, givens))
    if family and given:
        return {"family": family, "given": given}
    literal = (family or given or part.get("literal", "")).strip(" ,")
    return {"literal": literal} if literal else {}


def clean_date(raw: Any, problems: list[str]) -> dict[str, Any]:
    """A date in the shape above, or nothing; impossible days and months are left out and told of."""
    if not isinstance(raw, dict):
        return {}
    parts = raw.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        words = flat(raw.get("raw") or raw.get("literal"))
        is_iso = re.fullmatch(r"\d{4}-\d\d?(-\d\d?)?", words)
        first = words.split("-") if is_iso else YEAR.findall(words)[:1]
    numbers = [int(flat(part)) if re.fullmatch(r"\d{1,4}", flat(part)) else 0 for part in first[:3]]
    if not numbers or not numbers[0]:
        if first and any(map(flat, first)):
            problems.append(f"“{flat(first[0])[:50]}” is no year, so its date is left out.")
        return {}
    year, month, day = [*numbers, 0, 0][:3]
    date = [year]
    if 1 <= month <= 12:
        date.append(month)
        if day and _exists(year, month, day):
            date.append(day)
        elif day:
            problems.append(f"There is no day {day} in month {month} of {year}, so the day is left out.")
    elif month:
        problems.append(f"There is no month {month}, so only the year {year} is kept.")
    season = flat(raw.get("season"))
    found: dict[str, Any] = {"date-parts": [date]}
    return {**found, "season": int(season)} if len(date) == 1 and season in {"1", "2", "3", "4"} else found


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def plain_ascii(text: str) -> str:
    """``text`` without accents and marks, as the keys of BibTeX need it."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
