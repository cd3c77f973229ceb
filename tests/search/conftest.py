"""A search finds what was committed, and tests commit nothing: ``indexed`` runs what waits for that."""

import pytest


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """``with indexed(): …``: what is saved, moved or deleted inside can be searched for afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
