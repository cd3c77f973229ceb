"""
Example accounts have a published password, so a public site does not start while it holds one.

Asked at two doors: when the WSGI application starts (config/wsgi.py), and by
`manage.py check --deploy --database default`, before anything is switched over.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

#: Reserved for examples by RFC 2606: no real person has an address there.
DOMAIN = "@example.org"


def found() -> list[str]:
    """The addresses of the example accounts in the database; none where examples are allowed."""
    if settings.EXAMPLE_ACCOUNTS_ALLOWED:
        return []
    accounts = get_user_model().objects.filter(email__iendswith=DOMAIN)
    return list(accounts.order_by("email").values_list("email", flat=True))


def complaint(addresses: list[str]) -> str:
    return (
        f"The database holds example accounts, whose password is published: {', '.join(addresses)}. "
        "docs/operations.md says how to delete them."
    )


def check(databases: Iterable[str] | None = None, **kwargs: Any) -> list[Error]:
    """A system check: one error that names the accounts. A database not migrated yet holds none."""
    if not databases:
        return []
    try:
        addresses = found()
    except DatabaseError:
        return []
    return [Error(complaint(addresses), id="config.E001")] if addresses else []


def refuse() -> None:
    """Raise ImproperlyConfigured if there are any. A database that is away is no reason not to start."""
    try:
        addresses = found()
    except DatabaseError:
        return
    if addresses:
        raise ImproperlyConfigured(complaint(addresses))
