"""What every answer of the site goes through."""

from django.conf import settings
from django.utils.cache import add_never_cache_headers


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
