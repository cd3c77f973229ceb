"""Loads the timeline: its page, its eras, a page for every milestone. The words: ``history.content``."""

import datetime

from wagtail.models import Site

from history import content as words
from history.models import HistoryEra, HistoryPage, MilestonePage

# After the front page and the pictures, and the pages that milestones lead on to.
ORDER = 30


def load(content):
    history = content.page("history", Site.objects.get(is_default_site=True).root_page, _history(content))
    for milestone in words.MILESTONES:
        content.page(f"history-{milestone.key}", history, _milestone(content, milestone))


def _history(content):
    return HistoryPage(
        title=words.TITLE,
        slug="history",
        summary=words.SUMMARY,
        introduction=words.INTRODUCTION,
        listing_image=content.find("image:history-tayside"),
        eras=[
            HistoryEra(name=name, start_year=first, end_year=last, introduction=introduction)
            for name, first, last, introduction in words.ERAS
        ],
    )


def _milestone(content, milestone):
    related = [content.find(f"page:{key}") for key in milestone.related]
    return MilestonePage(
        title=milestone.title,
        slug=milestone.key,
        summary=milestone.summary,
        date=datetime.date.fromisoformat(milestone.date),
        end_date=datetime.date.fromisoformat(milestone.last) if milestone.last else None,
        precision=milestone.precision,
        body=milestone.body,
        source=milestone.source,
        source_url=milestone.source_url,
        listing_image=content.find(f"image:{milestone.picture}"),
        related=[("page", page) for page in related if page],
    )
