"""What the address of the evidence list asks for.

Everything in it is checked: a value that is not known (any more) is passed over, as if it were not there.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.http import urlencode

from core.exports import printable
from core.facets import Choice, chosen
from evidence.models import EvidencePage
from evidence.text import LONGEST_QUERY, terms
from evidence.validation import FIRST_YEAR

SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "By title",
    "author": "By author",
}
VIEWS = {"list": "List", "table": "Table"}
LAST_YEAR = 2999
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class State:
    """The state of the list. The facets hold the chosen slugs, in the order of the facet's choices."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    sort: str = "newest"
    view: str = "list"

    @property
    def terms(self) -> list[str]:
        return terms(self.q)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out of the list."""
        return bool(self.terms or self.first or self.last or any(self.chosen.values()))

    def query(self, **also) -> str:
        """The address's query for this state, always in the same order; ``also`` is put at its end."""
        pairs: list[tuple[str, str | int]] = [("q", self.q)] if self.q else []
        pairs += [(name, slug) for name, slugs in self.chosen.items() for slug in slugs]
        pairs += [(name, year) for name, year in (("from", self.first), ("to", self.last)) if year]
        pairs += [("sort", self.sort)] if self.sort != "newest" else []
        pairs += [("view", self.view)] if self.view != "list" else []
        return urlencode([*pairs, *also.items()])

    def without(self, name: str, slug: str = "") -> "State":
        """The state without one of its choices: the words ("q"), the years ("years") or a facet's value."""
        if name == "q":
            return replace(self, q="")
        if name == "years":
            return replace(self, first=None, last=None)
        kept = tuple(one for one in self.chosen[name] if one != slug)
        return replace(self, chosen={**self.chosen, name: kept})


def read(query: QueryDict, choices: Mapping[str, Iterable[Choice]]) -> State:
    """The state that the address asks for, as far as it makes sense."""
    first, last = _year(query.get("from")), _year(query.get("to"))
    if first and last and first > last:
        first, last = last, first
    return State(
        q=" ".join(printable(query.get("q", "")[:LONGEST_QUERY]).split()),
        chosen=chosen(query, choices),
        first=first,
        last=last,
        sort=_known(query.get("sort"), SORTS),
        view=_known(query.get("view"), VIEWS),
    )


def _year(asked: str | None) -> int | None:
    if asked and _YEAR.fullmatch(asked):
        year = int(asked)
        return year if FIRST_YEAR <= year <= LAST_YEAR else None
    return None


def _known(asked: str | None, known: Mapping[str, str]) -> str:
    return asked if asked and asked in known else next(iter(known))


#: The facets that are no snippets, with their choices.
FIXED = {
    "scope": [Choice(scope.value, str(scope.label), scope.value) for scope in EvidencePage.Scope],
    "open": [Choice("yes", "Free to read for everybody", EvidencePage.Access.OPEN.value)],
}
