"""Small views that belong to the site as a whole."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from core import access

ADMIN_DENIAL = access.Denial(
    "This part is for the people who keep this site",
    "Your account does not open it. If you think that it should, please get in touch with us.",
)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead Wagtail's login addresses to the site's own, keeping where the visitor wanted to go.

    Wagtail sends everybody here who may not enter the admin. Somebody who is signed in already would be sent
    back by the sign-in page, and so on for ever: they are told instead.
    """
    if access.visitor(request).is_authenticated:
        return access.refuse(request, denial=ADMIN_DENIAL)
    return _lead_to("account_login", request)


def to_password_reset(request: HttpRequest, *args: str) -> HttpResponse:
    """Lead Wagtail's pages for a forgotten password to the site's own."""
    return _lead_to("account_reset_password", request)


def _lead_to(name: str, request: HttpRequest) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(resolve_url(name) + (f"?{query}" if query else ""))
