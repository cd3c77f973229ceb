"""`manage.py checkup` about the members' area, should the code that keeps it closed ever be got round."""

import pytest
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Site

from members.membership.checkup import members_area
from members.membership.collections import members_collection
from members.membership.models import MembersIndexPage
from tests.factories import GradeFactory, HomePageFactory
from tests.members.standards.factories import StandardFactory, StandardsIndexPageFactory
from tests.members.training.factories import TrainingIndexPageFactory, TrainingMaterialPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def members_home(db):
    home = HomePageFactory(parent=Site.objects.get().root_page.get_root())
    Site.objects.update(root_page=home)
    page = MembersIndexPage(title="Members", slug="members")
    home.add_child(instance=page)
    page.save_revision().publish()
    members_collection()
    return page


def faults():
    return [finding.text for finding in members_area() if finding.is_fault]


def test_closed_as_made(members_home):
    assert list(members_area()) == []


def test_a_page_or_collection_that_was_opened_around_the_code(members_home):
    for model in (PageViewRestriction, CollectionViewRestriction):
        rows = model.objects.all()
        rows._raw_delete(rows.db)
    page, collection = faults()
    assert "The members’ area “Members”" in page
    assert "The collection “Members’ files” is open to everyone" in collection


@pytest.mark.parametrize("kind", [StandardFactory, TrainingMaterialPageFactory])
def test_pages_that_open_to_more_people_than_they_say(members_home, kind):
    factory = {StandardFactory: StandardsIndexPageFactory}.get(kind, TrainingIndexPageFactory)
    index = factory(parent=members_home)
    kind(parent=index, title="For all members", audience="members")
    kind(parent=index, title="For the public", audience="public")
    page = kind(parent=index, title="For supervisors", audience="grades", grades=[GradeFactory()])
    assert faults() == []
    rows = PageViewRestriction.objects.filter(page=page)
    rows.update(restriction_type=PageViewRestriction.NONE)
    open_to_all, open_to_more = faults()
    assert "“For supervisors”" in open_to_all
    assert "is open to everyone" in open_to_all
    assert "is for some grades, and opens to others as well" in open_to_more
    rows._raw_delete(rows.db)
    [open_to_more] = faults()
    assert "is for some grades" in open_to_more
    page.save_revision().publish()
    assert faults() == []


def test_nothing_there_yet(db):
    assert faults() == []
    assert len(list(members_area())) == 2
