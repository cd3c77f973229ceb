"""Signing in: by e-mail address, through one door, and nobody makes an account by themselves."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_one_account_in_any_case():
    User.objects.create_user("Pat@Example.org", PASSWORD)
    assert User.objects.get().email == "pat@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="PAT@example.org")
    with pytest.raises(ValidationError, match="already an account"):
        User(email="PAT@example.org", password="x").full_clean()


def test_a_user_without_an_address_is_refused():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("", PASSWORD)


def test_signing_in_with_any_case_and_signing_out(client):
    user = UserFactory()
    response = client.post("/accounts/login/", {"login": user.email.upper(), "password": PASSWORD})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_and_an_unknown_address_read_the_same(client):
    user = UserFactory()
    answers = {
        client.post("/accounts/login/", {"login": login, "password": "wrong"})
        .context["form"]
        .errors.as_text()
        for login in (user.email, "nobody@example.org")
    }
    assert len(answers) == 1


def test_nobody_signs_up_by_themselves(client):
    response = client.post(
        "/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert response.status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_every_other_door_leads_to_the_one(client, door):
    response = client.get(f"{door}?next=/admin/pages/")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/admin/pages/"


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_no_other_door_takes_a_password(client, door):
    user = UserFactory(is_superuser=True)
    client.post(door, {"username": user.email, "login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_wagtails_password_pages_lead_to_the_sites_own(client, page):
    for user in (None, UserFactory(is_superuser=True)):
        if user:
            client.force_login(user)
        response = client.get(f"/admin/password_reset/{page}?email=pat@example.org")
        assert response.status_code == 302
        assert response["Location"] == "/accounts/password/reset/?email=pat@example.org"


def test_a_signed_in_visitor_without_the_right_is_not_sent_in_circles_by_the_admin(client):
    client.force_login(UserFactory())
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) <= 1


def test_a_forgotten_password_is_mended_by_mail(client):
    user = UserFactory()
    client.post("/accounts/password/reset/", {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    path = link.removeprefix("http://testserver")
    response = client.get(path, follow=True)
    new = "another-good-long-password"
    client.post(response.redirect_chain[-1][0], {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)


def test_a_reset_asked_for_an_unknown_address_answers_the_same(client):
    user = UserFactory()
    known = client.post("/accounts/password/reset/", {"email": user.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
