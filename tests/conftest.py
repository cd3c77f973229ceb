"""What every test has. Fixtures that only browser tests need stand in tests/browser/conftest.py."""

import copy
import os

# Playwright keeps an event loop in the main thread, where Django refuses the database unless it is told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import hypothesis
import pytest
from django.core.cache import caches
from django.db import transaction

from core import kept

# A machine with much to do may be slow with an example at any time: that says nothing about the example.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test finds what another left in a cache: counted attempts, rendered parts, whole pages.

    Whole pages are kept where tests commit, as before a running server; never inside a test's transaction.
    """
    for name in caches:
        caches[name].clear()
    yield
    for name in caches:
        caches[name].clear()


@pytest.fixture(scope="module", autouse=True)
def _made(request, django_db_blocker):
    """What the module's ``make_world()`` makes and gives, in a transaction around all tests of the module.

    It is made once: each test runs within a savepoint of its own, which takes back whatever the test does. So
    no test of such a module can commit (``transaction=True``).
    """
    make_world = getattr(request.module, "make_world", None)
    if make_world is None:
        yield None
        return
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock(), transaction.atomic():
        try:
            made = make_world()
            with django_db_blocker.block():
                yield made
        finally:
            transaction.set_rollback(True)


@pytest.fixture
def world(_made, db):
    """A copy of what the module's ``make_world()`` gave, for the test to change as it likes."""
    return copy.deepcopy(_made)


@pytest.fixture
def keeping(monkeypatch):
    """What pages share is kept as on a running server (core.kept), though tests run in a transaction.

    PostgreSQL's mark counts transactions; within one, the rows that it wrote are counted instead, as SQLite
    does by itself.
    """
    monkeypatch.setattr(kept, "_is_fixed", lambda: True)
    # A rollback does not change the mark: what another test kept must not be taken for this one's.
    monkeypatch.setattr(kept, "_kept", kept._Kept())
    written = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::text FROM pg_stat_xact_user_tables"
    monkeypatch.setitem(kept.MARKS, "postgresql", written)
