import pytest

from accounts.first_content import EDITORS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from tests.evidence.factories import EvidenceIndexPageFactory, KindFactory
from tests.evidence.importing.steps import signed_in


@pytest.fixture
def index(db):
    load_groups(Loader())
    KindFactory(slug="study", csl_type="article-journal")
    return EvidenceIndexPageFactory()


@pytest.fixture
def editor(index):
    return signed_in(EDITORS)
