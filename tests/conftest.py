"""What every test has. Fixtures that only browser tests need stand in tests/browser/conftest.py."""

import os

# Playwright keeps an event loop in the main thread, where Django refuses the database unless it is told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from django.core.cache import caches

from core import kept


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


@pytest.fixture
def keeping(monkeypatch):
    """What pages share is kept as on a running server (core.kept), though tests run in a transaction.

    PostgreSQL's mark counts transactions; within one, the rows that it wrote are counted instead, as SQLite
    does by itself.
    """
    monkeypatch.setattr(kept, "_is_fixed", lambda: True)
    written = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::text FROM pg_stat_xact_user_tables"
    monkeypatch.setitem(kept.MARKS, "postgresql", written)
