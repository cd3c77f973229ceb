"""The evidence list as a page shows it: facets with numbers, one page of items, the picture, the glossary."""

from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.safestring import SafeString

from core.cards import attach_pictures
from core.facets import Chip, facet
from core.paging import numbered_page
from evidence import facets, state
from evidence.citations import FORMATS
from evidence.models import EvidenceIndexPage, EvidencePage
from evidence.picture import picture
from evidence.text import excerpt, highlight, plain

PER_PAGE = 20


@dataclass(frozen=True)
class Result:
    """An item with the words that were searched for marked."""

    item: EvidencePage
    kind: str
    title: SafeString
    byline: SafeString
    summary: SafeString
    excerpt: SafeString


def listing(index: EvidenceIndexPage, request: HttpRequest) -> dict:
    """The template's context.

    Raises:
        Http404: for a page number that there is nothing on.
    """
    known, glossary = facets.words()
    asked = state.read(request.GET, known)
    found = facets.find(index.items(request), asked, known)
    kinds = {int(choice.key): choice.name for choice in known["kind"]}
    page = _page(index, request, found)
    page.object_list = [_result(item, kinds, asked.terms) for item in page.object_list]
    attach_pictures([index], "listing_image")
    return {
        "state": asked,
        "query": asked.query(),
        "facets": [
            facet(name, label, known[name], found.numbers[name], asked.chosen[name])
            for name, (label, _n) in facets.FACETS.items()
        ],
        "found": found,
        "results": page,
        "total": len(found.rows),
        "chips": list(_chips(asked, known)),
        "sorts": state.SORTS,
        "views": [(view, label, _with_view(asked, view)) for view, label in state.VIEWS.items()],
        "is_filtered": bool(request.GET.keys() - {"page"}),
        "picture": picture(facets.kinds_and_years(found.rows), kinds),
        "glossary": glossary,
        "formats": [(extension, file.label) for extension, file in FORMATS.items()],
    }


def _page(index, request, found: facets.Found) -> Page:
    page = numbered_page(found.rows, PER_PAGE, request.GET.get("page"))
    wanted = facets.keys(page.object_list)
    items = index.items(request).filter(pk__in=wanted).defer("search_text").in_bulk()
    page.object_list = [items[key] for key in wanted if key in items]
    return page


def _result(item: EvidencePage, kinds: dict, wanted: list[str]) -> Result:
    kind = kinds.get(item.kind_id, "")
    if not wanted:
        return Result(item, kind, *map(highlight, (item.title, item.byline, item.summary, ""), [()] * 4))
    title, byline, summary = (highlight(text, wanted) for text in (item.title, item.byline, item.summary))
    piece = ""
    if not any("<mark>" in text for text in (title, byline, summary)):
        texts = [
            plain(item.found),
            plain(item.limits),
            item.abstract,
            item.container_title,
            item.vouching_note,
        ]
        piece = next(filter(None, (excerpt(text, wanted) for text in texts)), "")
    return Result(item, kind, title, byline, summary, highlight(piece, wanted))


def _chips(asked: state.State, known: dict):
    if asked.q:
        yield Chip(f"“{asked.q}”", asked.without("q").query())
    for name, choices in known.items():
        for choice in choices:
            if choice.slug in asked.chosen[name]:
                yield Chip(choice.name, asked.without(name, choice.slug).query())
    if asked.first or asked.last:
        label = f"{asked.first or 'up to'}–{asked.last}" if asked.first and asked.last else ""
        label = label or (f"from {asked.first}" if asked.first else f"until {asked.last}")
        yield Chip(label, asked.without("years").query())


def _with_view(asked: state.State, view: str) -> str:
    return replace(asked, view=view).query()
