"""Terms of membership and grades."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from accounts.first_content import load as load_groups
from core.first_content import Loader
from members.membership import first_content
from members.membership.models import Grade, Membership, MembersIndexPage
from members.membership.standing import standing
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_grade_keeps_a_group_of_its_name():
    grade = Grade.objects.create(name="Guider")
    assert grade.group.name == "Grade: Guider"
    grade.name = "Practitioner"
    grade.save()
    assert grade.group.name == "Grade: Practitioner"
    assert Group.objects.filter(name__startswith="Grade: ").count() == 1


def test_a_grade_that_was_deleted_may_come_back():
    Grade.objects.create(name="Guider")
    Grade.objects.all().delete()
    assert not Group.objects.filter(name="Grade: Guider").exists()
    Grade.objects.create(name="Guider")


def test_a_grade_that_somebody_holds_is_not_deleted():
    term = MembershipFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        term.grade.delete()


def test_a_term_ends_on_or_after_its_first_day():
    day = datetime.date(2026, 1, 1)
    term = MembershipFactory.build(
        user=UserFactory(), grade=GradeFactory(), starts_on=day, ends_on=day - datetime.timedelta(days=1)
    )
    with pytest.raises(ValidationError, match="must end on or after"):
        term.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        term.save()


def test_standing_of_nobody():
    assert not standing(AnonymousUser()).is_member


def test_two_terms_at_once_open_both_grades():
    first = MembershipFactory(grade=GradeFactory(name="Guider"))
    second = MembershipFactory(user=first.user, grade=GradeFactory(name="Supervisor"))
    assert standing(first.user).group_ids == {first.grade.group_id, second.grade.group_id}


def test_the_days_of_grace_of_a_former_grade_end_when_the_next_one_begins():
    today = timezone.localdate()
    former = MembershipFactory(
        starts_on=today - datetime.timedelta(days=300), ends_on=today - datetime.timedelta(days=1)
    )
    assert standing(former.user).group_ids == {former.grade.group_id}
    now = MembershipFactory(user=former.user, grade=GradeFactory(name="Trainee"), starts_on=today)
    assert standing(former.user).group_ids == {now.grade.group_id}


def test_a_resigned_member_is_told_to_get_in_touch():
    term = MembershipFactory(status=Membership.Status.RESIGNED)
    answer = standing(term.user)
    assert not answer.is_member
    assert "no current membership" in answer.explanation


def test_the_members_area_is_closed_by_code():
    home = HomePageFactory(parent=Page.get_first_root_node())
    page = home.add_child(instance=MembersIndexPage(title="Members", slug="members"))
    assert page.get_view_restrictions().get().restriction_type == PageViewRestriction.LOGIN
    page.save()
    assert page.get_view_restrictions().count() == 1


def test_an_editor_cannot_open_the_members_area_by_taking_the_padlock_off():
    home = HomePageFactory(parent=Page.get_first_root_node())
    page = home.add_child(instance=MembersIndexPage(title="Members", slug="members"))
    page.get_view_restrictions().delete()
    page.save_revision().publish()
    assert page.get_view_restrictions().exists()


@pytest.mark.parametrize("today", ["2026-01-01", "2026-03-31", "2024-02-29", "2026-12-31"])
def test_the_example_members_are_what_they_say_on_every_day(today, time_machine):
    time_machine.move_to(f"{today} 12:00", tick=False)
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    load_groups(Loader())
    first_content.load(Loader())
    first_content.demo(Loader())
    members = {
        term.user.email.partition("@")[0]: standing(term.user).is_member
        for term in Membership.objects.select_related("user")
    }
    assert members == {
        "member": True,
        "trainee": True,
        "supervisor": True,
        "lapsed": False,
        "suspended": False,
        "grace": True,
        "endsoon": True,
    }
