"""What the accounts write: to the right address, from the site's own host, in words for people."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.accounts.conftest import SECRET, code, links_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW = "quite-another-password"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost"},
        {"host": "127.0.0.1:8000"},
        {"x-forwarded-host": "evil.example"},
        {"forwarded": "host=evil.example"},
    ],
)
def test_attack_13_links_are_canonical_whatever_host_was_asked(client, user, headers):
    """A reset asked for through a forged host must not mail a link to that host."""
    client.post("/accounts/password/reset/", {"email": user.email}, headers=headers)
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, headers=headers)
    client.force_login(user)
    sign_in(client, user)
    for message in mail.outbox:
        assert {re.match(r"https?://[^/]+", link)[0] for link in links_in(message)} == {"http://testserver"}
    assert len(mail.outbox) == 2


def test_attack_13_a_host_that_is_not_ours_is_refused(client, user):
    answer = client.post("/accounts/password/reset/", {"email": user.email}, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert mail.outbox == []


@pytest.fixture
def queue(settings):
    """The database's queue, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects


def cost(browser, address, data):
    """The kinds of queries of one answer, the answer, and what it says."""
    with CaptureQueriesContext(connection) as captured:
        answer = browser.post(address, data)
    kinds = [re.sub(r"\W.*", "", query["sql"]) for query in captured]
    return kinds, answer.status_code, answer.headers.get("Location")


@pytest.mark.parametrize("kind", ["unknown", "closed"])
def test_attack_15_a_reset_is_the_same_for_known_and_unknown_addresses(user, queue, kind):
    """Same words, same queries, one queued mail: nothing tells who has an account."""
    stranger = UserFactory(is_active=False).email if kind == "closed" else "nobody@example.org"
    costs = []
    for address in (user.email, stranger):
        Client().post("/accounts/password/reset/", {"email": "warm@example.org"})
        queue.all().delete()
        costs.append((cost(Client(), "/accounts/password/reset/", {"email": address}), queue.count()))
    assert costs[0] == costs[1]
    assert costs[0][1] == 1
    assert mail.outbox == []  # the visitor waits for no mail server


def test_attack_15_signing_in_reads_and_costs_the_same(user, monkeypatch):
    """A wrong password and an unknown address: the same words, and one password hashed for each."""
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode",
        lambda self, password, salt: hashed.append(password) or f"md5${salt}$x",
    )
    texts = set()
    for address in (user.email, "nobody@example.org"):
        answer = Client().post("/accounts/login/", {"login": address, "password": "wrong"})
        texts.add(answer.context["form"].errors.as_text())
    assert len(texts) == 1
    assert hashed.count("wrong") == 2


def test_attack_15_changing_to_a_taken_address_reads_the_same_as_to_a_free_one(client, user):
    """A member must not be able to try addresses out, either."""
    taken = UserFactory().email
    sign_in(client, user)
    client.get("/members/account/")  # has shown that we are signed in
    pages = []
    for address in (taken, "free@example.org"):
        page = client.post("/accounts/email/", {"action_add": "yes", "email": address}, follow=True)
        pages.append(re.sub(r'value="\w{64}"', "", page.content.decode()).replace(address, "…"))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [[taken], ["free@example.org"]]


def test_a_taken_address_cannot_be_confirmed(client, user):
    other = UserFactory()
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "yes", "email": other.email})
    link = links_in(mail.outbox[-1])[0]
    assert "This link no longer works" in client.get(link).content.decode()
    client.post(link)
    user.refresh_from_db()
    assert user.email == "pat@example.org"


def test_an_unknown_address_is_told_what_to_do(client, db):
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    (message,) = mail.outbox
    assert message.to == ["nobody@example.org"]
    assert message.subject == "Choose a new password"
    assert "There is no account" in message.body
    assert "http://testserver/contact/" in message.body


def test_a_reset_goes_to_the_accounts_own_address_only(client, user):
    client.post("/accounts/password/reset/", {"email": "PAT@Example.org"})
    assert [message.to for message in mail.outbox] == [["pat@example.org"]]


def change_password(client, user):
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/accounts/password/change/", fields)


def reset_password(client, user):
    client.post("/accounts/password/reset/", {"email": user.email})
    page = Client().get(links_in(mail.outbox.pop())[0], follow=True)
    client.get(page.redirect_chain[0][0])
    browser = page.client
    browser.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})


def add_an_app(client, user):
    client.get("/accounts/2fa/totp/activate/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    client.post("/accounts/2fa/totp/activate/", {"code": code()})


def remove_an_app(client, user):
    add_an_app(client, user)
    mail.outbox.clear()
    client.post("/accounts/2fa/totp/deactivate/")


def make_codes(client, user):
    add_an_app(client, user)
    mail.outbox.clear()
    client.post("/accounts/2fa/recovery-codes/generate/")


@pytest.mark.parametrize(
    ("do", "subject", "says"),
    [
        (change_password, "Your password was changed", "the password of your AVIGuk account was changed"),
        (reset_password, "Your password was changed", "a new password was chosen"),
        (add_an_app, "A second step was added", "an authenticator app was added"),
        (remove_an_app, "A second step was removed", "the authenticator app was removed"),
        (make_codes, "New recovery codes were made", "The old ones no longer work"),
    ],
)
def test_what_changes_how_one_signs_in_is_told_by_mail(client, user, do, subject, says):
    sign_in(client, user)
    do(client, user)
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert message.subject == subject
    assert says in message.body
    assert "http://testserver/accounts/password/reset/" in message.body
    assert "http://testserver/contact/" in message.body


def test_texts_are_plain(client, user):
    """No HTML escapes, no technical words, in the association's name."""
    user.first_name = "D'Arcy & Co"
    user.save()
    from accounts import links

    links.send_password_link(user)
    client.post("/accounts/password/reset/", {"email": user.email})
    sign_in(client, user)
    add_an_app(client, user)
    assert len(mail.outbox) == 3
    for message in mail.outbox:
        text = message.subject + message.body
        assert "&" not in text.replace("D'Arcy & Co", "")
        assert not re.search(r"(?i)two-factor|\bMFA\b|\bTOTP\b|WebAuthn|authenticat(e|ion)\b|\btoken\b", text)
        assert message.body.rstrip().endswith("AVIGuk\nhttp://testserver")
        assert "\n\n\n" not in message.body
