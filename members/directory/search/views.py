"""`/supervisors/`: the public list, and the form that keeps postcodes out of addresses."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.models import Page

from core.access import visible_to
from members.directory.addresses import directory_page
from members.directory.search import rows, state
from members.directory.search.listing import listing


def index(page, request: HttpRequest) -> HttpResponse:
    """The list or the map, as the address asks for it."""
    if state.holds_a_postcode(request.GET):
        return HttpResponseRedirect(_address(page, request, request.GET))
    context = {"page": page, "parents_page": _parents_page(page, request), **listing(request)}
    response = TemplateResponse(request, "directory/index.html", context)
    # Whoever has lapsed or paused is gone at the next request, from caches too.
    patch_cache_control(response, no_cache=True)
    return response


@csrf_exempt
@sensitive_post_parameters()
def search(request: HttpRequest) -> HttpResponse:
    """Where the form leads without JavaScript: on to the address of the list, of a postcode the outward half.

    A posted form is in no log and no history. It changes nothing, so it needs no token, and the list can be
    the same for everybody.
    """
    page = directory_page(request)
    if page is None:
        raise Http404("The directory is not public.")
    response = HttpResponseRedirect(_address(page, request, request.POST))
    response.status_code = 303
    return response


def _parents_page(page, request):
    """The page that tells parents more, if this visitor may see it."""
    return visible_to(Page.objects.filter(pk=page.parents_page_id), request).first()


def _address(page, request: HttpRequest, asked: QueryDict) -> str:
    query = state.read(asked, rows.choices()).query()
    return page.get_url(request) + (f"?{query}" if query else "")
