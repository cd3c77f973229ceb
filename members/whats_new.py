"""What is new for one member since they were last in the members' area.

A section registers the hook ``register_whats_new``: a function of the request and a moment that returns
:class:`News`, things that this visitor may see and that are newer than the moment, the newest first. It
returns :data:`MOST` of them at most, so that a page costs the same on every site.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

#: How many are shown.
MOST = 8


@dataclass(frozen=True)
class News:
    """One line of the list. ``kind`` says what it is, for instance “Handout”; ``note`` what became of it."""

    title: str
    url: str
    when: datetime.datetime
    kind: str
    note: str = ""


def whats_new(request: HttpRequest, since: datetime.datetime) -> list[News]:
    """From all sections together, the newest first."""
    found: Iterator[News] = (
        item for find in hooks.get_hooks("register_whats_new") for item in find(request, since)
    )
    return sorted(found, key=attrgetter("when"), reverse=True)[:MOST]


class WhatsNewSection(Component):
    """The list on the members' home. ``first_time``: there was no visit before, so it goes back some days."""

    order = 50
    template_name = "membership/whats_new.html"

    def __init__(self, request: HttpRequest, since: datetime.datetime, first_time: bool):
        self.context = {
            "news": whats_new(request, since),
            "since": since,
            "first_time": first_time,
        }

    def get_context_data(self, parent_context):
        return self.context
