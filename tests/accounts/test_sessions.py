"""Where somebody is signed in, and how that ends."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import browsers
from accounts.sessions import end_sessions, forget_ended_sessions
from tests.accounts.conftest import is_signed_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
NEW = "quite-another-password"


@pytest.fixture
def old_browser(user):
    """A session from before allauth kept a list of them: nothing there tells of it."""
    browser = Client()
    browser.force_login(user)
    assert not UserSession.objects.exists()
    return browser


def test_every_session_ends_also_those_nobody_kept_a_list_of(client, user, old_browser, other_browser):
    sign_in(client, user)
    sign_in(other_browser, user)
    bystander = Client()
    sign_in(bystander, UserFactory())
    end_sessions(user)
    assert [is_signed_in(browser) for browser in (client, other_browser, old_browser)] == [False] * 3
    assert is_signed_in(bystander)
    assert UserSession.objects.count() == 1
    assert sign_in(client, user)["Location"] == "/members/account/"
    assert is_signed_in(client)


def test_signing_out_everywhere_else_keeps_the_present_session(client, user, old_browser, other_browser):
    sign_in(client, user)
    sign_in(other_browser, user)
    key = client.cookies["sessionid"].value
    page = client.post("/accounts/sessions/", follow=True)
    assert "You are signed out everywhere else." in page.content.decode()
    assert is_signed_in(client)
    assert not is_signed_in(other_browser)
    assert not is_signed_in(old_browser)
    assert client.cookies["sessionid"].value != key
    assert UserSession.objects.get().session_key == client.cookies["sessionid"].value


def test_changing_the_password_signs_out_everywhere_else(client, user, old_browser, other_browser):
    sign_in(client, user)
    sign_in(other_browser, user)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_signed_in(client)
    assert not is_signed_in(other_browser)
    assert not is_signed_in(old_browser)


def test_the_list_names_browsers_in_words(client, user):
    sign_in(Client(headers={"user-agent": SAFARI}), user)
    here = Client(headers={"user-agent": FIREFOX})
    sign_in(here, user)
    sign_in(Client(headers={"user-agent": EDGE}), UserFactory())
    text = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in text
    assert "(this one)" in text
    assert "Safari on iPhone" in text
    assert "Edge" not in text
    assert "Mozilla" not in text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8", "An unknown browser"),
        ("Windows something", "A browser on Windows"),
        ("Firefox", "Firefox"),
    ],
)
def test_a_browsers_name(agent, name):
    assert browsers.name(agent) == name


def test_ended_sessions_are_forgotten_with_address_and_browser(client, user, other_browser):
    sign_in(client, user)
    sign_in(other_browser, user)
    ended = UserSession.objects.get(session_key=other_browser.cookies["sessionid"].value)
    Session.objects.filter(pk=ended.session_key).update(expire_date="2020-01-01T00:00Z")
    assert forget_ended_sessions(None, datetime.date(2026, 3, 2)) == "1 ended sessions forgotten"
    assert forget_ended_sessions(None, datetime.date(2026, 3, 2)) == ""
    assert not UserSession.objects.filter(pk=ended.pk).exists()
    assert not Session.objects.filter(pk=ended.session_key).exists()
    assert is_signed_in(client)
