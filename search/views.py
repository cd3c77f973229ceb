"""`/search/`: one search over everything that the visitor may see, and suggestions as one types.

Each state is an address: `?q=` the words, `?kind=` one kind of thing, `?page=` the page of the list.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.access import visitor
from search import missed, query
from search.promotions import promoted

#: What the box takes; a longer text is searched for as far as the query goes.
LONGEST = 200


@dataclass(frozen=True)
class Facet:
    """One kind of result: ``query`` is the address that shows only it."""

    label: str
    number: int
    query: str
    is_chosen: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = _words(request)
    kind = request.GET.get("kind", "")
    if kind not in settings.SEARCH_KINDS:
        kind = ""
    page = _number(request.GET.get("page", ""))
    results = query.search(request, words, kind, page)
    shown = words[:LONGEST]
    if page > results.pages:  # the list has become shorter, or somebody made the number up
        return redirect(f"{request.path}?{_address(shown, kind)}&page={results.pages}")
    picks = promoted(request, words) if words and not kind and page == 1 else []
    if words and not (kind or results.total or picks or results.hint):
        missed.count(request, words)
    first = {pick.url for pick in picks}
    context = {
        "title": "Search",
        "words": shown,
        "results": results,
        "hits": [hit for hit in results.hits if hit.url not in first],
        "picks": picks,
        "facets": _facets(shown, kind, results.counts),
        "page_obj": Paginator(range(results.pages), 1).get_page(page),
        "listed": min(results.total, results.pages * query.PER_PAGE),
        "base_query": _address(shown, kind),
        "here": f"{request.path}?{_address(shown, kind)}",
        "is_search_page": True,
    }
    return _kept_by_nobody(request, render(request, "search/search.html", context))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """``{"suggestions": [{"title": …, "url": …, "kind": …}, …]}``, as far as the visitor may see them."""
    found = query.suggest(request, _words(request)[:LONGEST])
    suggestions = [{"title": one.title, "url": one.url, "kind": one.kind_label} for one in found]
    return _kept_by_nobody(request, JsonResponse({"suggestions": suggestions}))


def _kept_by_nobody(request, response):
    """What was just closed or taken down must not come up again from a cache."""
    if not visitor(request).is_authenticated:  # for who is signed in, the middleware says it more strictly
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", " ").strip()


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


def _address(words: str, kind: str = "") -> str:
    return urlencode({name: value for name, value in (("q", words), ("kind", kind)) if value})


def _facets(words: str, kind: str, counts: dict[str, int]) -> list[Facet]:
    """All kinds together, then each kind that something was found of; nothing where there is no choice."""
    found = [
        Facet(settings.SEARCH_KINDS[one][1], number, _address(words, one), one == kind)
        for one, number in counts.items()
    ]
    if len(found) < 2 and not kind:
        return []
    return [Facet("Everything", sum(counts.values()), _address(words), not kind), *found]
