import pytest

from tests.home.factories import HomePageFactory
from tests.members.training.factories import TrainingIndexPageFactory


@pytest.fixture
def training(db):
    """The list of materials at /members/training/."""
    HomePageFactory()
    return TrainingIndexPageFactory()
