"""Says of each answer who may keep it."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from core.page_cache.release import release

#: The cookies that say who somebody is, or what they are to be told once. Others, such as the choice about
#: cookies, change no page: docs/decisions/0010-consent-and-the-page-cache.md.
MESSAGES = "messages"


class CacheHeadersMiddleware:
    """Gives ``Cache-Control`` to each answer without it, and an ``ETag`` to what is the same for everybody.

    A cache on the way must ask again each time, which costs one short answer and shows no old page.
    ``PAGE_CACHE_PROXY_SECONDS`` lets a shared proxy answer without asking for so long.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.is_for_everybody = is_for_everybody(request, response)
        if response.is_for_everybody:
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = "public, max-age=0, must-revalidate"
                if settings.PAGE_CACHE_PROXY_SECONDS:
                    patch_cache_control(response, s_maxage=settings.PAGE_CACHE_PROXY_SECONDS)
            if not response.has_header("ETag"):
                # The release is part of it, since an answer of 304 leaves the browser its old headers.
                digest = hashlib.sha256(release().encode() + response.content).hexdigest()
                response["ETag"] = f'"{digest[:32]}"'
        elif not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether whoever is not signed in gets these very bytes."""
    control = response.get("Cache-Control", "")
    return (
        comes_from_anybody(request)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and not any(word in control for word in ("private", "no-store", "no-cache"))
    )


def comes_from_anybody(request: HttpRequest) -> bool:
    """Whether nothing in the request says who asks."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and MESSAGES not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not getattr(request, "is_dummy", False)  # a preview of Wagtail's
    )
