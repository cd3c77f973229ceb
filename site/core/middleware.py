"""What every answer of the site goes through."""

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers
from wagtail.views import serve

from core.kept import asked_once
from core.known_site import site_for

COMPRESSIBLE = ("text/", "application/xml", "application/atom+xml", "application/rss+xml", "application/json")


class CompressPagesMiddleware(GZipMiddleware):
    """Pages, feeds and the sitemap travel compressed; files and pictures, which gain nothing, as they are.

    Static files have been compressed beforehand. Django pads what it compresses with random bytes and masks
    its CSRF tokens, so that a page's length does not give its secrets away (BREACH).
    """

    def process_response(self, request, response):
        if response.streaming or not response.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response
        return super().process_response(request, response)


class ReadOnceMiddleware:
    """What pages share is looked for once in a request that only reads (`core.kept`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Wagtail's view of pages finds the site and its home page on the request."""
        if view is serve:
            site_for(request)


class PrivateAnswersMiddleware:
    """An answer to a visitor with a session is kept by nobody, unless the view has said how long it keeps.

    So what a member saw is neither handed to the next visitor by a proxy, nor shown by the Back button after
    they have signed out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
