"""Links to pages inside rich text: their addresses are looked up once for a whole stream of blocks.

Wagtail looks them up for each text by itself, and each page as its own type besides: a page of ten linked
paragraphs would cost twenty queries.
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_ID = re.compile(r'\bid="([0-9]+)"')
_NUMBER = re.compile(r"[0-9]{1,18}")
_known = ContextVar("pages that the texts being rendered link to", default=None)


class PageLinks(PageLinkHandler):
    """Wagtail's handler, with pages found beforehand. No page type of this site makes its own addresses."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id", "") for attrs in attrs_list]
        known = _known.get()
        pages = find_pages(ids) if known is None else known
        return [pages.get(page_id) for page_id in ids]


def find_pages(ids):
    """Pages by their id as the text has it. A link gives away an address that the editor typed, no title."""
    numbers = {int(page_id) for page_id in ids if _NUMBER.fullmatch(page_id)}
    return {str(pk): page for pk, page in Page.objects.in_bulk(numbers).items()} if numbers else {}


def linked_ids(raw):
    """The ids of all pages that the texts somewhere within stored blocks link to."""
    if isinstance(raw, str):
        return {found for link in _LINK.findall(raw) for found in _ID.findall(link)}
    if isinstance(raw, dict):
        raw = raw.values()
    elif not isinstance(raw, list):
        return set()
    return set().union(*(linked_ids(part) for part in raw))


@contextmanager
def links_found(raw):
    """While texts out of the stored blocks ``raw`` are rendered, all their links are known."""
    token = _known.set(find_pages(linked_ids(raw)))
    try:
        yield
    finally:
        _known.reset(token)
