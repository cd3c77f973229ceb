"""The members' home: a greeting, three ways on, what is new, and the sections that the apps register."""

import datetime

import pytest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from members.membership.models import MembersIndexPage, Visit
from members.training.models import TrainingMaterialPage
from members.whats_new import MOST
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.home.factories import HomePageFactory
from tests.members.training.factories import TrainingIndexPageFactory, TrainingMaterialPageFactory
from tests.support.many import repeat
from tests.support.queries import fill_main_menu, queries_for

MOST_QUERIES = 20
HOME = "/members/"


@pytest.fixture
def training(db):
    HomePageFactory()
    return TrainingIndexPageFactory()


@pytest.fixture
def member(client, training):
    user = MembershipFactory(user__first_name="Morgan").user
    client.force_login(user)
    return user


def new(client):
    section = client.get(HOME).content.decode().partition('id="whats-new"')[2]
    return [title for title in ("First", "Second", "Third") if f">{title}</a>" in section]


def test_it_greets_by_name_and_leads_on(client, member):
    content = client.get(HOME).content.decode()
    assert "Hello, Morgan." in content
    assert '<a class="door" href="/members/training/">Training materials</a>' in content
    assert '<a class="door" href="/members/account/">Your account</a>' in content


def test_somebody_without_a_name_is_not_greeted_by_a_blank(client, training):
    client.force_login(MembershipFactory(user__first_name="").user)
    assert "Hello" not in client.get(HOME).content.decode()


def test_the_editors_words_stand_there(client, member):
    page = MembersIndexPage.objects.get()
    page.body = [("paragraph", "<p>The office is closed on Friday.</p>")]
    page.save_revision().publish()
    assert "The office is closed on Friday." in client.get(HOME).content.decode()


def test_a_first_visit_shows_the_last_month(client, member, time_machine):
    now = timezone.now()
    time_machine.move_to(now - datetime.timedelta(days=40), tick=False)
    TrainingMaterialPageFactory(title="First")
    time_machine.move_to(now - datetime.timedelta(days=10), tick=False)
    TrainingMaterialPageFactory(title="Second")
    time_machine.move_to(now, tick=False)
    client.force_login(member)
    assert "New in the last month" in client.get(HOME).content.decode()
    assert new(client) == ["Second"]


def test_what_was_published_or_changed_since_the_last_visit(client, member, time_machine):
    start = timezone.now()
    first = TrainingMaterialPageFactory(title="First")
    TrainingMaterialPageFactory(title="Second")
    client.get(HOME)
    time_machine.move_to(start + datetime.timedelta(days=2), tick=False)
    client.force_login(member)
    TrainingMaterialPage.objects.get(pk=first.pk).save_revision().publish()
    TrainingMaterialPageFactory(title="Third")
    content = client.get(HOME).content.decode()
    assert "New since your last visit" in content
    assert "Handout, changed" in content
    assert new(client) == ["First", "Third"]
    time_machine.move_to(start + datetime.timedelta(days=4), tick=False)
    client.force_login(member)
    assert new(client) == []
    assert "Nothing has been added since" in client.get(HOME).content.decode()


def test_going_on_and_coming_back_is_the_same_visit(client, member, time_machine):
    start = timezone.now()
    client.get(HOME)
    time_machine.move_to(start + datetime.timedelta(days=1), tick=False)
    client.force_login(member)
    TrainingMaterialPageFactory(title="First")
    assert new(client) == ["First"]
    time_machine.move_to(start + datetime.timedelta(days=1, minutes=20), tick=False)
    assert new(client) == ["First"]


def test_each_has_visits_of_their_own(client, member, other_member):
    client.get(HOME)
    assert Visit.objects.get().user == member
    client.force_login(other_member)
    client.get(HOME)
    assert Visit.objects.count() == 2


@pytest.fixture
def other_member(training):
    return MembershipFactory().user


def test_a_look_without_a_visit_leaves_no_trace(client, member, admin_client):
    client.head(HOME)
    page = MembersIndexPage.objects.get()
    assert admin_client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
    assert not Visit.objects.exists()


def test_who_is_refused_has_not_been_there(client, training):
    client.force_login(UserFactory())
    assert client.get(HOME).status_code == 403
    assert not Visit.objects.exists()


class Section(Component):
    def __init__(self, words, order):
        self.words, self.order = words, order

    def render_html(self, parent_context=None):
        return self.words


def test_sections_of_the_apps_stand_in_their_order(client, member):
    with (
        hooks.register_temporarily(
            "register_members_home_sections", lambda request: Section("Last here", 90)
        ),
        hooks.register_temporarily(
            "register_members_home_sections", lambda request: Section("First here", 1)
        ),
        hooks.register_temporarily("register_members_home_sections", lambda request: None),
    ):
        content = client.get(HOME).content.decode()
    assert content.index("First here") < content.index('id="whats-new"') < content.index("Last here")


def test_no_more_than_can_be_read_at_a_glance(client, member):
    for _ in range(MOST + 3):
        TrainingMaterialPageFactory()
    section = client.get(HOME).content.decode().partition('id="whats-new"')[2].partition("</section>")[0]
    assert section.count("<li>") == MOST


@pytest.mark.slow
def test_it_costs_the_same_with_1_100_and_1000_materials(client, member, training):
    def fill(count):
        first = []
        for number in range(min(count, 10)):
            grades = [GradeFactory(name="Supervisor")] if number % 10 == 1 else []
            first.append(TrainingMaterialPageFactory(document=None, grades=grades, publish=False))
        repeat(first, count - len(first))
        TrainingMaterialPage.objects.update(last_published_at=timezone.now())

    fill_main_menu(training)
    fill(2)
    with_two = queries_for(client, HOME)
    fill(98)
    with_hundred = queries_for(client, HOME)
    fill(900)
    with_thousand = queries_for(client, HOME)
    assert len(with_thousand) == len(with_hundred) == len(with_two) <= MOST_QUERIES, "\n".join(with_thousand)
