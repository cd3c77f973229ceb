"""The pages for what went wrong: our own fault, a database that is away, a form that came too late."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

#: Seconds after which a visitor's browser or a search engine may ask again.
RETRY_AFTER = 120


def server_error(request: HttpRequest) -> HttpResponse:
    """
    500, or 503 where the database is away.

    Django calls this inside the `except` block, so the exception is still at hand, whichever layer it came
    from. Both templates stand alone: they ask nothing of the database.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(
            render_to_string("503.html"),
            status=503,
            headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"},
        )
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token: almost always an old tab, or cookies switched off."""
    denial = {
        "title": "This form could not be sent",
        "text": "It was open for too long, or your browser does not keep cookies. "
        "Go back, reload the page and send it again.",
    }
    return render(request, "403.html", {"denial": denial}, status=403)
