"""What editors want to stand first for certain words (Wagtail's promoted search results)."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from core.access import visible_to
from core.kept import kept


@dataclass(frozen=True)
class Promotion:
    title: str
    url: str
    description: str


def promoted(request: HttpRequest, words: str) -> list[Promotion]:
    """What stands first for exactly these words, of what the visitor may see. At most two queries.

    Wagtail's own template tag keeps each text that anybody searches for in the database; this only reads.
    """
    picks = kept("promotions", _read).get(normalise_query_string(words), [])
    if not picks:
        return []
    page_ids = {pick.page_id for pick in picks} - {None}
    pages = {page.pk: page for page in visible_to(Page.objects.filter(pk__in=page_ids), request)}
    return [
        Promotion(pages[pick.page_id].title, pages[pick.page_id].get_url(request), pick.description)
        if pick.page_id
        else Promotion(pick.external_link_text, pick.external_link_url, pick.description)
        for pick in picks
        if pick.page_id in pages or pick.external_link_url
    ]


def _read() -> dict[str, list[SearchPromotion]]:
    """All of them, by their words: editors choose each by hand."""
    found = defaultdict(list)
    for pick in SearchPromotion.objects.select_related("query"):
        found[pick.query.query_string].append(pick)
    return dict(found)
