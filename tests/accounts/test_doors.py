"""One way in, and nobody gets past it: throttled, local, with a fresh session."""

import pytest
from django.core import mail
from django.test import Client

from core.access import Standing
from tests.accounts.conftest import code, is_signed_in, links_in, recovery_codes, sign_in
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

DOORS = ["/accounts/login/", "/admin/login/", "/_util/login/"]


# --- Where one arrives --------------------------------------------------------------------------


def test_a_member_arrives_in_the_members_area(client):
    assert sign_in(client, MembershipFactory().user)["Location"] == "/members/"


def test_who_keeps_the_site_and_is_no_member_arrives_in_the_admin(client):
    assert sign_in(client, UserFactory(is_superuser=True))["Location"] == "/admin/"


def test_everybody_else_arrives_at_their_account(client, user):
    assert sign_in(client, user)["Location"] == "/members/account/"
    assert is_signed_in(client)


def test_signing_out_leads_home(client, user):
    client.force_login(user)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(client)


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    " //evil.example/",
    "\t//evil.example/",
    "/\t/evil.example/",
    "%2F%2Fevil.example/",
    "https://testserver@evil.example/",
    "https://localhost/",
    "evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_attack_14_next_stays_on_the_site_in_every_spelling(client, user, target):
    """A link to our sign-in page with "next" pointing elsewhere must not hand our visitor over."""
    assert sign_in(client, user, next=target)["Location"] == "/members/account/"
    assert client.get("/accounts/login/", {"next": target})["Location"] == "/members/account/"
    assert client.post("/accounts/logout/", {"next": target})["Location"] == "/"


def test_next_within_the_site_is_kept(client, user):
    assert sign_in(client, user, next="/news/?page=2")["Location"] == "/news/?page=2"


# --- Who guesses --------------------------------------------------------------------------------


def test_attack_16_fifteen_bad_passwords_are_throttled(client, user):
    """Somebody tries one password after the other: soon even the right one is refused."""
    answers = [sign_in(client, user, "wrong") for _ in range(15)]
    assert "Too many tries" in answers[-1].content.decode()
    assert "Too many tries" in sign_in(client, user).content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("door", ["/accounts/reauthenticate/", "/accounts/password/change/"])
def test_attack_16_bad_passwords_within_a_session_are_throttled(client, user, door):
    client.force_login(user)
    fields = {"password": "wrong", "oldpassword": "wrong", "password1": "x", "password2": "x"}
    for _ in range(15):
        last = client.post(door, fields)
    assert last.status_code == 429
    assert "Please wait a moment" in last.content.decode()


def test_attack_16_guessed_codes_are_throttled(client, protected):
    """Six digits are a million guesses, or far fewer with a code that lives for a minute and a half."""
    sign_in(client, protected)
    for guess in range(15):
        last = client.post("/accounts/2fa/authenticate/", {"code": f"{guess:06}"})
    assert "Too many tries" in last.content.decode()
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert not is_signed_in(client)


def test_attack_16_passkeys_are_throttled(client, db):
    answers = [client.post("/accounts/2fa/webauthn/login/", {"credential": "{}"}) for _ in range(11)]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("ports", [False, True])
def test_attack_19_a_rotated_address_is_still_limited(user, ports):
    """A forged X-Forwarded-For, or a port behind the host's name, must not start the count anew."""
    for attempt in range(15):
        stranger = Client(headers={"x-forwarded-for": f"203.0.113.{attempt}"})
        host = f"testserver:{8000 + attempt}" if ports else "testserver"
        answer = stranger.post(
            "/accounts/login/",
            {"login": user.email, "password": "wrong"},
            headers={"host": host},
            REMOTE_ADDR=f"198.51.100.{attempt}" if ports else "127.0.0.1",
        )
    assert "Too many tries" in answer.content.decode()


