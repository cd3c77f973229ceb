"""What the address of the directory asks for.

Everything in it is checked: a value that is not known (any more) is passed over, as if it were not there.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.http import urlencode

from core.facets import Choice, chosen
from members.directory.postcodes import FULL_POSTCODE, outward

#: So far around a place people are looked for, in miles; 0 is any distance.
WITHIN = {"10": 10, "30": 30, "60": 60, "any": 0}
USUAL = "30"
VIEWS = {"list": "List", "map": "Map"}
LONGEST = 60
#: A postcode whose second half is not finished: the first half is all that is kept of it.
UNFINISHED = re.compile(r"([a-z]{1,2}[0-9][a-z0-9]?)\s+[0-9][a-z]{0,2}", re.IGNORECASE)


@dataclass(frozen=True)
class State:
    """The state of the list. The facets hold the chosen slugs, in the order of the facet's choices."""

    name: str = ""
    near: str = ""
    within: str = USUAL
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    view: str = "list"

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out of the list, or sorted by distance."""
        return bool(self.name or self.near or any(self.chosen.values()))

    @property
    def miles(self) -> int:
        return WITHIN[self.within]

    def query(self) -> str:
        """The address's query for this state, always in the same order."""
        pairs: list[tuple[str, str]] = [("name", self.name)] if self.name else []
        pairs += [("near", self.near)] if self.near else []
        pairs += [("within", self.within)] if self.near and self.within != USUAL else []
        pairs += [(name, slug) for name, slugs in self.chosen.items() for slug in slugs]
        pairs += [("view", self.view)] if self.view != "list" else []
        return urlencode(pairs)

    def without(self, name: str, slug: str = "") -> "State":
        """The state without the name, without the place ("near"), or without one value of a facet."""
        if name == "name":
            return replace(self, name="")
        if name == "near":
            return replace(self, near="", within=USUAL)
        kept = tuple(one for one in self.chosen[name] if one != slug)
        return replace(self, chosen={**self.chosen, name: kept})

    def also(self, name: str, *slugs: str) -> "State":
        return replace(self, chosen={**self.chosen, name: slugs})


def read(query: QueryDict, choices: Mapping[str, Iterable[Choice]]) -> State:
    """The state that the address asks for, as far as it makes sense. No full postcode is left in it."""
    near = cut(_text(query, "near"))
    within, view = query.get("within", USUAL), query.get("view", "")
    return State(
        name=cut(_text(query, "name")),
        near=near,
        within=within if near and within in WITHIN else USUAL,
        chosen=chosen(query, choices),
        view=view if view in VIEWS else "list",
    )


def cut(text: str) -> str:
    """``text`` with nothing of a postcode but its outward half, which is written in capitals."""
    if code := outward(text):
        return code
    if unfinished := UNFINISHED.fullmatch(text):
        return unfinished.group(1).upper()
    full = _full(text)
    return outward(full) if full else text


def holds_a_postcode(query: QueryDict) -> bool:
    """Whether a full postcode stands anywhere in the address."""
    return any(_full(" ".join(value.split())) for _name, values in query.lists() for value in values)


def _full(text: str) -> str:
    """The first full postcode in a text, also one with signs between its halves."""
    found = FULL_POSTCODE.search(text) or FULL_POSTCODE.search(re.sub(r"[\s-]", "", text))
    return found.group() if found else ""


def _text(query: QueryDict, name: str) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in query.get(name, ""))
    return " ".join(text[: LONGEST * 2].split())[:LONGEST].strip()
