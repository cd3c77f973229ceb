"""The members' root and the collection of members' files stay closed, whatever is done to the padlock."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from accounts.first_content import load as load_groups
from core.first_content import Loader
from library.models import Document
from members.membership.collections import members_collection
from members.membership.models import MembersIndexPage
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = PageViewRestriction.LOGIN


@pytest.fixture
def root():
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    return home.add_child(instance=MembersIndexPage(title="Members", slug="members"))


@pytest.fixture
def collection():
    return members_collection()


def kinds(thing):
    return list(thing.view_restrictions.values_list("restriction_type", flat=True))


@pytest.mark.parametrize("thing", ["root", "collection"])
def test_taking_the_restriction_away_puts_it_back(request, thing):
    thing = request.getfixturevalue(thing)
    assert kinds(thing) == [LOGIN]
    thing.view_restrictions.get().delete()
    assert kinds(thing) == [LOGIN]
    thing.view_restrictions.all().delete()
    assert kinds(thing) == [LOGIN]


@pytest.mark.parametrize("thing", ["root", "collection"])
@pytest.mark.parametrize("weaker", ["none", "password", "groups"])
def test_another_restriction_is_turned_back(request, thing, weaker):
    thing = request.getfixturevalue(thing)
    restriction = thing.view_restrictions.get()
    restriction.restriction_type, restriction.password = weaker, "open sesame"
    restriction.save()
    assert kinds(thing) == [LOGIN]


def test_by_wagtails_own_screens(root, collection, client):
    load_groups(Loader())
    client.force_login(UserFactory(is_superuser=True))
    for address in (
        f"/admin/pages/{root.pk}/privacy/",
        f"/admin/collections/{collection.pk}/privacy/",
    ):
        for choice in ("none", "groups"):
            client.post(address, {"restriction_type": choice, "password": "", "groups": ""})
    assert kinds(root) == kinds(collection) == [LOGIN]


def test_other_pages_and_collections_are_left_alone(root, collection):
    other = Collection.get_first_root_node().add_child(name="Other")
    restriction = CollectionViewRestriction.objects.create(collection=other, restriction_type="groups")
    restriction.groups.add(GradeFactory().group)
    assert kinds(other) == ["groups"]
    restriction.delete()
    assert kinds(other) == []
    page = PageViewRestriction.objects.create(page=root.get_parent(), restriction_type="none")
    page.delete()
    assert kinds(root.get_parent()) == []


def test_both_can_still_be_deleted(root, collection):
    root.delete()
    collection.delete()
    assert not PageViewRestriction.objects.exists()
    assert not CollectionViewRestriction.objects.exists()
    assert members_collection().pk != collection.pk


def test_it_is_one_collection_under_whatever_name(collection):
    collection.name = "Files for members"
    collection.save()
    assert members_collection() == collection


def test_a_file_in_it_opens_to_members_only(collection, client):
    document = Document(title="Minutes", collection=collection)
    document.file.save("minutes.pdf", ContentFile(b"%PDF-1.4 minutes"))
    assert client.get(document.url).status_code == 302
    client.force_login(UserFactory())
    assert client.get(document.url).status_code == 403
    client.force_login(MembershipFactory().user)
    assert client.get(document.url).status_code == 200
