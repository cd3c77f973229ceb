"""What every test has. Fixtures that only browser tests need stand in tests/browser/conftest.py."""

import os

# Playwright keeps an event loop in the main thread, where Django refuses the database unless it is told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test finds what another left in the cache: counted attempts, rendered parts."""
    cache.clear()
    yield
    cache.clear()
