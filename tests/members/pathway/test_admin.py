"""Editors write a pathway's versions; what is refused, and how to mend it."""

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from members.pathway.models import PathwayVersionPage
from tests.factories import UserFactory
from tests.members.pathway.factories import PathwayVersionFactory
from tests.members.standards.factories import days
from tests.support.editors import sign_in_editor

COURSE = {"name": "Course", "cycles": 0, "clients": 0, "sessions": 0, "session_hours": 1, "ending": "course"}
LAST = {
    "name": "Stage 1",
    "cycles": 6,
    "clients": 2,
    "sessions": 7,
    "session_hours": 1,
    "ending": "accreditation",
}
GONE = {**COURSE, "DELETE": "1"}
FEE = {"name": "Registration", "amount": "50"}


@pytest.fixture
def editor(client, pathway):
    return sign_in_editor(client)


def form_of(stages=(COURSE, LAST), fees=(FEE,), initial=0, publish=True, **fields):
    data = {
        "title": "New requirements",
        "slug": "new",
        "summary": "",
        "starts_on": days(0).isoformat(),
        "changes": rich_text(""),
        "caution": rich_text(""),
        "stages": inline_formset(list(stages), initial=initial),
        "fees": inline_formset(list(fees)),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data | ({"action-publish": "1"} if publish else {}))


def done(response):
    """Whether it was saved; the reasons if not."""
    assert response.status_code == 302, faults(response)
    return True


def add(client, pathway, **fields):
    address = reverse("wagtailadmin_pages:add", args=["pathway", "pathwayversionpage", pathway.pk])
    return client.post(address, form_of(**fields))


def edit(client, version, stages, **fields):
    kept = [{"id": stage.pk, **asked} for stage, asked in zip(version.stages.all(), stages, strict=False)]
    form = form_of(
        stages=[*kept, *stages[len(kept) :]],
        fees=(),
        initial=len(kept),
        title=version.title,
        slug=version.slug,
        starts_on=version.starts_on.isoformat(),
        **fields,
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), form)


def faults(response):
    form = response.context["form"]
    inline = [
        error
        for name in ("stages", "fees")
        for errors in form.formsets[name].errors
        for found in errors.values()
        for error in found
    ]
    return " ".join([*(error for found in form.errors.values() for error in found), *inline])


def asked(version):
    return [
        (stage.name, stage.cycles) for stage in PathwayVersionPage.objects.get(pk=version.pk).stages.all()
    ]


def test_an_editor_publishes_a_version_with_stages_and_fees(client, editor, pathway):
    assert done(add(client, pathway))
    version = PathwayVersionPage.objects.get(slug="new")
    assert version.live
    assert version.url == "/pathway/new/"
    assert asked(version) == [("Course", 0), ("Stage 1", 6)]
    assert [(fee.name, fee.amount) for fee in version.fees.all()] == [("Registration", 50)]
    assert client.get("/pathway/").context["version"] == version


def test_an_editor_sees_it_as_visitors_will_before_anybody_does(client, editor, pathway):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["pathway", "pathwayversionpage", pathway.pk])
    assert client.post(address, form_of()).json()["is_valid"]
    page = client.get(address).content.decode()
    assert "6 cycles with 2 or more new clients" in page
    assert "£50" in page
    assert not PathwayVersionPage.objects.exists()


def test_where_somebody_else_reads_first_it_is_public_once_they_agree(client, editor, pathway):
    task = GroupApprovalTask.objects.create(name="Read")
    task.groups.set(editor.groups.all())
    workflow = Workflow.objects.create(name="Read first")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=pathway)
    assert done(add(client, pathway, publish=False, **{"action-submit": "1"}))
    version = PathwayVersionPage.objects.get(slug="new")
    assert not version.live
    assert "6 cycles" not in client.get("/pathway/").content.decode()
    reader = sign_in_editor(client, "another@example.org")
    task.on_action(version.current_workflow_task_state, reader, "approve")
    assert PathwayVersionPage.objects.get(pk=version.pk).live
    assert "6 cycles" in client.get("/pathway/").content.decode()


def test_a_draft_may_be_unfinished(client, editor, pathway):
    assert done(add(client, pathway, stages=[COURSE], publish=False))
    assert not PathwayVersionPage.objects.get(slug="new").live


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stages": [COURSE]}, "The last stage has to end with the accreditation meeting."),
        ({"stages": [LAST, LAST]}, "ends with the accreditation meeting, and is not the last stage"),
        ({"stages": [{**LAST, "clients": 7}]}, "6 cycles can’t be done with 7 clients"),
        ({"stages": [{**LAST, "cycles": -1}]}, "greater than or equal to 0"),
        ({"stages": [{**LAST, "session_hours": 25}]}, "less than or equal to 24"),
        ({"fees": [{**FEE, "amount": -1}]}, "greater than or equal to 0"),
        (
            {"fees": [{**FEE, "starts_on": "2026-02-02", "ends_on": "2026-02-01"}]},
            "It must end on or after the day it starts.",
        ),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_saves_nothing(client, editor, pathway, fields, words):
    response = add(client, pathway, **fields)
    assert response.status_code == 200
    assert words in faults(response)
    assert not PathwayVersionPage.objects.exists()


def test_no_two_versions_for_one_day_and_one_without_a_day(client, editor, pathway):
    PathwayVersionFactory(parent=pathway, title="Old", starts_on=None)
    PathwayVersionFactory(parent=pathway, title="Now", starts_on=days(0))
    assert "“Now” is for those who start from this day." in faults(add(client, pathway))
    assert "“Old” has no date already." in faults(add(client, pathway, starts_on=""))


def test_what_holds_is_not_rewritten(client, editor, pathway, versions):
    version, before = versions["present"], asked(versions["present"])
    changed = [{**LAST, "ending": "transition", "cycles": 1, "clients": 1}, {**LAST, "cycles": 3}]
    response = edit(client, version, changed)
    assert "This version is published and holds" in faults(response)
    assert "Stage 1: 9 cycles, 1 clients" in faults(response)
    assert asked(version) == before


def test_its_words_may_be_put_better(client, editor, pathway, versions):
    version = versions["present"]
    same = [
        {**LAST, "name": name, "cycles": cycles, "clients": 1, "sessions": 2, "ending": ending}
        for name, cycles, ending in [("First", 9, "transition"), ("Second", 3, "accreditation")]
    ]
    assert done(edit(client, version, same))
    assert asked(version) == [("First", 9), ("Second", 3)]


def test_a_date_in_the_draft_does_not_open_it(client, editor, pathway, versions):
    version = versions["present"]
    version.starts_on = days(50)
    version.save_revision()
    assert "This version is published and holds" in faults(edit(client, version, [GONE, LAST]))


@pytest.mark.parametrize("name", ["coming", "present"])
def test_what_does_not_hold_may_be_changed(client, editor, pathway, versions, name):
    version = versions[name]
    if name == "present":
        version.unpublish()
    assert done(edit(client, version, [GONE, LAST]))
    assert asked(version) == [("Stage 1", 6)]


def test_published_versions_are_kept(client, editor, pathway, versions):
    officer = UserFactory(is_superuser=True)
    draft = PathwayVersionFactory(parent=pathway, live=False)
    assert not versions["earlier"].permissions_for_user(editor).can_delete()
    assert not versions["earlier"].permissions_for_user(editor).can_move()
    assert not pathway.permissions_for_user(editor).can_delete()
    assert draft.permissions_for_user(editor).can_delete()
    assert versions["earlier"].permissions_for_user(officer).can_delete()