def test_attack_42_who_is_locked_out_by_others_can_still_reset(client, user, other_browser):
    """Somebody else's bad passwords lock an account's sign-in; its owner gets in by mail, at once."""
    for _ in range(15):
        sign_in(other_browser, user, "wrong")
    client.post("/accounts/password/reset/", {"email": user.email})
    page = client.get(links_in(mail.outbox[-1])[0], follow=True)
    new = "quite-another-password"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert sign_in(client, user, new)["Location"] == "/members/account/"


# --- Who has only half of what it takes ---------------------------------------------------------


@pytest.mark.parametrize("door", DOORS)
def test_attack_17_the_password_alone_opens_nothing_to_who_has_a_second_step(client, protected, door):
    """At every door: no session before the second step."""
    response = client.post(
        door, {"login": protected.email, "username": protected.email, "password": PASSWORD}, follow=True
    )
    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 403}
    assert not is_signed_in(client)


def test_attack_17_nor_does_a_link_to_choose_a_password(client, protected):
    client.post("/accounts/password/reset/", {"email": protected.email})
    page = client.get(links_in(mail.outbox[-1])[0], follow=True)
    new = "quite-another-password"
    answer = client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_the_second_step_lets_in_and_keeps_where_one_wanted_to_go(client, protected):
    assert sign_in(client, protected, next="/news/")["Location"] == "/accounts/2fa/authenticate/"
    assert client.post("/accounts/2fa/authenticate/", {"code": code()})["Location"] == "/news/"
    assert is_signed_in(client)


def test_a_code_is_good_once_for_as_long_as_it_would_be(client, protected, other_browser, time_machine):
    """With tolerance for clocks a code lives for three periods; allauth remembers it for one."""
    time_machine.move_to("2026-03-02 12:00:15", tick=False)
    used = code()
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": used})
    assert is_signed_in(client)
    time_machine.move_to("2026-03-02 12:00:50", tick=False)
    sign_in(other_browser, protected)
    answer = other_browser.post("/accounts/2fa/authenticate/", {"code": used})
    assert "used before" in answer.content.decode()
    assert not is_signed_in(other_browser)


@pytest.mark.parametrize(("periods", "lets_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(client, protected, time_machine, periods, lets_in):
    time_machine.move_to("2026-03-02 12:00:15", tick=False)
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": code(periods)})
    assert is_signed_in(client) is lets_in


def test_attack_18_a_recovery_code_works_once(client, protected, other_browser):
    used = recovery_codes(protected)[0]
    for browser, lets_in in ((client, True), (other_browser, False)):
        sign_in(browser, protected)
        browser.post("/accounts/2fa/authenticate/", {"code": used})
        assert is_signed_in(browser) is lets_in
    assert len(recovery_codes(protected)) == 9


def test_a_closed_account_is_told_and_not_let_in(client):
    user = UserFactory(is_active=False)
    response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in response.content.decode()
    assert not is_signed_in(client)


# --- Forms, sessions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/password/reset/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/name/",
        "/accounts/sessions/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/login/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/reauthenticate/",
    ],
)
def test_attack_20_a_form_without_its_token_is_refused(user, address):
    """Another site must not be able to send one of our forms with our visitor's session."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post(address, {"email": "evil@example.org"}).status_code == 403


def test_attack_21_a_session_planted_before_signing_in_is_changed(client, user):
    """Whoever knows the visitor's session from before must not hold a signed-in one afterwards."""
    client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    planted = client.cookies["sessionid"].value
    sign_in(client, user)
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_signed_in(thief)


def test_attack_22_a_cookie_replayed_after_signing_out_opens_nothing(client, user):
    sign_in(client, user)
    kept = client.cookies["sessionid"].value
    page = client.get("/members/account/")
    assert "no-store" in page["Cache-Control"]  # the Back button asks again
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = kept
    response = client.get("/members/account/")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/members/account/"


def test_a_standing_has_no_say_in_who_may_sign_in(client, user, monkeypatch):
    """Lapsed and suspended people sign in: their account page says what became of their membership."""
    monkeypatch.setattr("accounts.adapter.standing_of", lambda user: Standing(explanation="Lapsed."))
    assert sign_in(client, user)["Location"] == "/members/account/"
