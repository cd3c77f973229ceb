"""The second step: who must have one, what counts as one, and what to do about a lost one."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from accounts.first_content import EDITORS, MODERATORS, OFFICERS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from tests.accounts.conftest import SECRET, code, is_signed_in, recovery_codes, sign_in
from tests.config.test_settings import start
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings):
    settings.ADMIN_NEEDS_SECOND_STEP = True


@pytest.fixture
def editor(db):
    load_groups(Loader())
    return UserFactory(groups=[Group.objects.get(name=EDITORS)])


def give_app(user):
    RecoveryCodes.activate(user)
    return TOTP.activate(user, SECRET).instance


def give_passkey(user):
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "My phone", "credential": {}}
    )


def prove(client, user, *records):
    """Write into the session what allauth writes when somebody has passed a step."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"at": time.time(), **record} for record in records]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


# --- What allauth writes down: the middleware stands on this ------------------------------------


def test_allauth_records_how_somebody_signed_in(client, protected):
    """Pinned: a new release of allauth that keeps these records elsewhere must fail here first."""
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    app = Authenticator.objects.get(user=protected, type="totp")
    password, step = client.session["account_authentication_methods"]
    assert client.session["account_authentication_methods_user"] == str(protected.pk)
    assert (password["method"], step["method"]) == ("password", "mfa")
    assert (step["type"], step["id"]) == ("totp", app.pk)


def test_allauth_records_a_recovery_code_too(client, protected):
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": recovery_codes(protected)[0]})
    assert client.session["account_authentication_methods"][-1]["type"] == "recovery_codes"


# --- The admin's door ---------------------------------------------------------------------------


def test_without_a_second_step_the_admin_asks_to_set_one_up(client, editor, required):
    client.force_login(editor)
    page = client.get("/admin/pages/", follow=True)
    assert page.request["PATH_INFO"] == "/accounts/2fa/"
    assert len(page.redirect_chain) == 1
    assert "The admin opens only with a second step" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/users/",
        "/admin/api/main/pages/",
        "/admin/account/",
        "/admin/nowhere/",
        "/admin/login/",
        "/admin/logout/",
        "/admin/sprite/",
        "/admin/password_reset/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put", "options"])
def test_no_part_of_the_admin_opens_without_it(client, required, address, method):
    client.force_login(UserFactory(is_superuser=True))
    answer = getattr(client, method)(address)
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/2fa/"
    assert "no-store" in answer["Cache-Control"]


def test_setting_an_app_up_opens_the_admin_at_once(client, editor, required):
    sign_in(client, editor)
    client.get("/accounts/2fa/totp/activate/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    assert client.post("/accounts/2fa/totp/activate/", {"code": code()})["Location"].endswith(
        "/recovery-codes/"
    )
    assert client.get("/admin/").status_code == 200
    assert "Go to the admin" in client.get("/accounts/2fa/recovery-codes/").content.decode()


def test_who_has_one_and_has_not_passed_it_is_asked_and_sent_back(client, editor, required):
    """A session from before the app was set up."""
    client.force_login(editor)
    give_app(editor)
    page = client.get("/admin/pages/?p=2", follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fpages%2F%3Fp%3D2"
    answer = client.post(page.redirect_chain[-1][0], {"code": code()})
    assert answer["Location"] == "/admin/pages/?p=2"
    assert client.get("/admin/").status_code == 200


def test_what_was_sent_with_a_form_leads_back_to_the_front_page(client, editor, required):
    client.force_login(editor)
    give_app(editor)
    assert client.post("/admin/pages/1/delete/")["Location"].endswith("?next=%2Fadmin%2F")


def test_signing_in_with_the_second_step_opens_it(client, editor, required):
    give_app(editor)
    sign_in(client, editor, next="/admin/")
    assert client.post("/accounts/2fa/authenticate/", {"code": code()})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_passkey_counts(client, editor, required):
    passkey = give_passkey(editor)
    prove(client, editor, {"method": "mfa", "type": "webauthn", "id": passkey.pk, "passwordless": True})
    assert client.get("/admin/").status_code == 200


def test_with_a_passkey_only_it_is_a_passkey_that_is_asked_for(client, editor, required):
    give_passkey(editor)
    client.force_login(editor)
    assert client.get("/admin/")["Location"].startswith("/accounts/2fa/webauthn/reauthenticate/?next=")


def test_a_recovery_code_counts_as_long_as_there_is_a_step_it_stands_in_for(client, editor, required):
    app = give_app(editor)
    prove(client, editor, {"method": "mfa", "type": "recovery_codes", "id": app.pk + 1})
    assert client.get("/admin/").status_code == 200
    app.delete()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "record",
    [
        {"method": "password"},
        {"method": "password", "reauthenticated": True},
        {"method": "password_reset"},
        {"method": "code"},
        {"method": "mfa", "type": "webauthn", "id": 0},
        {"method": "mfa"},
        {},
    ],
)
def test_nothing_else_counts(client, editor, required, record):
    give_app(editor)
    prove(client, editor, record)
    assert client.get("/admin/").status_code == 302


def test_somebody_elses_proof_does_not_count(client, editor, required):
    app = give_app(editor)
    prove(client, editor, {"method": "mfa", "type": "totp", "id": app.pk})
    session = client.session
    session["account_authentication_methods_user"] = str(editor.pk + 1)
    session.save()
    assert client.get("/admin/").status_code == 302


