"""Words found by a search service of Wagtail's (Elasticsearch, OpenSearch), where ``SEARCH_URL`` names one.

The service ranks; the database still says who may see what it found, and counts.
"""

import json
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import connection
from django.db.models import FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, Phrase, PlainText, SearchQuery

from core.commits import after_commit
from search.engines import Engine, Parts, PostgreSQL, SQLite, Titled, numbers, titled
from search.models import Entry, Text

#: So many of what the service finds are looked at, the best first.
MOST = 2000


def in_use() -> bool:
    return bool(settings.WAGTAILSEARCH_BACKENDS["default"].get("SERVICE"))


def keep(texts: Iterable[Text]) -> None:
    """Tell the service of new or changed texts. Of those that are deleted Wagtail's signals tell it.

    A service that is away holds nothing up: `manage.py wagtail_update_index` tells it later.
    """
    if in_use():
        after_commit(get_search_backend().add_bulk, Text, list(texts))


def engine() -> Engine:
    """What finds words here."""
    if in_use():
        return Service()
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


class Service:
    def matching(self, parts: Parts, in_title: bool = False) -> QuerySet[Entry]:
        asked = And([_one_of(texts) for texts in parts])
        fields = ["title"] if in_title else None
        return _entries(get_search_backend().search(asked, _keys(), fields=fields))

    def numbers(self, parts: Parts, gate: Q) -> tuple[dict[str, int], bool]:
        return numbers(self.matching(parts).filter(gate)), False

    def beginning(self, words: Sequence[str], gate: Q, most: int) -> list[Titled]:
        asked = " ".join(words)
        found = get_search_backend().autocomplete(asked, _keys(), fields=["title"], operator="and")
        return titled(_entries(found).filter(gate)[:most])


def _keys() -> QuerySet[Text]:
    return Text.objects.only("entry_id")


def _one_of(texts: Sequence[str]) -> SearchQuery:
    asked = [Phrase(text) if " " in text else PlainText(text) for text in texts]
    return Or(asked) if len(asked) > 1 else asked[0]


def _entries(results) -> QuerySet[Entry]:
    found = {text.pk: -text.score for text in results.annotate_score("score")[:MOST]}
    ranks = json.dumps(found)
    if connection.vendor == "postgresql":
        rank = RawSQL("(%s::jsonb ->> search_entry.id::text)::float", [ranks], FloatField())
    else:
        rank = RawSQL("json_extract(%s, '$.' || search_entry.id)", [ranks], FloatField())
    return Entry.objects.filter(pk__in=list(found)).annotate(rank=rank).order_by("-pk")
