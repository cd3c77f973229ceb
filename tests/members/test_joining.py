"""Applying for membership: the page, the mails, and what nobody can find out or get by it."""

import datetime

import pytest
import time_machine as clocks
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from members.membership.joining.apply import approve
from members.membership.models import Application, Member, Membership, MembershipSettings
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.members.factories import officer

pytestmark = pytest.mark.django_db

WORDS = {
    "first_name": "Ada",
    "last_name": "O'Hara",
    "email": "Ada@Example.com",
    "supervisor": "Sunil Supervisor",
    "message": "I work in Hove.",
    "consent": "on",
    "website": "",
}


@pytest.fixture
def clock():
    with clocks.travel("2026-03-02 12:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def post(client, clock, django_capture_on_commit_callbacks):
    """Opens the page, takes a minute over it, and sends it."""

    def send(seconds=60, **changes):
        grade = GradeFactory(name="Trainee guider")
        form = client.get("/join/").context["form"]
        clock.shift(seconds)
        words = {**WORDS, "grade": grade.pk, "rendered_at": form["rendered_at"].value()}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/join/", {**words, **changes})

    return send


def test_an_application_is_kept_and_answered(post):
    response = post()
    assert response.status_code == 302
    assert response["Location"] == "/join/thank-you/"
    application = Application.objects.get()
    assert application.email == "ada@example.com"
    assert application.is_open
    assert application.consented_at == application.created_at
    (message,) = mail.outbox
    assert message.to == ["ada@example.com"]
    assert message.subject == "We have your application to join AVIGuk"
    assert "Dear Ada O'Hara" in message.body
    assert not User.objects.filter(email="ada@example.com").exists()


def test_known_and_unknown_addresses_look_alike(post):
    """Attack 15: nothing on the page tells who is a member; only the mail does."""
    UserFactory(email="known@example.com")
    answers = {}
    for address in ("unknown@example.com", "known@example.com"):
        answers[address] = post(email=address)
    first, second = answers.values()
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert sorted(first.headers) == sorted(second.headers)
    assert first.content == second.content
    assert [message.to for message in mail.outbox] == [["unknown@example.com"], ["known@example.com"]]
    assert "already have an account" in mail.outbox[1].body
    assert "/accounts/login/" in mail.outbox[1].body
    assert Application.objects.count() == 2


def test_known_and_unknown_addresses_take_the_same_queries(post):
    UserFactory(email="known@example.com")
    post(email="warm@example.com")
    counts = []
    for address in ("unknown@example.com", "known@example.com"):
        with CaptureQueriesContext(connection) as queries:
            post(email=address)
        counts.append([query["sql"].split(" ", 1)[0] for query in queries])
    assert counts[0] == counts[1]


def test_sent_twice_is_one_application_and_one_mail(post):
    """Attack 38."""
    post()
    post(email="ADA@example.com")
    assert Application.objects.count() == 1
    assert len(mail.outbox) == 1


def test_somebody_who_was_declined_may_apply_again(post):
    post()
    Application.objects.update(status=Application.Status.DECLINED)
    post()
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"consent": ""}, "Please tick this"),
        ({"email": "nonsense"}, "Enter a valid email address"),
        ({"grade": "999999"}, "Please choose one of the grades"),
        ({"first_name": "Ada\nBcc: all@example.com"}, "in one line"),
        ({"last_name": ""}, "This field is required"),
        ({"message": "x" * 2001}, "at most 2000 characters"),
        ({"website": "https://spam.example"}, "Leave this empty"),
        ({"seconds": 1}, "faster than we expected"),
        ({"seconds": 25 * 60 * 60}, "open for a long time"),
        ({"rendered_at": "forged"}, "open for a long time"),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(post, changes, words):
    response = post(**changes)
    assert response.status_code == 200
    text = response.content.decode()
    assert words in text
    assert "Sunil Supervisor" in text
    assert not Application.objects.exists()
    assert not mail.outbox


def test_many_applications_must_wait(post, settings):
    """Attack 32, on this form."""
    settings.APPLICATIONS_PER_VISITOR_AND_HOUR = 3
    codes = [post(seconds=3, email=f"robot{n}@example.com").status_code for n in range(5)]
    assert codes == [302, 302, 302, 429, 429]
    assert Application.objects.count() == 3


def test_nobody_makes_themselves_an_administrator(post):
    """Attack 23."""
    post(is_staff="on", is_superuser="on", groups="1", status="approved", user="1", decided_by="1")
    application = Application.objects.get()
    assert application.status == "applied"
    assert application.user is None


def test_csrf(clock):
    grade = GradeFactory()
    response = Client(enforce_csrf_checks=True).post("/join/", WORDS | {"grade": grade.pk})
    assert response.status_code == 403


def test_the_office_is_told_if_it_wants_to(post):
    words = MembershipSettings.load()
    words.mail_applications_to = "office@example.org, chair@example.org"
    words.save()
    post()
    assert [message.to for message in mail.outbox[1:]] == [["office@example.org"], ["chair@example.org"]]
    assert "/admin/snippets/membership/application/" in mail.outbox[1].body


def test_a_closed_form_takes_nothing(post, client):
    words = MembershipSettings.load()
    words.applications_open = False
    words.save()
    assert "no applications at the moment" in client.get("/join/").content.decode()
    client.post("/join/", WORDS)
    assert not Application.objects.exists()


def test_the_page_is_not_kept_by_shared_caches(client):
    assert "private" in client.get("/join/")["Cache-Control"]
    assert client.get("/join/thank-you/").status_code == 200
    assert client.delete("/join/").status_code == 405


def test_a_script_in_a_name_is_only_text(post, client):
    client.force_login(officer())
    post(first_name="<script>alert(1)</script>", message="<img src=x onerror=alert(1)>")
    for address in ("", f"inspect/{Application.objects.get().pk}/"):
        text = client.get(f"/admin/snippets/membership/application/{address}").content.decode()
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text


def test_a_lapsed_member_may_apply_and_comes_back_with_the_same_number(post):
    old = MembershipFactory(
        starts_on=datetime.date(2024, 1, 1),
        ends_on=datetime.date(2024, 12, 31),
        user__email="ada@example.com",
    )
    number = old.user.member.number
    post()
    application = Application.objects.get()
    assert application.user == old.user
    approve(
        application,
        UserFactory(is_superuser=True),
        starts_on=datetime.date(2026, 3, 2),
        ends_on=datetime.date(2027, 3, 1),
    )
    assert Member.objects.get().number == number
    assert Membership.objects.count() == 2
