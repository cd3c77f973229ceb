"""How a database finds words: the same questions for SQLite (FTS5) and PostgreSQL (tsvector with GIN).

A service that finds them in their place is asked the same: search.service.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.db import connection, transaction
from django.db.models import Count, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL

from search.models import Entry

#: A part of a query is a list of texts that mean the same; a text of several words is a phrase.
Parts = Sequence[Sequence[str]]


class Titled(NamedTuple):
    source: str
    object_id: int
    kind: str
    title: str


class Engine(Protocol):
    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        """The entries with one text of each part, the latest first; with ``rank``: less is better."""

    def numbers(self, parts: Parts, gate: Q) -> tuple[dict[str, int], bool]:
        """How many of each kind ``matching`` finds of very many, and whether it may be fewer."""

    def beginning(self, words: Sequence[str], gate: Q, most: int) -> list[Titled]:
        """So many entries with all the words in their titles; the last word may have just begun."""


class SQLite:
    """https://www.sqlite.org/fts5.html

    What is found comes in the order of the table of words: for another one all would be ranked and sorted.
    """

    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        query = " AND ".join(f"({' OR '.join(map(_quoted, texts))})" for texts in parts)
        found = self._match("search_words", f"{{title}} : ({query})" if in_title else query)
        return found.annotate(rank=RawSQL("bm25(search_words, 10.0, 4.0, 1.0)", [], FloatField()))

    def numbers(self, parts: Parts, gate: Q) -> tuple[dict[str, int], bool]:
        return numbers(self.matching(parts).filter(gate)), False

    def beginning(self, words: Sequence[str], gate: Q, most: int) -> list[Titled]:
        found = self._match("search_titles", " AND ".join(map(_quoted, words)) + "*")
        return titled(found.filter(gate)[:most])

    def _match(self, table: str, query: str) -> QuerySet[Entry]:
        return Entry.objects.extra(  # noqa: S610  (the names are ours)
            tables=[table],
            where=[f"{table}.rowid = search_entry.id", f"{table} MATCH %s"],
            params=[query],
            order_by=[f"-{table}.rowid"],
        )


#: Without jit, which is begun for what the planner takes for costly, and takes longer than the query; and
#: without sorting, on disk, what is only counted.
BY_INDEX_ONLY = "; ".join(
    f"SET LOCAL {way} = off" for way in ("enable_seqscan", "enable_indexscan", "enable_sort", "jit")
)


class PostgreSQL:
    """https://www.postgresql.org/docs/current/textsearch-controls.html"""

    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        query, texts = _asked("phraseto_tsquery", parts)
        found = self._match("titles" if in_title else "words", query, texts).order_by("-pk")
        # 1: a long text has more of everything. Negative, as less is better.
        rank = f"-ts_rank('{{0.1, 0.1, 0.4, 1.0}}', search_entry.words, {query}, 1)"
        return found.annotate(rank=RawSQL(rank, texts, FloatField()))  # noqa: S611  (the names are ours)

    def numbers(self, parts: Parts, gate: Q) -> tuple[dict[str, int], bool]:
        """By the index alone, which knows the words of a text, not their places.

        To look for a phrase each text would have to be read, and to read tens of thousands takes too long:
        of a phrase those are counted that have all its words. To the planner reading a text costs nothing, so
        the other ways of finding it are closed to it.
        """
        query, texts = _asked("plainto_tsquery", parts)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BY_INDEX_ONLY)
            counts = numbers(self._match("words", query, texts).filter(gate))
        return counts, any(" " in text for text in texts)

    def beginning(self, words: Sequence[str], gate: Q, most: int) -> list[Titled]:
        """In no order: with one, the planner reads all of the latest for what few titles have."""
        found = self._match("titles", "to_tsquery('simple', %s)", [" & ".join(words) + ":*"])
        return titled(found.filter(gate).order_by()[:most])

    def _match(self, column: str, query: str, params: list[str]) -> QuerySet[Entry]:
        return Entry.objects.extra(  # noqa: S610  (the names are ours)
            where=[f"search_entry.{column} @@ {query}"], params=params
        )


def _asked(function: str, parts: Parts) -> tuple[str, list[str]]:
    """A tsquery in SQL, and its parameters."""
    one = f"{function}('english', %s)"
    query = " && ".join(f"({' || '.join([one] * len(texts))})" for texts in parts)
    return f"({query})", [text for part in parts for text in part]


def numbers(found: QuerySet[Entry]) -> dict[str, int]:
    """How many there are of each kind."""
    return dict(found.order_by().values_list("kind").annotate(number=Count("*")))


def titled(found: QuerySet[Entry]) -> list[Titled]:
    return [Titled(*row) for row in found.values_list("source", "object_id", "kind", "text__title")]


def _quoted(text: str) -> str:
    return f'"{text}"'
