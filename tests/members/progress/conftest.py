import pytest

from tests.members.progress.factories import supervisor, trainee


@pytest.fixture
def tess(db):
    """A trainee on a pathway of two small stages."""
    return trainee()


@pytest.fixture
def external(db):
    return supervisor("Ex", "Ternal")
