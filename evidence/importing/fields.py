"""What an item of evidence can take of a reference. What does not fit is cut or left out, and told of."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from evidence import validation
from evidence.citations.items import Item, plain_ascii
from evidence.csl import fields_from_csl
from evidence.models import EvidenceKind, EvidencePage, EvidencePerson

LONGEST_SLUG = 80
NO_DATE = {"year": None, "date": None, "precision": "year", "season": None}
#: field, what it has to pass, and what is put in its place if it does not
CHECKS: list[tuple[str, Callable[[Any], Any], dict[str, Any]]] = [
    ("doi", validation.clean_doi, {"doi": ""}),
    ("year", validation.check_year, NO_DATE),
    ("web_address", validation.check_web_address, {"web_address": ""}),
]
#: Addresses that the list needs itself.
TAKEN_SLUGS = {"export"}


def fit(item: Item) -> tuple[dict[str, Any], list[str]]:
    """The fields for a page (as ``fields_from_csl`` has them), and what was done to make them fit."""
    fields = fields_from_csl(item)
    told = []
    for name in [name for name, value in fields.items() if isinstance(value, str) and value]:
        field = EvidencePage._meta.get_field(name)
        longest = field.max_length
        if not longest or len(fields[name]) <= longest:
            continue
        if name in {"doi", "isbn", "web_address"}:
            told.append(f"Its {field.verbose_name} is longer than {longest} characters, so it is left out.")
            fields[name] = ""
        else:
            told.append(f"Its {field.verbose_name} is cut off after {longest} characters.")
            fields[name] = fields[name][:longest].rstrip()
    for name, check, nothing in CHECKS:
        try:
            if fields[name]:
                check(fields[name])
        except ValidationError as error:
            told.append(f"{' '.join(error.messages)} So it is left out.")
            fields |= nothing
    for person in fields["people"]:
        for part in ("family", "given", "literal"):
            longest = EvidencePerson._meta.get_field(part).max_length
            if longest and len(person[part]) > longest:
                told.append(f"The name “{person[part][:30]}…” is cut off after {longest} characters.")
                person[part] = person[part][:longest].rstrip()
    return fields, told


def build(item: Item, kind: EvidenceKind, slugs: set[str]) -> EvidencePage:
    """An unsaved draft of the item, with a slug that is not among ``slugs``, to which it is added."""
    fields, _told = fit(item)
    people = fields.pop("people")
    page = EvidencePage(**fields, kind=kind, live=False, slug=_slug(fields, people, slugs))
    page.people = [EvidencePerson(**person, sort_order=place) for place, person in enumerate(people)]
    return page


def _slug(fields: dict[str, Any], people: list[dict], slugs: set[str]) -> str:
    who = next((person["family"] or person["literal"] for person in people), "")
    words = slugify(plain_ascii(f"{who} {fields['year'] or ''} {fields['title']}")) or "reference"
    stem = slug = words[:LONGEST_SLUG].rstrip("-")
    number = 1
    while slug in slugs | TAKEN_SLUGS:
        number += 1
        slug = f"{stem}-{number}"
    slugs.add(slug)
    return slug
