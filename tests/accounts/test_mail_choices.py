"""Which mails somebody wants: one place on the account page, and only what is theirs to choose."""

import re

import pytest
from django.test import Client
from wagtail import hooks

from accounts.mail_choices import MailChoice
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

ADDRESS = "/accounts/mails/"


def test_it_asks_and_keeps_the_answer(client, user):
    client.force_login(user)
    answers = []

    def choice(request):
        return MailChoice("letters", "Letters", "One a year.", True, answers.append)

    with (
        hooks.register_temporarily("register_mail_choices", choice),
        hooks.register_temporarily("register_mail_choices", lambda request: None),
    ):
        page = client.get("/members/account/").content.decode()
        assert "Mails that you get" in page
        assert 'name="letters"' in page
        response = client.post(ADDRESS, {"letters": "on", "passwords": ""}, follow=True)
        assert response.redirect_chain == [("/members/account/#mails", 302)]
        assert "Your choice of mails is kept." in response.content.decode()
        client.post(ADDRESS, {})
    assert answers == [True, False]


def test_the_form_carries_the_token_that_is_asked_for(user):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    answers = []
    choice = MailChoice("letters", "Letters", "One a year.", True, answers.append)
    with hooks.register_temporarily("register_mail_choices", lambda request: choice):
        form = browser.get("/members/account/").content.decode().partition(f'action="{ADDRESS}"')[2]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.partition("</form>")[0])
        assert token
        browser.post(ADDRESS, {"csrfmiddlewaretoken": token[1], "letters": "on"})
    assert answers == [True]


def test_without_a_choice_it_says_what_everybody_gets(client, user):
    client.force_login(user)
    page = client.get("/members/account/").content.decode()
    assert "You always get what concerns your account" in page
    assert ADDRESS not in page


def test_a_stranger_and_a_mere_link_change_nothing(client, user):
    assert client.post(ADDRESS)["Location"].startswith("/accounts/login/")
    client.force_login(user)
    asked = []
    choice = MailChoice("letters", "Letters", "One a year.", True, asked.append)
    with hooks.register_temporarily("register_mail_choices", lambda request: choice):
        assert client.get(ADDRESS)["Location"] == "/members/account/#mails"
    assert asked == []


def test_who_is_signed_out_meanwhile_is_led_back_to_the_page_with_the_button(client, user):
    door = client.post(ADDRESS, {"letters": "on"})["Location"]
    arrived = client.post(door, {"login": user.email, "password": PASSWORD}, follow=True)
    assert arrived.redirect_chain[-1] == ("/members/account/#mails", 302)
    assert arrived.status_code == 200