def test_a_passkey_taken_away_elsewhere_proves_nothing_any_more(client, editor, required):
    lost, kept = give_passkey(editor), give_passkey(editor)
    prove(client, editor, {"method": "mfa", "type": "webauthn", "id": lost.pk})
    assert client.get("/admin/").status_code == 200
    lost.delete()
    assert client.get("/admin/").status_code == 302
    assert Authenticator.objects.get(user=editor) == kept


def test_what_could_not_be_checked_is_not_let_through(client, editor, required, monkeypatch):
    def broken(user):
        raise RuntimeError("no answer")

    client.force_login(editor)
    monkeypatch.setattr("accounts.second_step.steps_of", broken)
    client.raise_request_exception = False
    assert client.get("/admin/").status_code == 500


@pytest.mark.usefixtures("required")
def test_attack_8_somebody_without_rights_gets_one_403_and_no_loop(client, user):
    client.force_login(user)
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert len(page.redirect_chain) <= 1


@pytest.mark.usefixtures("required")
def test_a_stranger_is_led_to_the_sign_in(client):
    assert client.get("/admin/pages/")["Location"] == "/admin/login/?next=/admin/pages/"


@pytest.mark.usefixtures("required")
def test_only_the_admin_needs_it(client, editor):
    sign_in(client, editor)
    for address in ("/members/account/", "/accounts/2fa/", "/accounts/2fa/totp/activate/"):
        assert client.get(address).status_code == 200
    assert client.get("/adminish/").status_code == 404


def test_a_public_server_demands_it_unless_told_otherwise(tmp_path):
    show = "from django.conf import settings; print(settings.ADMIN_NEEDS_SECOND_STEP)"
    assert start(tmp_path, "shell", "-v0", "-c", show).stdout == "True\n"


@pytest.mark.parametrize("group", [EDITORS, MODERATORS, OFFICERS])
def test_everybody_who_may_enter_needs_it(client, required, group):
    load_groups(Loader())
    client.force_login(UserFactory(groups=[Group.objects.get(name=group)]))
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_it_can_be_left_off(client, editor, settings):
    settings.ADMIN_NEEDS_SECOND_STEP = False
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200


# --- Keeping one --------------------------------------------------------------------------------


def test_attack_24_somebody_elses_passkey_is_not_there(client, user):
    """By its number, as by any other way."""
    theirs = give_passkey(UserFactory())
    sign_in(client, user)
    for page in ("edit", "remove"):
        address = f"/accounts/2fa/webauthn/keys/{theirs.pk}/{page}/"
        assert client.get(address).status_code == client.post(address, {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "My phone"


def test_changing_it_asks_for_the_password_again_after_a_while(client, user, time_machine):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    sign_in(client, user)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    time_machine.shift(11 * 60)
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/?next=")


def test_the_picture_is_no_ones_but_the_sites(client, user):
    sign_in(client, user)
    page = client.get("/accounts/2fa/totp/activate/")
    text = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in text
    assert "otpauth://totp/AVIGuk%3Apat%40example.org?secret=" in text
    assert "issuer=AVIGuk" in text


# --- Losing one ---------------------------------------------------------------------------------


def test_the_command_lets_somebody_in_who_has_lost_it(client, protected, capsys):
    client.force_login(protected)
    call_command("remove_second_step", "PAT@example.org")
    assert "was told by e-mail" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert not is_signed_in(client)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["pat@example.org"], "Your second step was removed")
    ]
    assert sign_in(client, protected)["Location"] == "/members/account/"


def test_the_command_says_when_there_is_nothing_to_do(user, capsys):
    call_command("remove_second_step", user.email)
    assert "has no second step" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No account has the address"):
        call_command("remove_second_step", "nobody@example.org")
    assert mail.outbox == []


def test_an_administrator_takes_a_lost_one_away(client, protected):
    administrator = UserFactory(is_superuser=True)
    client.force_login(administrator)
    assert "Remove a lost second step" in client.get("/admin/users/").content.decode()
    address = f"/admin/accounts/{protected.pk}/second-step/"
    assert "speak to them" in client.get(address).content.decode()
    assert Authenticator.objects.filter(user=protected).exists()
    assert "with the password alone now" in client.post(address, follow=True).content.decode()
    assert not Authenticator.objects.filter(user=protected).exists()
    entry = ModelLogEntry.objects.get(action="accounts.second_step_removed")
    assert (entry.user, entry.object_id) == (administrator, str(protected.pk))


def test_an_administrator_sends_a_link(client, user):
    client.force_login(UserFactory(is_superuser=True))
    address = f"/admin/accounts/{user.pk}/link/"
    assert f"It goes to {user.email}" in client.get(address).content.decode()
    assert mail.outbox == []
    client.post(address)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([user.email], "A new link to choose your password")
    ]


@pytest.mark.parametrize("action", ["second-step", "link"])
def test_nobody_else_may_do_so(client, editor, protected, action):
    client.force_login(editor)
    answer = client.post(f"/admin/accounts/{protected.pk}/{action}/", follow=True)
    assert Authenticator.objects.filter(user=protected).exists()
    assert mail.outbox == []
    assert "permission" in answer.content.decode()
