import pytest
from wagtail.models import Page, Site

from accounts.first_content import load as load_groups
from core.first_content import Loader
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory
from tests.members.standards.factories import StandardFactory, StandardsIndexPageFactory, VersionFactory, days


@pytest.fixture
def index(db):
    """The empty list of standards, on a site whose front page is the real one."""
    load_groups(Loader())
    Site.objects.update(root_page=HomePageFactory(parent=Page.get_first_root_node()))
    Site.clear_site_root_paths_cache()
    return StandardsIndexPageFactory()


@pytest.fixture
def standard(index):
    """S3, with a version that was superseded ten days ago, the one in force, and one that comes."""
    standard = StandardFactory(parent=index, title="Ethics", slug="ethics", number="S3")
    VersionFactory(parent=standard, number=1, in_force_from=days(-400))
    VersionFactory(parent=standard, number=2, in_force_from=days(-10), changes="<p>Shorter words.</p>")
    VersionFactory(parent=standard, number=3, in_force_from=days(30), changes="<p>Longer words.</p>")
    return standard


@pytest.fixture
def versions(standard):
    """The versions of the standard, by number."""
    return {version.number: version for version in standard.versions()}


@pytest.fixture
def member(db):
    return MembershipFactory(grade=GradeFactory(name="Supervisor")).user
