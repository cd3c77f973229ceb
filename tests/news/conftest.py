import pytest

from tests.home.factories import HomePageFactory
from tests.news.factories import NewsIndexPageFactory


@pytest.fixture
def news(db):
    """The list of news at /news/."""
    HomePageFactory()
    return NewsIndexPageFactory()
