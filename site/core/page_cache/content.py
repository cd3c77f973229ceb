"""The content mark: one random word in the cache, replaced after every committed write to the database.

A page is kept under the mark that was read before it was made, so what was made from older data than a change
is never asked for again. Writes are seen as SQL, whoever makes them (a form, ``update()``, a tree's move, a
command, the worker): nothing has to remember to say so. Left out are the tables of
``settings.PAGE_CACHE_UNSEEN``, which no public page shows; a page that was made with one of them is not kept.
"""

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.conf import settings
from django.core.cache import caches

MARK = "content"

_READ = re.compile(
    r"[\s(]*(?:SELECT|VALUES|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW|EXPLAIN|BEGIN|COMMIT)\b",
    re.IGNORECASE,
)
_WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)
_WITH = re.compile(r"\s*WITH\b(?!.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b)", re.IGNORECASE | re.DOTALL)

_making = threading.local()


class Made:
    """What is known of a page that is being made. ``of_unseen``: a table was read that nobody watches."""

    of_unseen = False


def mark() -> str:
    """The mark now. It may be lost from the cache: then there is a new one, and nothing kept is used."""
    return caches["pages"].get_or_set(MARK, _new, timeout=None) or _new()


def renew(**kwargs) -> None:
    """Forget every page that is kept, in all processes."""
    caches["pages"].set(MARK, _new(), timeout=None)


def _new() -> str:
    return secrets.token_hex(8)


@contextmanager
def making() -> Iterator[Made]:
    """Watches what the page that is made inside is read from."""
    _making.page = made = Made()
    try:
        yield made
    finally:
        _making.page = None


def watch_connection(connection, **kwargs) -> None:
    """For the signal ``connection_created``, which comes again whenever a connection is opened anew."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


def watch(execute, sql, params, many, context):
    """Around every statement: https://docs.djangoproject.com/en/5.2/topics/db/instrumentation/"""
    result = execute(sql, params, many, context)
    if changes_pages(str(sql)):
        connection = context["connection"]
        waiting = connection.run_on_commit
        # Again unless it is the last already: so it comes after whatever else waits for the commit.
        if not waiting or waiting[-1][1] is not renew:
            connection.on_commit(renew, robust=True)
    elif (made := getattr(_making, "page", None)) and _names_unseen().search(str(sql)):
        made.of_unseen = True
    return result


def changes_pages(sql: str) -> bool:
    """Whether a statement may change what a page shows. What is not understood may."""
    if _READ.match(sql) or _WITH.match(sql):
        return False
    written = _WRITE.match(sql)
    return not written or written[1] not in unseen_tables()


@cache
def unseen_tables() -> frozenset[str]:
    """The tables of ``settings.PAGE_CACHE_UNSEEN``: ``app.Model`` is one, ``app`` all of its models."""
    names = settings.PAGE_CACHE_UNSEEN
    models = [apps.get_model(name) for name in names if "." in name]
    for name in names:
        if "." not in name:
            models += apps.get_app_config(name).get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models)


@cache
def _names_unseen() -> re.Pattern:
    # A column may be called as a table is; it stands behind the name of its own.
    return re.compile(f'(?<![.])"(?:{"|".join(sorted(unseen_tables()))})"')
