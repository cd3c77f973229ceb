"""What an import saves at once is what Wagtail saves one by one."""

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from evidence.importing.drafts import save_drafts
from evidence.models import EvidenceKind, EvidencePage, EvidencePerson
from tests.factories import UserFactory

#: Different for any two pages, however they are saved.
OWN = {"id", "page_ptr", "path", "slug", "url_path", "translation_key", "latest_revision"}
TIMES = {"latest_revision_created_at"}


def draft(slug):
    page = EvidencePage(
        title="Video feedback in widescreen",
        slug=slug,
        kind=EvidenceKind.objects.get(),
        year=2008,
        doi="10.1016/j.cpr.2008.01.003",
        abstract="A meta-analysis.",
        live=False,
        has_unpublished_changes=True,
    )
    page.people = [
        EvidencePerson(family="Fukkink", given="Ruben G.", sort_order=0),
        EvidencePerson(literal="A group", role="editor", sort_order=1),
    ]
    return page


def one_by_one(index, page, user):
    page.owner = user
    index.add_child(instance=page)
    page.save_revision(user=user, log_action=False)


def fields(page):
    return {
        field.name: field.value_from_object(page)
        for field in page._meta.concrete_fields
        if field.name not in OWN | TIMES
    }


def content(page):
    own = {"pk", *OWN, *TIMES}
    kept = {name: value for name, value in page.latest_revision.content.items() if name not in own}
    assert page.latest_revision.content["pk"] == page.pk
    kept["people"] = [{**person, "pk": None, "page": None} for person in kept["people"]]
    return kept


def logged(page):
    return [
        (entry.action, entry.label, entry.user, entry.content_type_id, entry.content_changed, entry.data)
        for entry in PageLogEntry.objects.filter(page_id=page.pk)
    ]


def revised(page):
    [revision] = Revision.objects.filter(object_id=str(page.pk))
    assert revision == page.latest_revision
    assert page.latest_revision_created_at == revision.created_at
    return model_to_dict(revision, exclude=["id", "object_id", "created_at", "content"])


def references(page):
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk))
    return set(
        rows.values_list("content_type", "base_content_type", "to_content_type", "to_object_id", "model_path")
    )


@pytest.fixture
def both(index):
    """The same draft as Wagtail has saved it, and as an import has."""
    user = UserFactory.create()
    one_by_one(index, draft("one"), user)
    with transaction.atomic():
        save_drafts(index, [draft("two"), draft("three")], user)
    return EvidencePage.objects.get(slug="one"), EvidencePage.objects.get(slug="three")


@pytest.mark.parametrize("look", [fields, content, logged, revised, references])
def test_nothing_is_missing(both, look):
    expected, found = map(look, both)
    assert found == expected
    assert expected


def test_they_stand_in_the_tree_in_their_order(both, index):
    index.refresh_from_db()
    assert [page.slug for page in index.get_children().order_by("path")] == ["one", "two", "three"]
    assert index.numchild == 3
    assert [page.url_path.split("/")[-2] for page in both] == ["one", "three"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_below_an_empty_list_too(index):
    with transaction.atomic():
        save_drafts(index, [draft("one")], None)
    page = EvidencePage.objects.get()
    assert page.get_parent().specific == index
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_admin_finds_them(index, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save_drafts(index, [draft("one"), draft("two")], None)
    assert {page.slug for page in Page.objects.search("widescreen")} == {"one", "two"}


def test_a_draft_costs_at_most_five_queries(index, django_assert_max_num_queries):
    with transaction.atomic(), django_assert_max_num_queries(100):
        save_drafts(index, [draft(str(number)) for number in range(20)], None)
