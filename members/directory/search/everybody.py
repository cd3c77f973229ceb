"""Everybody in the directory, read once for as long as nothing at all changes in the database (`core.kept`).

To read 10,000 entries takes longer than a page may.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from core.kept import kept
from members.directory.check import folded
from members.directory.search import rows
from members.directory.search.places import Point
from members.directory.search.rows import FIRST, LAST, PK, Choice, Words


@dataclass
class Everybody:
    """``rows``: by name, as ``rows.listed`` says. ``words``: as ``rows.with_words``."""

    rows: list[tuple]
    words: Words
    choices: dict[str, list[Choice]]

    @cached_property
    def points(self) -> dict[str, Point]:
        return rows.points()

    @cached_property
    def names(self) -> dict[int, str]:
        """The names as a search compares them, by the keys of the entries."""
        return {row[PK]: f" {folded(f'{row[FIRST]} {row[LAST]}')}" for row in self.rows}


def everybody(day: datetime.date) -> Everybody:
    """Who is in the directory on ``day``, as the database has it now."""
    return kept(("everybody", day, settings.MEMBERSHIP_GRACE_DAYS), lambda: _read(day))


def _read(day: datetime.date) -> Everybody:
    listed = sorted(rows.listed(day), key=lambda row: (row[LAST].lower(), row[FIRST].lower(), row[PK]))
    return Everybody(listed, rows.with_words(), rows.choices())
