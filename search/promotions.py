"""What editors want to stand first for certain words (Wagtail's promoted search results)."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from core.access import visible_to


@dataclass(frozen=True)
class Promotion:
    title: str
    url: str
    description: str


def promoted(request: HttpRequest, words: str) -> list[Promotion]:
    """What stands first for exactly these words, of what the visitor may see. At most two queries.

    Wagtail's own template tag keeps each text that anybody searches for in the database; this only reads.
    """
    picks = list(
        SearchPromotion.objects.filter(query__query_string=normalise_query_string(words)).select_related(
            "query"
        )
    )
    page_ids = {pick.page_id for pick in picks} - {None}
    pages = {page.pk: page for page in visible_to(Page.objects.filter(pk__in=page_ids), request)}
    return [
        Promotion(pages[pick.page_id].title, pages[pick.page_id].get_url(request), pick.description)
        if pick.page_id
        else Promotion(pick.external_link_text, pick.external_link_url, pick.description)
        for pick in picks
        if pick.page_id in pages or pick.external_link_url
    ]
