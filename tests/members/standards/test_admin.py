"""Editors add standards and versions; what they can't do, and what they are told then."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from accounts.first_content import OFFICERS
from core.access import keepers
from library.models import Document
from members.standards.files import why_locked
from members.standards.models import StandardDocumentPage, StandardVersionPage
from tests.factories import GradeFactory, UserFactory
from tests.members.standards.factories import StandardFactory, VersionFactory, days, pdf
from tests.support.editors import sign_in_editor


@pytest.fixture
def editor(client, index):
    return sign_in_editor(client)


def add_version(client, standard, publish=True, **fields):
    data = {
        "number": 4,
        "in_force_from": days(40).isoformat(),
        "document": "",
        "changes": rich_text("<p>New words.</p>"),
        "comments": inline_formset([]),
        **fields,
    }
    data |= {"action-publish": "1"} if publish else {}
    address = reverse("wagtailadmin_pages:add", args=["standards", "standardversionpage", standard.pk])
    return client.post(address, nested_form_data(data))


def edit_version(client, version, **fields):
    data = {
        "number": version.number,
        "in_force_from": version.in_force_from.isoformat(),
        "document": version.document_id,
        "changes": rich_text(version.changes),
        "comments": inline_formset([]),
        "action-publish": "1",
        **fields,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), nested_form_data(data))


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_new_version_proposes_the_next_number_and_today(client, editor, standard):
    address = reverse("wagtailadmin_pages:add", args=["standards", "standardversionpage", standard.pk])
    form = client.get(address).context["form"]
    assert form["number"].value() == 4
    assert form["in_force_from"].value() == timezone.localdate()
    empty = StandardFactory(parent=standard.get_parent())
    address = reverse("wagtailadmin_pages:add", args=["standards", "standardversionpage", empty.pk])
    assert client.get(address).context["form"]["number"].value() == 1


def test_an_editor_publishes_a_version(client, editor, standard):
    document = pdf()
    assert add_version(client, standard, document=document.pk).status_code == 302
    version = StandardVersionPage.objects.get(number=4)
    assert version.live
    assert version.url == "/members/standards/ethics/v/4/"
    assert version.title == "S3 Ethics, version 4"


def test_a_draft_may_be_unfinished_and_renumbered(client, editor, standard):
    assert add_version(client, standard, publish=False, changes=rich_text("")).status_code == 302
    draft = StandardVersionPage.objects.get(number=4)
    assert not draft.live
    data = {"number": 6, "in_force_from": days(1).isoformat(), "document": "", "changes": rich_text("")}
    data |= {"comments": inline_formset([])}
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client.post(address, nested_form_data(data)).status_code == 302
    draft.refresh_from_db()
    assert (draft.number, draft.slug, draft.title) == (6, "6", "S3 Ethics, version 6")


def test_a_version_needs_a_file_before_it_is_published(client, editor, standard):
    assert errors(add_version(client, standard)) == {"document": ["Choose the file of this version."]}


def test_the_same_number_twice_is_refused_and_the_next_is_named(client, editor, standard):
    found = errors(add_version(client, standard, number=2, document=pdf().pk))
    assert found["number"] == ["This standard has a version 2 already. The next free number is 4."]


@pytest.mark.parametrize("number", [0, -1, "x", "", 99999999])
def test_a_number_that_is_none_is_refused(client, editor, standard, number):
    assert "number" in errors(add_version(client, standard, number=number, document=pdf().pk))


def test_a_later_version_takes_effect_no_earlier_than_the_one_before(client, editor, standard):
    [message] = errors(add_version(client, standard, in_force_from=days(-20).isoformat(), document=pdf().pk))[
        "in_force_from"
    ]
    assert message.startswith("Version 3 is in force from")
    assert message.endswith("a later version can't take effect before it.")


def test_an_earlier_version_can_be_added_afterwards_if_its_date_fits(client, editor, standard, versions):
    standard = StandardFactory(parent=standard.get_parent())
    VersionFactory(parent=standard, number=5, in_force_from=days(-10))
    fields = {"number": 4, "document": pdf().pk}
    found = errors(add_version(client, standard, in_force_from=days(-9).isoformat(), **fields))
    assert "an earlier version can't take effect after it" in found["in_force_from"][0]
    response = add_version(client, standard, in_force_from=days(-30).isoformat(), **fields)
    assert response.status_code == 302


def test_what_has_changed_must_be_said_unless_it_is_the_first(client, editor, standard):
    found = errors(add_version(client, standard, changes=rich_text("<p></p>"), document=pdf().pk))
    assert found["changes"] == ["Say in a sentence or two what is different from version 3."]
    first = StandardFactory(parent=standard.get_parent())
    response = add_version(client, first, number=1, changes=rich_text(""), document=pdf().pk)
    assert response.status_code == 302


def test_a_file_belongs_to_one_version(client, editor, standard, versions):
    found = errors(add_version(client, standard, document=versions[2].document_id))
    assert "This is the file of “S3 Ethics, version 2”." in found["document"][0]


def test_a_published_version_takes_no_other_file_or_number(client, editor, standard, versions):
    found = errors(edit_version(client, versions[2], document=pdf().pk, number=8))
    assert "so its number stays" in found["number"][0]
    assert "with another file, and that stays" in found["document"][0]
    assert errors(edit_version(client, versions[2], document=""))["document"]
    before = versions[2].document_id
    versions[2].refresh_from_db()
    assert (versions[2].document_id, versions[2].number) == (before, 2)


def test_a_withdrawn_version_takes_no_other_file_either(client, editor, versions):
    versions[2].unpublish()
    assert "document" in errors(edit_version(client, versions[2], document=pdf().pk))


def test_the_words_of_a_published_version_can_be_mended(client, editor, versions):
    response = edit_version(client, versions[2], changes=rich_text("<p>Mended.</p>"))
    assert response.status_code == 302
    versions[2].refresh_from_db()
    assert "Mended." in versions[2].changes


def test_the_file_of_a_published_version_is_neither_replaced_nor_deleted(client, editor, standard, versions):
    document = versions[2].document
    assert "it stays as it is" in why_locked(document)
    assert why_locked(pdf()) == ""
    draft = VersionFactory(parent=standard, number=4, live=False)
    assert why_locked(draft.document) == ""
    with pytest.raises(ProtectedError):
        Document.objects.filter(pk=document.pk).delete()


def test_editors_withdraw_a_published_version_and_cannot_delete_it(client, editor, standard, versions):
    permissions = versions[2].permissions_for_user(editor)
    assert permissions.can_unpublish()
    assert not permissions.can_delete()
    assert not permissions.can_move()
    client.post(reverse("wagtailadmin_pages:delete", args=[versions[2].pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[standard.pk]))
    assert StandardVersionPage.objects.count() == 3
    draft = VersionFactory(parent=standard, number=4, live=False)
    assert draft.permissions_for_user(editor).can_delete()
    assert versions[2].permissions_for_user(UserFactory(is_superuser=True)).can_delete()


def test_deleting_many_at_once_spares_published_versions(client, editor, standard, versions):
    draft = VersionFactory(parent=standard, number=4, live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?id={versions[1].pk}&id={draft.pk}")
    assert StandardVersionPage.objects.filter(pk=versions[1].pk).exists()


def test_the_number_of_a_standard_is_used_once_however_it_is_written(client, editor, standard, index):
    address = reverse("wagtailadmin_pages:add", args=["standards", "standarddocumentpage", index.pk])
    data = {
        "title": "Another",
        "slug": "another",
        "number": " s 03",
        "summary": "",
        "audience": "members",
        "grades": [],
        "asks_to_confirm": "on",
        "body-count": 0,
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    response = client.post(address, nested_form_data(data))
    assert errors(response)["number"] == ["“Ethics” has the number S3 already. Choose one that is free."]
    response = client.post(address, nested_form_data({**data, "number": "S30"}))
    assert response.status_code == 302
    assert StandardDocumentPage.objects.get(number="S30").live


def test_a_copy_of_a_standard_stays_a_draft_and_a_version_is_not_copied(client, editor, standard, versions):
    def copy(page, **fields):
        data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk, **fields}
        return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    copy(versions[2], new_slug="9")
    assert StandardVersionPage.objects.count() == 3
    copy(standard, copy_subpages="on", publish_copies="on")
    made = StandardDocumentPage.objects.get(slug="copy")
    assert not made.live
    assert not made.get_descendants().filter(live=True).exists()
    assert not StandardVersionPage.objects.child_of(made).filter(first_published_at__isnull=False).exists()


def test_a_version_belongs_nowhere_else(client, editor, index, standard):
    assert not StandardVersionPage.can_create_at(index)
    assert [model.__name__ for model in index.allowed_subpage_models()] == ["StandardDocumentPage"]
    assert not type(index).can_create_at(index.get_parent())


def test_the_listing_shows_what_is_in_force(client, editor, standard):
    text = " ".join(client.get("/admin/standards/standarddocumentpage/").content.decode().split())
    assert "Ethics" in text
    assert "Add a version" in text
    address = reverse("wagtailadmin_pages:add", args=["standards", "standardversionpage", standard.pk])
    assert address in text
    assert re.search(r'<td class="field-version[^"]*">\s*2\s*</td>', text)


def test_the_listing_costs_the_same_for_many(client, editor, index, django_assert_max_num_queries):
    for number in range(40):
        VersionFactory(parent=StandardFactory(parent=index, number=f"L{number}"))
    client.get("/admin/standards/standarddocumentpage/")
    with django_assert_max_num_queries(70):
        client.get("/admin/standards/standarddocumentpage/")


def test_the_welcome_page_has_the_tasks(client, editor, standard):
    text = client.get("/admin/").content.decode()
    assert "Publish a new version of a standard" in text
    assert "Add a standard" in text
    assert "See who has read" not in text


def test_officers_without_page_rights_get_no_page_tasks(client, index, standard):
    client.force_login(UserFactory(groups=[Group.objects.get(name=OFFICERS)]))
    text = client.get("/admin/").content.decode()
    assert "Publish a new version" not in text


def test_the_page_of_a_standard_has_a_button_to_add_a_version(client, editor, standard):
    for name in ("wagtailadmin_explore", "wagtailadmin_pages:edit"):
        assert "Add a version" in client.get(reverse(name, args=[standard.pk])).content.decode()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_version_can_be_previewed(client, editor, versions, number):
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[versions[number].pk]))
    assert response.status_code == 200


def test_a_draft_is_previewed_as_what_it_will_be(client, editor, standard):
    draft = VersionFactory(parent=standard, number=4, in_force_from=days(0), live=False)
    text = client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()
    assert "In force" in text
    standard_draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[standard.pk]))
    assert standard_draft.status_code == 200


def test_scheduling_a_version_publishes_it_at_its_time(client, editor, standard, time_machine):
    from django.core.management import call_command

    version = VersionFactory(parent=standard, number=4, in_force_from=days(35), live=False)
    version.go_live_at = timezone.now() + datetime.timedelta(days=3)
    version.save_revision().publish()
    assert not StandardVersionPage.objects.get(pk=version.pk).live
    time_machine.move_to(timezone.now() + datetime.timedelta(days=4))
    call_command("publish_scheduled_pages", verbosity=0)
    assert StandardVersionPage.objects.get(pk=version.pk).live


def test_two_versions_of_an_edit_can_be_compared(client, editor, versions):
    version = versions[2]
    version.changes = "<p>Other words.</p>"
    version.save_revision(user=editor)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[version.pk, "earliest", "latest"])
    text = client.get(address).content.decode()
    assert "What has changed" in text


def test_an_alias_carries_the_file_too(standard, versions, index):
    alias = standard.create_alias(parent=index, update_slug="again", recursive=True)
    carriers = {page.pk for page in keepers(versions[2].document)}
    copy = StandardVersionPage.objects.child_of(alias).get(number=2)
    assert carriers == {versions[2].pk, copy.pk}
    assert copy.url == "/members/standards/again/v/2/"


def test_the_grades_are_asked_for(client, editor, standard):
    GradeFactory(name="Supervisor")
    form_class = StandardDocumentPage.get_edit_handler().get_form_class()
    form = form_class(
        nested_form_data(
            {
                "title": "x",
                "slug": "x",
                "number": "S77",
                "audience": "grades",
                "body-count": 0,
                "comments": inline_formset([]),
            }
        ),
        instance=standard,
        parent_page=standard.get_parent(),
        for_user=editor,
    )
    assert not form.is_valid()
    assert form.errors["grades"] == ["Choose the grades that it is for, or open it to all members."]
