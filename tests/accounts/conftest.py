"""People who sign in, with and without a second step."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from tests.factories import PASSWORD, UserFactory

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture(autouse=True)
def _commits_at_once(monkeypatch):
    """What waits for the commit is done at once, within the request, as where each statement commits."""
    monkeypatch.setattr(BaseDatabaseWrapper, "on_commit", lambda self, func, robust=False: func())


@pytest.fixture
def user(db):
    return UserFactory(email="pat@example.org", first_name="Pat", last_name="O'Hara")


@pytest.fixture
def protected(user):
    """Somebody with an authenticator app and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def other_browser():
    return Client()


def code(periods=0):
    """What the authenticator app shows now, or so many periods of half a minute later."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + periods))


def recovery_codes(user):
    return (
        Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    )


def sign_in(client, user, password=PASSWORD, **data):
    return client.post("/accounts/login/", {"login": user.email, "password": password, **data})


def is_signed_in(client):
    """Asked of the site, not of the session's content: an ended session still has some."""
    return client.get("/members/account/").status_code == 200


def links_in(message):
    return [word for word in message.body.split() if word.startswith("http")]
