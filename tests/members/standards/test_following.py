"""Following a standard: one mail when a new version takes effect, to those who may still see it."""

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.due import due
from members.standards.models import Follow, Notice
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.members.standards.factories import StandardFactory, VersionFactory, days

ETHICS = "/members/standards/ethics/"


@pytest.fixture(autouse=True)
def _site_url(settings):
    settings.SITE_URL = "https://aviguk.example"


@pytest.fixture
def follow(standard):
    """Somebody begins to follow the standard now."""

    def follow(user):
        return Follow.objects.create(standard=standard, user=user)

    return follow


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            return [said for _receiver, said in due.send(None, today=timezone.localdate())]

    return run


def test_a_member_follows_and_stops(client, member, standard):
    client.force_login(member)
    response = client.post(ETHICS, {"action": "follow"}, follow=True)
    assert "You follow S3 Ethics." in response.content.decode()
    assert "Stop following" in response.content.decode()
    client.post(ETHICS, {"action": "follow"})
    assert Follow.objects.filter(standard=standard, user=member).count() == 1
    response = client.post(ETHICS, {"action": "unfollow", "next": "/members/#x"})
    assert response["Location"] == "/members/#x"
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_way_back_stays_on_this_site(client, member, standard, target):
    client.force_login(member)
    assert client.post(ETHICS, {"action": "follow", "next": target})["Location"] == ETHICS


@pytest.mark.parametrize("data", [{}, {"action": "delete"}])
def test_a_button_that_is_not_there_does_nothing(client, member, standard, data):
    client.force_login(member)
    assert client.post(ETHICS, data).status_code == 400
    assert client.post(f"{ETHICS}v/2/", data).status_code == 400


def test_without_the_forms_token_nothing_happens(member, standard):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.post(ETHICS, {"action": "follow"}).status_code == 403
    assert not Follow.objects.exists()


def test_on_its_day_each_follower_gets_one_mail(member, standard, follow, run, time_machine):
    follow(member)
    run()
    assert mail.outbox == []
    time_machine.move_to(days(30))
    assert "Standards: 1 followers told of a new version." in run()
    run()
    [message] = mail.outbox
    assert message.to == [member.email]
    assert message.subject == "S3 Ethics: version 3 is in force"
    assert "It replaces version 2." in message.body
    assert "Longer words." in message.body
    assert f"https://aviguk.example{ETHICS}#follow" in message.body


def test_the_command_for_cron_sends_them(
    member, standard, follow, time_machine, django_capture_on_commit_callbacks
):
    follow(member)
    time_machine.move_to(days(32))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("do_what_is_due", verbosity=0)
    assert len(mail.outbox) == 1


def test_a_version_published_when_in_force_is_told_of_at_once_and_never_twice(
    member, standard, follow, django_capture_on_commit_callbacks, run
):
    follow(member)
    with django_capture_on_commit_callbacks(execute=True):
        version = VersionFactory(parent=standard, number=7, in_force_from=days(-5))
    assert len(mail.outbox) == 1
    with django_capture_on_commit_callbacks(execute=True):
        version.changes = "<p>A slip mended.</p>"
        version.save_revision().publish()
        version.unpublish()
        version.save_revision().publish()
    run()
    assert len(mail.outbox) == 1
    assert Notice.objects.get().version == version


def test_who_began_to_follow_after_a_version_took_effect_is_not_told_of_it(member, standard, follow, run):
    follow(member)
    run()
    assert mail.outbox == []


def test_only_the_last_of_two_versions_that_took_effect_meanwhile_is_told_of(
    member, standard, follow, run, time_machine
):
    VersionFactory(parent=standard, number=4, in_force_from=days(31))
    follow(member)
    time_machine.move_to(days(40))
    run()
    assert [message.subject for message in mail.outbox] == ["S3 Ethics: version 4 is in force"]


@pytest.mark.parametrize("reason", ["lapsed", "inactive", "draft standard", "withdrawn"])
def test_nobody_is_told_of_what_they_may_not_see(
    member, standard, versions, follow, run, time_machine, reason
):
    follow(member)
    match reason:
        case "lapsed":
            member.memberships.update(ends_on=days(-50), starts_on=days(-90))
        case "inactive":
            member.is_active = False
            member.save()
        case "draft standard":
            standard.unpublish()
        case "withdrawn":
            versions[3].unpublish()
    time_machine.move_to(days(31))
    run()
    assert mail.outbox == []


def test_a_standard_for_another_grade_is_told_of_to_that_grade_alone(standard, follow, run, time_machine):
    trainee = MembershipFactory(grade=GradeFactory(name="Trainee")).user
    supervisor = MembershipFactory(grade=GradeFactory(name="Supervisor")).user
    follow(trainee)
    follow(supervisor)
    standard.audience = standard.Audience.GRADES
    standard.grades.set([GradeFactory(name="Supervisor")])
    standard.save_revision().publish()
    time_machine.move_to(days(31))
    run()
    assert [message.to for message in mail.outbox] == [[supervisor.email]]


def test_names_in_the_mail_stand_as_they_are_written(member, index, django_capture_on_commit_callbacks):
    standard = StandardFactory(parent=index, title="Ours & yours’", number="S<4>")
    Follow.objects.create(standard=standard, user=member, since=timezone.now() - datetime.timedelta(days=9))
    with django_capture_on_commit_callbacks(execute=True):
        VersionFactory(
            parent=standard, changes="<p>Tea &amp; <b>cake</b></p><ul><li>one</li><li>two</li></ul>"
        )
    [message] = mail.outbox
    assert message.subject == "S<4> Ours & yours’: version 1 is in force"
    assert "Tea & cake\none\ntwo" in message.body


def test_the_account_page_lists_what_somebody_follows_and_may_see(rf, member, standard, index, follow):
    from members.standards.sections import FollowedSection

    follow(member)
    hidden = StandardFactory(
        parent=index, title="Hidden", audience="grades", grades=[GradeFactory(name="Other")]
    )
    Follow.objects.create(standard=hidden, user=member)
    request = rf.get("/members/account/")
    request.user = request._cached_user = member
    html = FollowedSection(request).render_html({"request": request})
    assert "S3 Ethics" in html
    assert "Hidden" not in html
    assert 'value="unfollow"' in html


def test_every_form_on_the_account_page_carries_the_token_that_is_asked_for(member, standard, follow):
    follow(member)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member)
    page = browser.get("/members/account/").content.decode()
    forms = dict(re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"(.*?)</form>', page, re.DOTALL))
    assert ETHICS in forms
    for address, form in forms.items():
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token, address
        assert browser.post(address, {"csrfmiddlewaretoken": token[1]}).status_code != 403


def test_somebody_who_is_no_member_follows_a_public_standard_and_is_told(
    client, index, django_capture_on_commit_callbacks
):
    standard = StandardFactory(parent=index, audience="public", slug="open")
    VersionFactory(parent=standard)
    user = UserFactory()
    client.force_login(user)
    assert client.post("/members/standards/open/", {"action": "follow"}).status_code == 302
    Follow.objects.update(since=timezone.now() - datetime.timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        VersionFactory(parent=standard, number=2, in_force_from=days(0))
    assert [message.to for message in mail.outbox] == [[user.email]]
