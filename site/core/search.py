"""Wagtail's search, with whatever somebody types into it (``WAGTAILSEARCH_BACKENDS``).

The library's own backends raise, which editors see as a page of an error: a double quotation mark ends the
text of a query on SQLite, and some hundred words nest deeper than Python goes. Nobody looks for either: the
marks become spaces, and of a very long query the first words count.
"""

from copy import deepcopy
from typing import Any

from django.utils.module_loading import import_string
from wagtail.search.query import And, Boost, Not, Or, Phrase, PlainText

MOST_WORDS = 50
LONGEST_WORD = 100
#: Of a query with several phrases in quotation marks.
MOST_PARTS = 10


def within_bounds(query: Any) -> Any:
    """The same query, as a text or as Wagtail has read it, with what no database understands left out."""
    match query:
        case str():
            words = query.replace('"', " ").replace("\x00", " ").split()
            return " ".join(word[:LONGEST_WORD] for word in words[:MOST_WORDS])
        case PlainText():
            return PlainText(within_bounds(query.query_string), operator=query.operator, boost=query.boost)
        case Phrase():
            return Phrase(within_bounds(query.query_string))
        case And() | Or():
            return type(query)([within_bounds(part) for part in query.subqueries[:MOST_PARTS]])
        case Not():
            return Not(within_bounds(query.subquery))
        case Boost():
            return Boost(within_bounds(query.subquery), query.boost)
    return query


class AnyWords:
    """Mixed into the backend that fits the database."""

    def search(self, query, *args, **kwargs):
        return super().search(within_bounds(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(within_bounds(query), *args, **kwargs)  # type: ignore[misc]


def SearchBackend(params):  # noqa: N802  (the library looks for this name)
    """The library's backend for the database in use, or the ``SERVICE`` that is named, with ``AnyWords``."""
    library = import_string(f"{params.pop('SERVICE', 'wagtail.search.backends.database')}.SearchBackend")
    fitting = type(library(deepcopy(params)))
    return type("SearchBackend", (AnyWords, fitting), {})(params)
