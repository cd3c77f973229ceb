"""Officers' pages of training and of continuing practice: every address of them, for everybody else."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import GroupCollectionPermission

from accounts.first_content import EDITORS, OFFICERS
from core.first_content import Loader
from library.models import Document
from members.membership.models import Membership
from members.practice import first_content as practice
from members.practice.models import Reaccreditation, Requirement
from members.progress import first_content as progress
from members.progress.models import Event, Trainee
from members.progress.officers.bulk import ACTIONS
from tests.factories import UserFactory
from tests.members.factories import officer as membership_officer
from tests.members.progress.factories import grade, member, supervisor, trainee

pytestmark = pytest.mark.django_db

#: Wagtail's own bulk action on snippets.
DELETE = "delete"
#: The right to look, on which everything else hangs.
RIGHTS = {"progress": "view_trainee", "practice": "view_reaccreditation"}
NOT_THEIRS = [
    "anonymous",
    "the trainee",
    "another trainee",
    "the supervisor",
    "wrong supervisor",
    "lapsed supervisor",
    "editor",
    "officer without the right",
]


@pytest.fixture
def by():
    """An officer with the rights of the first content, all of them."""
    user = membership_officer()
    progress.load(Loader())
    practice.load(Loader())
    return user


@pytest.fixture
def training(by):
    return trainee(member=member("Tess", "Zwqx"), supervisor=supervisor("Sue", "Zwqx"))


@pytest.fixture
def rows(training):
    """Something of each kind that officers keep."""
    asked = Requirement.objects.create(
        grade=grade("Supervisor"), from_year=2026, hours_received=5, explanation="Zwqx"
    )
    decided = Reaccreditation.objects.create(
        member=training.supervisor, on=timezone.localdate() - datetime.timedelta(days=9), note="Zwqx"
    )
    return [training, asked, decided]


def addresses(rows):
    """Every address of the viewsets, as they are registered, with their exports; reports, and actions."""
    found = []
    for row in rows:
        views = row.snippet_viewset
        for pattern in views.get_urlpatterns():
            takes = pattern.pattern.converters
            if set(takes) <= {"pk"}:
                found.append(reverse(views.get_url_name(pattern.name), args=[row.pk] if takes else []))
        listing = reverse(views.get_url_name("list"))
        found += [f"{listing}?export={kind}" for kind in ("csv", "xlsx")]
        label = row._meta.label_lower.replace(".", "/")
        found.append(f"/admin/bulk/{label}/{DELETE}/?id={row.pk}")
    for report in ("progress_numbers", "practice_report", "practice_report_results"):
        found += [reverse(report) + query for query in ("", "?export=csv", "?export=xlsx")]
    training = rows[0]
    for action in ACTIONS:
        bulk = reverse("wagtail_bulk_action", args=["progress", "trainee", action.action_type])
        found += [f"{bulk}?id={training.pk}", f"{bulk}?id=all"]
    return found


def who(audience, training):
    match audience:
        case "the trainee":
            return training.member.user
        case "another trainee":
            return trainee(member=member("Other", "Trainee"), supervisor=None).member.user
        case "the supervisor" | "lapsed supervisor":
            if audience.startswith("lapsed"):
                long_ago = datetime.date(2020, 1, 1)
                terms = Membership.objects.filter(user=training.supervisor.user)
                terms.update(starts_on=long_ago, ends_on=long_ago)
            return training.supervisor.user
        case "wrong supervisor":
            return supervisor("Wrong", "One").user
        case "editor":
            return UserFactory(groups=[Group.objects.get(name=EDITORS)])
        case "officer without the right":
            group = Group.objects.get(name=OFFICERS)
            rights = Permission.objects.filter(content_type__app_label__in=RIGHTS)
            group.permissions.remove(*rights)
            return UserFactory(groups=[group])


def text_of(response):
    return (response.getvalue() if response.streaming else response.content).decode(errors="ignore")


def state_of(rows):
    return [type(row).objects.filter(pk=row.pk).values().get() for row in rows], Event.objects.count()


@pytest.mark.parametrize("audience", NOT_THEIRS)
def test_none_of_it_opens_to_anybody_else_nor_does_anything(client, rows, audience):
    training = rows[0]
    if user := who(audience, training):
        client.force_login(user)
    before = state_of(rows)
    form = {"reason": "Mine.", "supervisor": training.supervisor_id, "member": 1, "confirm": "on"}
    for address in addresses(rows):
        for response in (client.get(address), client.post(address, form)):
            # Wagtail's own bulk actions answer that one may not; whom it is about stands on none of them.
            refused = {302, 403, 404, 405} | ({200} if f"/{DELETE}/" in address else set())
            assert response.status_code in refused, address
            assert "Zwqx" not in text_of(response), address
    assert state_of(rows) == before
    assert Trainee.objects.filter(member=training.member).count() == 1


@pytest.mark.parametrize("thing", ["user", "member", "term", "document"])
def test_no_bulk_action_names_what_an_editor_may_not_touch(client, training, thing):
    """By counting up the numbers in the address, everybody could be listed."""
    kept = {
        "user": training.member.user,
        "member": training.member,
        "term": training.member.current_term,
        "document": Document.objects.create(title="Zwqx", file=ContentFile(b"%PDF-1.7", name="closed.pdf")),
    }[thing]
    GroupCollectionPermission.objects.all().delete()
    client.force_login(who("editor", training))
    for action in bulk_action_registry.get_bulk_actions_for_model(
        kept._meta.app_label, kept._meta.model_name
    ):
        label = kept._meta.label_lower.replace(".", "/")
        response = client.get(f"/admin/bulk/{label}/{action.action_type}/?id={kept.pk}")
        assert "Zwqx" not in text_of(response), action
        assert response.status_code in {200, 302, 403}


def test_an_officer_gets_to_all_that_is_there(client, by, rows):
    """Else the test above would hold of pages that open to nobody."""
    client.force_login(by)
    opened = [address for address in addresses(rows) if client.get(address).status_code == 200]
    names = ["add/", "inspect/", "export=csv", "export=xlsx", "reports/practice/", "reports/training/"]
    names += ["requirement/edit/", "reaccreditation/"]
    names += [f"trainee/{action.action_type}/" for action in ACTIONS]
    for name in names:
        assert any(name in address for address in opened), name
