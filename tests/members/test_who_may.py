"""Who may do what officers do, and whom officers can't touch."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils import timezone

from accounts.first_content import EDITORS
from accounts.models import User
from members.membership.models import (
    Member,
    Membership,
    MembershipSettings,
    State,
)
from tests.factories import GradeFactory, UserFactory
from tests.members.factories import ApplicationFactory, member, officer
from tests.members.office import APPLICATIONS, DAY, MEMBERS, TERMS, bulk, history

pytestmark = pytest.mark.django_db


def _keeper(kind):
    person = member()
    match kind:
        case "superuser":
            person.user.is_superuser = True
        case "staff":
            person.user.is_staff = True
        case "editor":
            person.user.groups.add(Group.objects.get(name=EDITORS))
        case "a right of their own":
            person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    person.user.save()
    return person


@pytest.mark.parametrize("kind", ["superuser", "staff", "editor", "a right of their own"])
def test_officers_change_nothing_of_people_who_keep_the_site(post, signed_in, kind):
    """Attacks 25 and 26, by every door that leads to a member."""
    person = _keeper(kind)
    before = User.objects.filter(pk=person.user_id).values().get()
    terms = list(Membership.objects.filter(user=person.user).values())
    grade, today = GradeFactory(name="Advanced"), timezone.localdate()
    for action in ("renew", "change-grade", "send-link", "suspend", "lift", "end"):
        assert "only an administrator changes" in signed_in.get(bulk(action, person)).content.decode()
        post(bulk(action, person), reason="x", grade=grade.pk, ends_on=str(today + 999 * DAY))
    post(f"{MEMBERS}edit/{person.pk}/", first_name="X", last_name="Y", email="x@example.com")
    post(
        f"{MEMBERS}add/",
        first_name="X",
        last_name="Y",
        email=person.user.email,
        grade=grade.pk,
        starts_on=str(today + 500 * DAY),
        ends_on=str(today + 600 * DAY),
        send_link="on",
    )
    term = Membership.objects.get(user=person.user)
    post(
        f"{TERMS}edit/{term.pk}/",
        grade=grade.pk,
        starts_on=str(today - 500 * DAY),
        ends_on=str(today - 400 * DAY),
        note="",
    )
    assert User.objects.filter(pk=person.user_id).values().get() == before
    assert list(Membership.objects.filter(user=person.user).values()) == terms
    assert not mail.outbox
    assert history(person) == []


@pytest.mark.parametrize("kind", ["superuser", "editor"])
def test_an_administrator_may(client, kind):
    officer()
    person = _keeper(kind)
    client.force_login(UserFactory(is_superuser=True))
    client.post(bulk("suspend", person), {"reason": "x"})
    assert Member.objects.get(pk=person.pk).state == State.SUSPENDED


def addresses(person, application, term):
    return [
        MEMBERS,
        f"{MEMBERS}?export=csv",
        f"{MEMBERS}add/",
        f"{MEMBERS}edit/{person.pk}/",
        f"{MEMBERS}history/{person.pk}/",
        TERMS,
        f"{TERMS}edit/{term.pk}/",
        APPLICATIONS,
        f"{APPLICATIONS}inspect/{application.pk}/",
        bulk("suspend", person),
        bulk("renew", person),
        bulk("approve", application, model="application"),
        "/admin/members/import/",
        "/admin/members/import/template/",
        f"/admin/settings/membership/membershipsettings/{MembershipSettings.load().pk}/",
    ]


@pytest.mark.parametrize("who", ["officer", "superuser", "editor", "member", "anonymous"])
def test_who_may_enter(client, who):
    keeper = officer()
    person, application = member(), ApplicationFactory()
    users = {
        "officer": keeper,
        "superuser": UserFactory(is_superuser=True),
        "editor": UserFactory(groups=[Group.objects.get(name=EDITORS)]),
        "member": member().user,
    }
    if who in users:
        client.force_login(users[who])
    for address in addresses(person, application, Membership.objects.get(user=person.user)):
        code = client.get(address).status_code
        assert (code == 200) == (who in {"officer", "superuser"}), (who, address, code)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/users/",
        "/admin/users/add/",
        "/admin/groups/",
        f"{TERMS}add/",
        f"{APPLICATIONS}add/",
        f"{APPLICATIONS}edit/1/",
        f"{MEMBERS}delete/1/",
        f"{TERMS}delete/1/",
    ],
)
def test_what_officers_may_not(signed_in, address):
    """Nothing that leads to an account or a right, and nothing that would take the past away."""
    person = member()
    address = address.replace("/1/", f"/{person.pk}/")
    assert signed_in.get(address).status_code in {302, 403, 404}
    assert signed_in.post(address, {}).status_code in {302, 403, 404}
    assert Member.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("model", ["member", "membership", "application"])
@pytest.mark.parametrize("view", ["", "results/", "chosen/1/"])
def test_no_chooser_lists_people_to_editors(client, model, view):
    """Attack 25."""
    officer()
    member()
    client.force_login(UserFactory(groups=[Group.objects.get(name=EDITORS)]))
    assert client.get(f"/admin/snippets/choose/membership/{model}/{view}").status_code == 404


def test_nobody_deletes_members_in_bulk(client):
    officer()
    person = member()
    for user in (UserFactory(is_superuser=True), officer()):
        client.force_login(user)
        client.post(bulk("delete", person))
        assert Member.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("ids", ["id=abc", "id=", "id=99999999999999999999999", "id=-1", ""])
def test_nonsense_in_the_address_of_an_action(signed_in, ids):
    assert signed_in.get(f"/admin/bulk/membership/member/renew/?{ids}").status_code == 200
