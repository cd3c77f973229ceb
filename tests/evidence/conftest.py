import pytest

from tests.evidence.factories import EvidenceIndexPageFactory
from tests.home.factories import HomePageFactory


@pytest.fixture
def evidence(db):
    """The list at /evidence/."""
    HomePageFactory()
    return EvidenceIndexPageFactory()
