import pytest
from wagtail.models import Page, Site

from accounts.first_content import load as load_groups
from core.first_content import Loader
from tests.factories import HomePageFactory
from tests.members.pathway.factories import PathwayFactory, PathwayVersionFactory, stages
from tests.members.standards.factories import days


@pytest.fixture
def pathway(db):
    """A pathway on a site whose front page is the real one."""
    load_groups(Loader())
    Site.objects.update(root_page=HomePageFactory(parent=Page.get_first_root_node()))
    Site.clear_site_root_paths_cache()
    return PathwayFactory()


@pytest.fixture
def versions(pathway):
    """An earlier version, the current one, and one that comes: of 6, 9 and 12 cycles in the first stage."""
    return {
        name: PathwayVersionFactory(
            parent=pathway,
            title=f"{name.capitalize()} requirements",
            slug=name,
            starts_on=starts_on,
            stages=stages({"cycles": cycles}, {}),
        )
        for name, starts_on, cycles in [
            ("earlier", None, 6),
            ("present", days(-100), 9),
            ("coming", days(100), 12),
        ]
    }
