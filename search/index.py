"""Keeping the index: what is written, taken out, and built anew."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.module_loading import import_string
from wagtail.models import Page

from core.searchable import Described, Source
from search import service
from search.models import Entry, Text, Word
from search.text import LONGEST_WORD, fold

#: Characters of one thing that are looked through. PostgreSQL takes about a million bytes.
LONGEST_BODY = 200_000
AT_ONCE = 200
GATE = ["kind", "path", "collection_id", "expire_at", "holds_from", "holds_until"]
WORDS = ["title", "date", "summary", "body"]


@cache
def sources() -> dict[str, Source]:
    """``settings.SEARCH_SOURCES``, by their names."""
    found = [import_string(path)() for path in settings.SEARCH_SOURCES]
    return {source.name: source for source in found}


def refresh(name: str, keys: Iterable[int]) -> None:
    """Bring the entries of these records to what the database says now."""
    wanted = set(keys)
    if not wanted:
        return
    described = sources()[name].describe(wanted)
    with transaction.atomic():
        gone = wanted - {one.object_id for one in described}
        if gone:
            Entry.objects.filter(source=name, object_id__in=gone).delete()
        write(name, described)


def write(name: str, described: Sequence[Described]) -> None:
    """Add or change entries: a handful of queries, whatever their number."""
    if not described:
        return
    entries = Entry.objects.bulk_create(
        [
            Entry(source=name, object_id=one.object_id, **{field: getattr(one, field) for field in GATE})
            for one in described
        ],
        update_conflicts=True,
        unique_fields=["source", "object_id"],
        update_fields=[field.removesuffix("_id") for field in GATE],
    )
    texts = [
        Text(
            entry=entry,
            title=_clean(one.title, 255),
            date=one.date[:80],
            summary=_clean(one.summary),
            body=_clean(one.body),
        )
        for entry, one in zip(entries, described, strict=True)
    ]
    Text.objects.bulk_create(texts, update_conflicts=True, unique_fields=["entry"], update_fields=WORDS)
    service.keep(texts)
    words = {word for text in texts for word in fold(f"{text.title} {text.summary} {text.body}").split()}
    Word.objects.bulk_create(
        [Word(word) for word in sorted(words) if 3 < len(word) <= LONGEST_WORD and word.isalpha()],
        ignore_conflicts=True,
        batch_size=500,
    )


def rebuild() -> Iterator[tuple[str, int]]:
    """Make the whole index anew, and yield after each step the name of a source and how many are done.

    Stays usable meanwhile: what is there is changed in place, and what is gone is taken out at the end.
    """
    Entry.objects.exclude(source__in=sources()).delete()
    for name, source in sources().items():
        kept: set[int] = set()
        keys = iter(source.everything())
        while batch := list(islice(keys, AT_ONCE)):
            described = source.describe(batch)
            with transaction.atomic():
                write(name, described)
            kept.update(one.object_id for one in described)
            yield name, len(kept)
        there = Entry.objects.filter(source=name).values_list("object_id", flat=True)
        gone = sorted(set(there) - kept)
        for start in range(0, len(gone), AT_ONCE):
            Entry.objects.filter(source=name, object_id__in=gone[start : start + AT_ONCE]).delete()


def _clean(text: str, longest: int = LONGEST_BODY) -> str:
    """In single spaces, and without the null bytes that no database takes."""
    return " ".join(text.replace("\x00", " ").split())[:longest]


def follow_moves() -> None:
    """Where pages stand now: one that moves takes those below it along, and shifts its neighbours."""
    now = Subquery(Page.objects.filter(pk=OuterRef("object_id")).values("path")[:1])
    entries = Entry.objects.filter(source="page", object_id__in=Page.objects.values("pk")).annotate(now=now)
    entries.exclude(path=F("now")).update(path=now)
