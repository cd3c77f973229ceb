"""Pages that the blocks of a page lead to: links in rich text, buttons, lists. They are looked up together.

Wagtail looks them up for each text by itself, and each page as its own type besides: a page of ten linked
paragraphs would cost twenty queries.
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from core.kept import kept

_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_ID = re.compile(r'\bid="([0-9]{1,18})"')
#: So many pages are kept at most, found or not; with more all are read anew.
MOST_KEPT = 1000
_known: ContextVar[dict | None] = ContextVar(
    "pages by id that were looked up already, None where there is none", default=None
)


class KnownPageChooserBlock(PageChooserBlock):
    """Wagtail's page chooser, with pages found beforehand. Migrations know it as Wagtail's own."""

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs

    def bulk_to_python(self, values):
        pages = find_pages(values)
        return [pages.get(value) for value in values]


def find_pages(ids):
    """Pages by id, as plain pages; those known already cost no query.

    Whether they may be seen is not asked: a link gives away only an address, and lists ask the gate.
    """
    known = _known.get() or {}
    missing = {page_id for page_id in ids if page_id is not None and page_id not in known}
    return {**known, **_read_once(missing)} if missing else known


def _read_once(ids):
    """Most texts lead to the same pages, so those that any text led to are kept."""
    read = kept("linked pages", dict)
    if len(read) > MOST_KEPT:
        read.clear()
    if new := ids - read.keys():
        read |= {**dict.fromkeys(new), **Page.objects.in_bulk(new)}
    return {page_id: read[page_id] for page_id in ids if read[page_id]}


def linked_ids(raw):
    """The ids of all pages that the texts somewhere within stored blocks link to."""
    if isinstance(raw, str):
        return {int(found) for link in _LINK.findall(raw) for found in _ID.findall(link)}
    if isinstance(raw, dict):
        raw = raw.values()
    elif not isinstance(raw, list):
        return set()
    return set().union(*(linked_ids(part) for part in raw))


@contextmanager
def known_pages(pages):
    """While it lasts, no page whose id is a key of ``pages`` (None where there is no page) is looked up."""
    token = _known.set({**(_known.get() or {}), **pages})
    try:
        yield
    finally:
        _known.reset(token)


def look_up(ids, pages):
    """``pages`` by id, with None for each of ``ids`` that is not among them."""
    return {**dict.fromkeys(ids), **{page.pk: page for page in pages}}
