"""Which of the site's mails somebody wants: said in one place, on the account page.

A part of the site that sends mail which people may do without registers the hook ``register_mail_choices``: a
function of the request that returns :class:`MailChoice`, or None for somebody who would never get it. How the
answer is kept is that part's own business.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail import hooks


@dataclass(frozen=True)
class MailChoice:
    """One kind of mail. ``key``: its name in the form. ``save`` is called with what its owner decides."""

    key: str
    label: str
    explanation: str
    wanted: bool
    save: Callable[[bool], None]


def choices_for(request: HttpRequest) -> list[MailChoice]:
    """What this person can choose between."""
    made = (make(request) for make in hooks.get_hooks("register_mail_choices"))
    return [choice for choice in made if choice]
