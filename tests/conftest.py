"""What every test has. Fixtures that only browser tests need stand in tests/browser/conftest.py."""

import os

# Playwright keeps an event loop in the main thread, where Django refuses the database unless it is told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from django.core.cache import caches


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
