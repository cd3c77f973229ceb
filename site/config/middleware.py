"""Headers that every answer carries, and the one kind of address that no part of the site can use."""

from collections.abc import Callable
from urllib.parse import unquote

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecurityHeadersMiddleware:
    """The headers that Django has no setting for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        # Nobody else's page may embed our pictures, scripts or pages.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware, with the admin's wider policy below the admin's address and nowhere else.

    What the admin previews is made by a request of Wagtail's own to the page's public address, through all
    middlewares. It gets the public policy, but may stand in the admin's frame.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.config = settings.CONTENT_SECURITY_POLICY_PREVIEW
        elif request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.CONTENT_SECURITY_POLICY_ADMIN
        return parts


class RefuseNullBytesMiddleware:
    """
    Answer 404 to an address that holds a null byte.

    PostgreSQL cannot store one and raises where SQLite finds nothing, so any look-up by a word from the
    address would be an error page on one database and a "not found" on the other. The search takes whatever
    somebody types or pastes, and answers with a hint.
    """

    TAKES_ANY_WORDS = "/search/"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = "" if request.path_info == self.TAKES_ANY_WORDS else request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "\x00" in unquote(query):
            raise Http404("Null byte in the address")
        return self.get_response(request)
