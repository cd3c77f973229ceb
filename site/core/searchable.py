"""What a section says of its things so that the site's search finds them (``settings.SEARCH_SOURCES``)."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL
from django.http import HttpRequest


@dataclass(frozen=True)
class Described:
    """One thing as the search keeps it.

    ``kind``: one of ``settings.SEARCH_KINDS``. ``summary`` weighs more than ``body``; all are plain text.
    ``date``: what a result says of when, as people read it. ``path``: a page's tree path, by which the gate
    decides; ``collection_id``: a document's. ``expire_at``: when it goes by itself. ``holds_from`` and
    ``holds_until``: the first day on which it holds, and the first on which something has taken its place.
    """

    object_id: int
    kind: str
    title: str
    summary: str = ""
    body: str = ""
    date: str = ""
    path: str = ""
    collection_id: int | None = None
    expire_at: datetime.datetime | None = None
    holds_from: datetime.date | None = None
    holds_until: datetime.date | None = None


class Keys(frozenset[int]):
    """Keys of many records, to be kept (``core.kept``): a query takes tens of thousands at once."""

    @cached_property
    def _text(self) -> str:
        return ",".join(map(str, sorted(self)))

    def condition(self) -> Q:
        """That an entry of the index is of one of them."""
        if connection.vendor == "postgresql":
            return Q(object_id__in=RawSQL("SELECT unnest((SELECT %s::bigint[]))", [f"{{{self._text}}}"]))
        return Q(object_id__in=RawSQL("SELECT value FROM json_each(%s)", [f"[{self._text}]"]))


class Source:
    """Where things to find come from: one kind of record.

    Whether somebody may see one is asked twice: ``open_to`` is part of the query that finds and counts, and
    ``links`` names only those of a page of results that are open, from the records themselves.
    """

    #: What the rows of the index call it.
    name: str

    def everything(self) -> Iterable[Any]:
        """The records that may be found by somebody, oldest first."""
        raise NotImplementedError

    def describe(self, keys: Iterable[int]) -> list[Described]:
        """Those of the records with these keys that somebody may find, read from the database now."""
        raise NotImplementedError

    def open_to(self, request: HttpRequest | None) -> Q:
        """The condition on the rows of the index (``search.Entry``) that a visitor may see."""
        raise NotImplementedError

    def links(self, keys: Iterable[int], request: HttpRequest | None) -> dict[int, tuple[str, str]]:
        """Title and address of those of the records that a visitor may see."""
        raise NotImplementedError

    def changes(self) -> list[tuple[type[Model], Callable[[Any], Iterable[int]]]]:
        """Models, and for a saved or deleted record of each the keys to describe again."""
        raise NotImplementedError
