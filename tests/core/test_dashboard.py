"""The admin's front page greets with what one can do, and what waits."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.first_content import EDITORS, OFFICERS
from core import first_content
from core.dashboard import due_reviews
from tests.factories import StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def make_world():
    first_content.run("load", lambda line: None)


def in_group(name, **fields):
    return UserFactory(groups=[Group.objects.get(name=name)], **fields)


def test_an_editor_is_greeted_with_their_tasks_and_each_opens(client):
    client.force_login(in_group(EDITORS))
    panels = {getattr(panel, "name", ""): panel for panel in client.get("/admin/").context["panels"]}
    request = client.get("/admin/").wsgi_request
    tasks = panels["site_tasks"].get_context_data({"request": request})["tasks"]
    assert {"Write news", "Add a milestone", "Change a page"} <= {task.label for task in tasks}
    for task in tasks:
        assert client.get(task.url, follow=True).status_code == 200


def test_an_officer_is_greeted_with_the_members_and_not_with_what_they_may_not_do(client):
    client.force_login(in_group(OFFICERS))
    response = client.get("/admin/")
    panel = next(panel for panel in response.context["panels"] if getattr(panel, "name", "") == "site_tasks")
    tasks = panel.get_context_data({"request": response.wsgi_request})["tasks"]
    assert {task.label for task in tasks} == {
        "See who has read the standards",
        "Entries of supervisors",
        "Applications for membership",
        "Find a member",
        "Add a member",
        "Trainees",
        "Enrol a trainee",
        "See how continuing practice stands",
    }
    for task in tasks:
        assert task.label in response.content.decode()
        assert client.get(task.url).status_code == 200


def test_an_editor_is_not_offered_the_members(client):
    client.force_login(in_group(EDITORS))
    assert "Find a member" not in client.get("/admin/").content.decode()


def test_due_reviews_are_my_own_and_those_nobody_looks_after():
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    editor, other = in_group(EDITORS), in_group(EDITORS)
    left = in_group(EDITORS, is_active=False)
    mine = StandardPageFactory(review_date=yesterday, review_owner=editor)
    nobodys = StandardPageFactory(review_date=yesterday)
    orphaned = StandardPageFactory(review_date=yesterday, review_owner=left)
    StandardPageFactory(review_date=yesterday, review_owner=other)
    StandardPageFactory(review_date=timezone.localdate() + datetime.timedelta(days=1), review_owner=editor)
    assert {page.pk for page in due_reviews(editor)} == {mine.pk, nobodys.pk, orphaned.pk}
    assert due_reviews(editor)[0].pk == mine.pk


def test_an_officer_who_may_edit_no_page_has_no_reviews():
    StandardPageFactory(review_date=timezone.localdate())
    assert due_reviews(in_group(OFFICERS)) == []


def test_the_dashboard_shows_what_is_due(client):
    page = StandardPageFactory(title="An old page", review_date=timezone.localdate())
    client.force_login(in_group(EDITORS))
    assert page.title in client.get("/admin/").content.decode()
