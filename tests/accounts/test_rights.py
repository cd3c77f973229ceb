"""What each group may do on a site with the first content."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage

from accounts.first_content import EDITORS, MODERATORS, OFFICERS
from core import first_content

pytestmark = pytest.mark.django_db


def make_world():
    first_content.run("load", lambda line: None)


def rights(group_name):
    group = Group.objects.get(name=group_name)
    return (
        set(group.permissions.values_list("content_type__app_label", "codename"))
        | {
            ("page", codename)
            for codename in GroupPagePermission.objects.filter(group=group).values_list(
                "permission__codename", flat=True
            )
        }
        | {
            ("collection", codename)
            for codename in GroupCollectionPermission.objects.filter(group=group).values_list(
                "permission__codename", flat=True
            )
        }
    )


FILES = {
    ("collection", f"{action}_{kind}")
    for action in ("add", "change", "choose")
    for kind in ("image", "document")
}
ADMIN = {("wagtailadmin", "access_admin")}
MEMBERS_APPS = {"membership", "directory", "standards", "training", "pathway", "progress", "practice"}


def test_moderators_have_exactly_their_rights():
    pages = {("page", f"{action}_page") for action in ("add", "change", "publish", "lock", "unlock")}
    words = {("news", f"{action}_newscategory") for action in ("add", "change", "delete", "view")}
    # The words of the search, and those by which evidence and training materials are sorted, are theirs too.
    sections = {"evidence", "search", "training", "wagtailsearchpromotions"}
    lists = {right for right in rights(MODERATORS) if right[0] in sections}
    assert rights(MODERATORS) - lists == ADMIN | FILES | pages | words | {("core", "change_sitesettings")}


def test_editors_have_no_right_over_people():
    held = rights(EDITORS)
    assert ADMIN | FILES | {("page", f"{action}_page") for action in ("add", "change", "publish")} <= held
    assert {app for app, _codename in held}.isdisjoint({"accounts", "auth", "membership", "wagtailcore"})


def test_officers_have_rights_over_members_only():
    """Wagtail's "change user" right can make administrators: officers never get it."""
    held = rights(OFFICERS)
    assert {app for app, _codename in held} <= MEMBERS_APPS | {
        "wagtailadmin",
        "consent",
        "library",
        "collection",
        "core",
    }
    assert {codename for app, codename in held if app == "core"} == {"change_retentionperiod"}
    # Photographs of supervisors, in a collection of their own.
    assert {codename for app, codename in held if app == "collection"} == {
        "add_image",
        "change_image",
        "choose_image",
    }
    theirs = Collection.objects.filter(group_permissions__group__name=OFFICERS).distinct()
    assert [collection.is_root() for collection in theirs] == [False]
    # What members have downloaded, for the counts; no file.
    assert {codename for app, codename in held if app == "library"} <= {"view_download"}
    # A visitor who asks about their choice is answered by an officer.
    assert {codename for app, codename in held if app == "consent"} == {"view_consentrecord"}
    assert not Permission.objects.filter(group__name=OFFICERS, content_type__app_label="accounts").exists()


def test_review_before_publishing_is_ready_and_off():
    workflow = Workflow.objects.get(name="Publish after review")
    assert workflow.active
    assert [task.specific.groups.get().name for task in workflow.tasks] == [MODERATORS]
    assert not WorkflowPage.objects.filter(workflow__active=True).exists()
