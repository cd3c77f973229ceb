"""Keeps whole answers that are the same for everybody, and gives them out again. The outermost middleware."""

import logging

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from core.page_cache import content
from core.page_cache.headers import comes_from_anybody
from core.page_cache.slots import Slot

logger = logging.getLogger(__name__)


class PageCacheMiddleware:
    """What is kept has been through every other middleware: its headers are set, it is compressed.

    Within a transaction, where a part may still be rolled back, nothing is kept and nothing kept is used. A
    cache that is away makes the site slower, nothing else.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.kept_or_made(request)
        if not isinstance(response, HttpResponse):
            return response
        if "HTTP_IF_NONE_MATCH" in request.META and getattr(response, "is_for_everybody", False):
            return get_conditional_response(request, etag=response["ETag"], response=response) or response
        return response

    def kept_or_made(self, request: HttpRequest) -> HttpResponseBase:
        if not may_be_kept(request):
            return self.get_response(request)
        slot = Slot(request)
        try:
            kept = slot.look()
            if kept is None and request.method == "GET":
                kept = slot.take_or_wait()
        except Exception:
            logger.exception("The cache of pages does not answer")
            return self.get_response(request)
        if kept:
            return answer(*kept)
        return self.make(request, slot) if slot.is_taken else self.get_response(request)

    def make(self, request: HttpRequest, slot: Slot) -> HttpResponseBase:
        """A new answer. It is kept; or that it may not be kept is, so that nobody waits for it again."""
        with content.making() as made:
            response = self.get_response(request)
        try:
            if getattr(response, "is_for_everybody", False) and not made.of_unseen:
                slot.keep(response.content, list(response.items()))
            elif response.status_code == 200:
                slot.keep_nothing()
            slot.leave()
        except Exception:
            logger.exception("The cache of pages does not answer")
        return response


class KeptResponse(HttpResponse):
    """One that was kept: as ``CacheHeadersMiddleware`` found it when it was made."""

    is_for_everybody = True


def may_be_kept(request: HttpRequest) -> bool:
    return (
        comes_from_anybody(request)
        and not request.path_info.startswith((settings.STATIC_URL, settings.MEDIA_URL))
        and not connection.in_atomic_block
        and not isinstance(caches["pages"], DummyCache)
    )


def answer(body: bytes, headers: list[tuple[str, str]]) -> HttpResponse:
    response = KeptResponse(body)
    for name, value in headers:
        response.headers[name] = value
    return response
