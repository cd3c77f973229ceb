"""Small views that belong to the site as a whole."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Lead Wagtail's login addresses to the site's own, keeping where the visitor wanted to go."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(resolve_url("account_login") + (f"?{query}" if query else ""))
