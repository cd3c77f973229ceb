import pytest

from tests.news.factories import NewsIndexPageFactory


@pytest.fixture
def news(db):
    """The list of news at /news/."""
    return NewsIndexPageFactory()
