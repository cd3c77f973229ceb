"""The search of the site: ranked, gated and counted."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from core.known_site import site_for
from search.engines import Parts
from search.index import sources
from search.models import Text
from search.service import engine
from search.spelling import did_you_mean
from search.synonyms import alternatives
from search.text import excerpt, fold, highlight, read, stems

PER_PAGE = 20
#: Up to so many results are ranked exactly. Of more, so many are: those with the words in their titles first,
#: then the latest of the others. All are counted.
MOST_RANKED = 1000
#: Of so many titles the best suggestions are chosen.
MOST_TITLES = 200


@dataclass(frozen=True)
class Hit:
    """``date``: as people read it. ``note``: what the reader should know first, for instance "Superseded"."""

    title: SafeString
    url: str
    kind: str
    kind_label: str
    excerpt: SafeString
    date: str
    note: str


@dataclass(frozen=True)
class Suggestion:
    title: str
    url: str
    kind_label: str


@dataclass(frozen=True)
class Results:
    """One page of results.

    ``counts``: how many of each kind, in the order of ``settings.SEARCH_KINDS``, without those of which there
    are none; ``total``: of the chosen kind, or of all. ``is_at_most``: if these are
    more than are listed, they may be too many. ``pages``: how many can be asked for, at least 1.
    ``hint``: for the person who asked, or "". ``did_you_mean``: other words that do find something, or "".
    """

    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    is_at_most: bool = False
    pages: int = 1
    hint: str = ""
    did_you_mean: str = ""


@dataclass(frozen=True)
class Row:
    """What is read of each result to rank and to count it."""

    pk: int
    source: str
    object_id: int
    kind: str
    holds_from: datetime.date | None
    holds_until: datetime.date | None
    rank: float


ROW = tuple(Row.__annotations__)


def search(request: HttpRequest | None, words: str, kind: str = "", page: int = 1) -> Results:
    """Everything that a visitor may see in which all the words stand, the best first.

    ``kind`` is one of ``settings.SEARCH_KINDS``; of any other there is nothing.
    """
    asked = read(words)
    if not asked.parts:
        return Results(hint=asked.hint)
    parts = alternatives(asked.parts)
    gate = _gate(request)
    counts, is_at_most, rows = _find(parts, gate, kind)
    if not counts:
        return Results(hint=asked.hint, did_you_mean=did_you_mean(asked.parts, partial(_finds, gate)))
    start = (page - 1) * PER_PAGE
    wanted = stems(text for texts in parts for text in texts)
    total = counts.get(kind, 0) if kind else sum(counts.values())
    return Results(
        hits=_hits(_ranked(rows)[start : start + PER_PAGE], wanted, request),
        counts={known: counts[known] for known in settings.SEARCH_KINDS if counts.get(known)},
        total=total,
        is_at_most=is_at_most,
        pages=max(1, -(-min(total, len(rows)) // PER_PAGE)),
        hint=asked.hint,
    )


def suggest(request: HttpRequest | None, words: str, limit: int = 8) -> list[Suggestion]:
    """What a visitor may see whose title has these words, of which the last may have just begun."""
    typed = fold(words[:200]).split()[:8]
    if not typed:
        return []
    found = engine().beginning(typed, _gate(request), MOST_TITLES)
    start = " ".join(typed)

    def order(one):
        title = fold(one.title)
        return not title.startswith(start), f" {start}" not in f" {title}", len(title), title

    best = sorted(found, key=order)[:limit]
    links = _links(((one.source, one.object_id) for one in best), request)
    return [
        Suggestion(*links[one.source, one.object_id], settings.SEARCH_KINDS[one.kind][0])
        for one in best
        if (one.source, one.object_id) in links
    ]


def _finds(gate: Q, parts: list[str]) -> bool:
    return engine().matching(alternatives(parts)).filter(gate).exists()


def _gate(request: HttpRequest | None) -> Q:
    """Which entries who asks may see. What no source answers for, nobody sees."""
    gate = Q(pk__in=[])
    for name, source in sources().items():
        gate |= Q(source=name) & source.open_to(request)
    return gate


def _find(parts: Parts, gate: Q, kind: str) -> tuple[dict[str, int], bool, list[Row]]:
    """How many there are of each kind, whether they may be fewer, and what is ranked of the chosen kind."""
    found = engine().matching(parts).filter(gate)
    rows = [Row(*row) for row in found.values_list(*ROW)[: MOST_RANKED + 1]]
    if len(rows) <= MOST_RANKED:
        counts = dict(Counter(row.kind for row in rows))
        return counts, False, [row for row in rows if not kind or row.kind == kind]
    counts, is_at_most = engine().numbers(parts, gate)
    of_kind = Q(kind=kind) if kind else Q()
    in_title = engine().matching(parts, in_title=True).filter(gate).filter(of_kind)
    titled = [Row(*row) for row in in_title.values_list(*ROW)[:MOST_RANKED]]
    if kind:
        rows = [Row(*row) for row in found.filter(of_kind).values_list(*ROW)[:MOST_RANKED]]
    best = {row.pk: row for row in [*titled, *rows]}
    ranked = list(best.values())[:MOST_RANKED]
    if kind and len(ranked) < MOST_RANKED:
        counts[kind] = len(ranked)
    return counts, is_at_most, ranked


def _ranked(rows: list[Row]) -> list[Row]:
    """What was superseded stands last."""
    today = timezone.localdate()
    return sorted(rows, key=lambda row: (_is_over(row, today), row.rank, -row.pk))


def _is_over(row: Row, today: datetime.date) -> bool:
    return row.holds_until is not None and row.holds_until <= today


def _note(row: Row) -> str:
    today = timezone.localdate()
    if row.holds_until and _is_over(row, today):
        return f"Superseded on {date_format(row.holds_until)}"
    if row.holds_from and row.holds_from > today:
        return f"In force from {date_format(row.holds_from)}"
    return ""


def _hits(rows: list[Row], wanted: frozenset[str], request: HttpRequest | None) -> list[Hit]:
    links = _links(((row.source, row.object_id) for row in rows), request)
    texts = Text.objects.in_bulk([row.pk for row in rows])
    hits = []
    for row in rows:
        text = texts.get(row.pk)
        if text is None or (row.source, row.object_id) not in links:
            continue  # gone, or closed, since it was found
        title, url = links[row.source, row.object_id]
        hits.append(
            Hit(
                title=highlight(title, wanted),
                url=url,
                kind=row.kind,
                kind_label=settings.SEARCH_KINDS[row.kind][0],
                excerpt=highlight(_piece(text, wanted), wanted),
                date=text.date,
                note=_note(row),
            )
        )
    return hits


def _piece(text: Text, wanted: frozenset[str]) -> str:
    """The summary if it has one of the words; else what stands around the first of them."""
    for source in (text.summary, text.body):
        piece = excerpt(source, wanted)
        if piece and "<mark>" in highlight(piece, wanted):
            return piece
    return excerpt(text.summary or text.body, frozenset())


def _links(found: Iterable[tuple[str, int]], request) -> dict[tuple[str, int], tuple[str, str]]:
    """Titles and addresses, asked of the records themselves: the gate's second look."""
    site_for(request)  # as it is kept: Wagtail would look for it to make an address
    by_source = defaultdict(list)
    for source, key in found:
        by_source[source].append(key)
    return {
        (source, key): link
        for source, keys in by_source.items()
        for key, link in sources()[source].links(keys, request).items()
    }
