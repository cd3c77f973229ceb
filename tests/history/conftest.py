import pytest

from tests.history.factories import HistoryPageFactory
from tests.home.factories import HomePageFactory


@pytest.fixture
def history(db):
    """The timeline at /history/."""
    HomePageFactory()
    return HistoryPageFactory()
