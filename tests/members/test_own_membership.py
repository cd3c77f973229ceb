"""What members see of their own membership, and what they read when they are refused."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from accounts.models import User
from members.membership.models import Membership, MembershipSettings, MembersIndexPage
from members.membership.sections import MembershipNotice
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory, StandardPageFactory, UserFactory
from tests.members.factories import member

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def root():
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    return home.add_child(instance=MembersIndexPage(title="Members", slug="members"))


STATES = {
    "active": (member, {}, "Active", None),
    "soon": (member, {"ends": 20}, "Renew it in time", "Write to us"),
    "grace": (member, {"starts": -300, "ends": -5}, "so that you can renew it without a gap", "Write to us"),
    "lapsed": (member, {"starts": -400, "ends": -100}, "Everything will be where you left it", "Write to us"),
    "suspended": (member, {"status": Membership.Status.SUSPENDED}, "Your membership is suspended", None),
    "to come": (member, {"starts": 10, "ends": 300}, "Your membership begins on", None),
    "ended": (member, {"status": Membership.Status.RESIGNED}, "Your membership was ended", None),
}


@pytest.mark.parametrize("state", STATES)
def test_the_account_page_says_how_it_stands(root, client, state):
    make, days, words, link = STATES[state]
    person = make(**days)
    client.force_login(person.user)
    text = client.get("/members/account/").content.decode()
    assert "Your membership" in text
    assert re.search(rf"<dd>\s*{person.number}\s*</dd>", text)
    assert words in text
    if link:
        assert link in text


def test_who_never_was_a_member_has_no_such_section(root, client):
    client.force_login(UserFactory())
    assert "Your membership" not in client.get("/members/account/").content.decode()


@pytest.mark.parametrize(
    ("state", "shown"),
    [("active", False), ("soon", True), ("grace", True), ("lapsed", False), ("suspended", False)],
)
def test_the_members_home_speaks_up_only_when_there_is_something_to_do(state, shown):
    make, days, _words, _link = STATES[state]
    request = RequestFactory().get("/members/")
    request.user = make(**days).user
    assert bool(MembershipNotice.of(request)) == shown


def test_who_renewed_is_not_asked_to(root):
    person = member(ends=20)
    MembershipFactory(
        user=person.user,
        grade=person.current_term.grade,
        starts_on=timezone.localdate() + 21 * DAY,
        ends_on=timezone.localdate() + 385 * DAY,
    )
    request = RequestFactory().get("/members/")
    request.user = User.objects.get(pk=person.user_id)
    assert MembershipNotice.of(request) is None


def test_a_lapsed_member_reads_how_to_renew_and_gets_there(root, client):
    page = StandardPageFactory(parent=root.get_parent(), title="Renewing", slug="renewing")
    words = MembershipSettings.load()
    words.how_to_renew, words.renewal_page = "Pay £40 by bank transfer.", page
    words.save()
    client.force_login(member(starts=-400, ends=-100).user)
    response = client.get("/members/")
    text = response.content.decode()
    assert response.status_code == 403
    assert "Pay £40 by bank transfer." in text
    assert 'href="/renewing/"' in text
    assert client.get("/members/account/").status_code == 200


def test_the_wrong_grade_is_told_who_may_in_the_grades_own_words(root, client):
    page = StandardPageFactory(parent=root, title="For supervisors", slug="for-supervisors")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(
        GradeFactory(name="Supervisor", rank=2).group,
        GradeFactory(name="Advanced supervisor", rank=3).group,
        Group.objects.create(name="Board"),
    )
    client.force_login(member(grade=GradeFactory(name="Trainee")).user)
    response = client.get(page.url)
    assert response.status_code == 403
    text = response.content.decode()
    assert "It is for: Supervisor, Advanced supervisor, Board." in text
    assert "Grade:" not in text


def test_expiry_with_a_session_open(root, client, time_machine):
    """Attack 9: the next request is refused, and nothing had to run for it."""
    time_machine.move_to("2026-03-02 12:00", tick=False)
    person = member(ends=-10, today=datetime.date(2026, 3, 2))
    client.force_login(person.user)
    assert client.get("/members/").status_code == 200
    time_machine.move_to("2026-03-06 23:59", tick=False)
    assert client.get("/members/").status_code == 200
    time_machine.move_to("2026-03-07 00:00", tick=False)
    assert client.get("/members/").status_code == 403
