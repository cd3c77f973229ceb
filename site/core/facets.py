"""What a list can be narrowed by: facets, their choices with numbers, and what they are narrowed by now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class Choice:
    """One value of a facet: what the address calls it, what visitors read, what the rows hold."""

    slug: str
    name: str
    key: int | str


@dataclass(frozen=True)
class Option:
    """A choice as the page shows it, with the number of rows that have it."""

    slug: str
    name: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """Something that narrows the list, and the query without it."""

    label: str
    query: str


def chosen(query: QueryDict, choices: Mapping[str, Iterable[Choice]]) -> dict[str, tuple[str, ...]]:
    """The chosen slugs of each facet, in the order of its choices. What is not known is passed over."""
    found = {}
    for name, known in choices.items():
        asked = set(query.getlist(name))
        found[name] = tuple(choice.slug for choice in known if choice.slug in asked)
    return found


def facet(name: str, label: str, choices: Iterable[Choice], numbers: Mapping, chosen: Iterable[str]) -> Facet:
    """A facet with the choices that something has, and those that are chosen. ``numbers``: by their keys."""
    options = [
        Option(choice.slug, choice.name, numbers.get(choice.key, 0), choice.slug in chosen)
        for choice in choices
    ]
    # What leads nowhere is left out, unless it is what was chosen.
    return Facet(name, label, [option for option in options if option.number or option.is_chosen])
