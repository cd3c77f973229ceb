"""What is done once a transaction is through."""

from collections.abc import Callable
from typing import Any

from django.db import transaction


def after_commit(do: Callable[..., Any], *args: Any) -> None:
    """Call ``do(*args)`` once the transaction is through. If it fails, that is logged, and the rest is done.

    As Django's ``on_commit(robust=True)``, which logs a failure by the name of the function: a partial has
    none, and for that all that waits behind it would be dropped.
    """

    def call() -> None:
        do(*args)

    call.__qualname__ = getattr(do, "__qualname__", repr(do))
    transaction.on_commit(call, robust=True)
