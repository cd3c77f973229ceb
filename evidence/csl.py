"""Between an item of evidence and CSL-JSON, the neutral form of a reference.

The form: https://docs.citationstyles.org/en/stable/specification.html and
https://github.com/citation-style-language/schema (csl-data.json).
"""

import datetime
from typing import Any

from core.dates import DatePrecision

Csl = dict[str, Any]

#: Field of the page, key of CSL-JSON. Plain text on both sides.
TEXTS = {
    "container_title": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "number": "number",
    "edition": "edition",
    "genre": "genre",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "web_address": "URL",
    "abstract": "abstract",
    "language": "language",
    "keywords": "keyword",
    "note": "note",
}
ROLES = ("author", "editor")


def title_of(page) -> str:
    """The title as others may cite it: one that is ours, because the work's own is not known, stands in
    square brackets, as APA 7 (§9.22) and Cite Them Right ask."""
    return f"[{page.title}]" if page.is_titled_by_us else page.title


def to_csl(page) -> Csl:
    """The reference of one item. Keys without a value are left out."""
    item: Csl = {"id": page.slug or "item", "type": page.kind.csl_type, "title": title_of(page)}
    for role in ROLES:
        if names := [_name(person) for person in page.people.all() if person.role == role]:
            item[role] = names
    if page.year:
        item["issued"] = _issued(page)
    if page.accessed:
        day = page.accessed
        item["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    item |= {key: value for field, key in TEXTS.items() if (value := getattr(page, field))}
    return item


def _name(person) -> dict[str, str]:
    if person.literal:
        return {"literal": person.literal}
    return {"family": person.family} | ({"given": person.given} if person.given else {})


def _issued(page) -> Csl:
    parts = [page.year]
    if page.date:
        parts.append(page.date.month)
        if page.precision == DatePrecision.DAY:
            parts.append(page.date.day)
    return {"date-parts": [parts]} | ({"season": page.season} if page.season else {})


def fields_from_csl(item: Csl) -> dict[str, Any]:
    """The fields of an EvidencePage that a reference fills, and ``people``.

    ``people`` is a list of fields of EvidencePerson (role, family, given, literal) in their order. What the
    reference does not have is "" (``year``, ``date``, ``season``, ``accessed``: None). The kind is left to
    the caller, who may ask ``kind_for``. Nothing is checked here: the page's ``full_clean`` does, and says
    what is wrong.
    """
    year, date, precision = _date(item.get("issued"))
    _year, accessed, accessed_precision = _date(item.get("accessed"))
    season = _text((item.get("issued") or {}).get("season"))
    return {
        "title": _text(item.get("title")),
        "year": year,
        "date": date,
        "precision": precision,
        "season": int(season) if season in {"1", "2", "3", "4"} and year and not date else None,
        "accessed": accessed if accessed_precision == DatePrecision.DAY else None,
        **{field: _text(item.get(key)) for field, key in TEXTS.items()},
        "people": [
            {"role": role, **name}
            for role in ROLES
            for person in item.get(role) or []
            if (name := _person(person))
        ],
    }


def kind_for(csl_type: str):
    """The kind that a reference of this CSL type becomes unless somebody knows better; None if none fits."""
    from evidence.models import EvidenceKind

    return EvidenceKind.objects.filter(csl_type=csl_type).order_by("-is_usual", "order", "name").first()


def _text(value) -> str:
    return "" if value is None else str(value).strip()


def _person(person: dict[str, str]) -> dict[str, str]:
    if literal := _text(person.get("literal")):
        return {"family": "", "given": "", "literal": literal}
    # Particles ("van", "de la") and suffixes ("Jr") stand with the names they belong to.
    family = " ".join(filter(None, [_text(person.get("non-dropping-particle")), _text(person.get("family"))]))
    given = " ".join(filter(None, [_text(person.get("given")), _text(person.get("dropping-particle"))]))
    if suffix := _text(person.get("suffix")):
        given = f"{given}, {suffix}" if given else suffix
    if not family:
        family, given = given, ""
    return {"family": family, "given": given, "literal": ""} if family else {}


def _date(issued) -> tuple[int | None, datetime.date | None, str]:
    parts = ((issued or {}).get("date-parts") or [[]])[0]
    try:
        year, month, day = ([int(part) for part in parts] + [0, 0, 0])[:3]
    except (TypeError, ValueError):
        return None, None, DatePrecision.YEAR
    if not year:
        return None, None, DatePrecision.YEAR
    try:
        if month:
            precision = DatePrecision.DAY if day else DatePrecision.MONTH
            return year, datetime.date(year, month, day or 1), precision
    except ValueError:
        pass  # no such day: the year is still worth having
    return year, None, DatePrecision.YEAR
