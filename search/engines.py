"""How a database finds words: the same questions for SQLite (FTS5) and PostgreSQL (tsvector with GIN)."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL

from search.models import Entry

#: A part of a query is a list of texts that mean the same; a text of several words is a phrase.
Parts = Sequence[Sequence[str]]


class Engine(Protocol):
    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        """The entries with one text of each part, the latest first; with ``rank``: less is better."""

    def beginning(self, words: Sequence[str]) -> QuerySet[Entry]:
        """The entries with all the words in their titles, the latest first; the last may have just begun."""


class SQLite:
    """https://www.sqlite.org/fts5.html

    What is found comes in the order of the table of words: for another one all would be ranked and sorted.
    """

    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        query = " AND ".join(f"({' OR '.join(map(_quoted, texts))})" for texts in parts)
        found = self._match("search_words", f"{{title}} : ({query})" if in_title else query)
        return found.annotate(rank=RawSQL("bm25(search_words, 10.0, 4.0, 1.0)", [], FloatField()))

    def beginning(self, words: Sequence[str]) -> QuerySet[Entry]:
        return self._match("search_titles", " AND ".join(map(_quoted, words)) + "*")

    def _match(self, table: str, query: str) -> QuerySet[Entry]:
        return Entry.objects.extra(  # noqa: S610  (the names are ours)
            tables=[table],
            where=[f"{table}.rowid = search_entry.id", f"{table} MATCH %s"],
            params=[query],
            order_by=[f"-{table}.rowid"],
        )


class PostgreSQL:
    """https://www.postgresql.org/docs/current/textsearch-controls.html"""

    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        one = "phraseto_tsquery('english', %s)"
        query = " && ".join(f"({' || '.join([one] * len(texts))})" for texts in parts)
        texts = [text for part in parts for text in part]
        found = self._match("titles" if in_title else "words", f"({query})", texts)
        # 1: a long text has more of everything. Negative, as less is better.
        rank = f"-ts_rank('{{0.1, 0.1, 0.4, 1.0}}', search_text.words, ({query}), 1)"
        return found.annotate(rank=RawSQL(rank, texts, FloatField()))  # noqa: S611  (the names are ours)

    def beginning(self, words: Sequence[str]) -> QuerySet[Entry]:
        return self._match("titles", "to_tsquery('simple', %s)", [" & ".join(words) + ":*"])

    def _match(self, column: str, query: str, params: list[str]) -> QuerySet[Entry]:
        return Entry.objects.extra(  # noqa: S610  (the names are ours)
            tables=["search_text"],
            where=["search_text.entry_id = search_entry.id", f"search_text.{column} @@ {query}"],
            params=params,
            order_by=["-search_text.entry_id"],
        )


def _quoted(text: str) -> str:
    return f'"{text}"'


def engine() -> Engine:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
