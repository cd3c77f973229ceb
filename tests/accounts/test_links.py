"""Links to choose a password: one use, one address, one way on."""

import pytest
from django.core import mail
from django.test import Client

from accounts import links
from accounts.models import User
from tests.accounts.conftest import is_signed_in, links_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NEW = "quite-another-password"


@pytest.fixture
def newcomer(db):
    """Somebody whose account an officer has made: no password yet."""
    user = UserFactory(email="new@example.org", first_name="Nia")
    user.set_unusable_password()
    user.save()
    return user


def link_of(user, template="password_welcome"):
    links.send_password_link(user, template)
    return links_in(mail.outbox[-1])[0]


def choose(client, link, password=NEW):
    """Follow a link and choose a password; the last answer."""
    page = client.get(link, follow=True)
    if not page.redirect_chain:
        return page
    return client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})


def says_no_more(response):
    text = response.content.decode()
    return "This link no longer works" in text and "Send me a new link" in text and "@example.org" not in text


def test_the_welcome_lets_a_newcomer_choose_a_password_and_in(client, newcomer):
    links.send_password_link(newcomer, context={"anything": "else"})
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    assert message.subject == "Welcome to AVIGuk: choose your password"
    assert "Hello Nia" in message.body
    assert "within 7 days" in message.body
    link = links_in(message)[0]
    assert link.startswith("http://testserver/accounts/password/reset/key/")
    choose(client, link)
    newcomer.refresh_from_db()
    assert newcomer.check_password(NEW)
    assert is_signed_in(client)


def test_the_key_does_not_stay_in_the_address(client, newcomer):
    link = link_of(newcomer)
    page = client.get(link, follow=True)
    assert page.redirect_chain[-1][0].endswith("-set-password/")
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(("days", "works"), [(6.9, True), (7.1, False)])
def test_a_first_link_works_for_a_week(client, newcomer, time_machine, days, works):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    link = link_of(newcomer)
    time_machine.shift(days * 24 * 60 * 60)
    assert says_no_more(client.get(link, follow=True)) is not works


@pytest.mark.parametrize(("hours", "works"), [(23.9, True), (24.1, False)])
def test_a_link_to_a_new_password_works_for_a_day(client, user, time_machine, hours, works):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    client.post("/accounts/password/reset/", {"email": user.email})
    assert "within 1 day." in mail.outbox[-1].body
    link = links_in(mail.outbox[-1])[0]
    time_machine.shift(hours * 60 * 60)
    assert says_no_more(client.get(link, follow=True)) is not works


def test_attack_43_a_link_used_before_is_refused_with_a_way_on(client, user, other_browser):
    link = link_of(user)
    choose(client, link)
    assert says_no_more(other_browser.get(link))
    mail.outbox.clear()
    answer = other_browser.post(link, {"send_new_link": "yes"}, follow=True)
    assert "Look for our e-mail" in answer.content.decode()
    (message,) = mail.outbox
    assert message.to == [user.email]
    choose(other_browser, links_in(message)[0], "a-third-password-then")
    assert is_signed_in(other_browser)


def test_attack_43_the_page_behind_a_used_link_goes_on_as_well(client, user):
    """The key has left the address by then: the Back button must not lead to a dead end."""
    page = client.get(link_of(user), follow=True).redirect_chain[-1][0]
    client.post(page, {"password1": NEW, "password2": NEW})
    assert says_no_more(client.get(page))
    mail.outbox.clear()
    client.post(page, {"send_new_link": "yes"})
    assert [message.to for message in mail.outbox] == [[user.email]]
    # Once the browser has forgotten the key too, it asks for the address.
    client.post("/accounts/logout/")
    assert client.post(page, {"send_new_link": "yes"})["Location"] == "/accounts/password/reset/"


@pytest.mark.parametrize("change", ["email", "password", "is_active", "last_login"])
def test_attack_43_a_link_dies_with_what_it_was_made_for(client, user, change):
    """After a change of address or password, once the owner has signed in, when the account is closed."""
    link = link_of(user)
    if change == "email":
        user.email = "elsewhere@example.org"
    elif change == "password":
        user.set_password(NEW)
    elif change == "is_active":
        user.is_active = False
    user.save()
    if change == "last_login":
        Client().force_login(User.objects.get(pk=user.pk))
    assert says_no_more(client.get(link, follow=True))


@pytest.mark.parametrize("spoil", [lambda link: link[:-3] + "xx/", lambda link: link[:-20] + "/"])
def test_an_invented_link_says_the_same_and_sends_nothing(client, user, spoil):
    """Whoever counts account numbers up must not make the site write to its members."""
    link = spoil(link_of(user))
    mail.outbox.clear()
    assert says_no_more(client.get(link))
    answer = client.post(link, {"send_new_link": "yes"}, follow=True)
    assert "Look for our e-mail" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzzzzzzzzzz-1-2-3", "1-set-password", "9-a", "0-%2e%2e"])
def test_nonsense_is_no_error(client, key):
    assert says_no_more(client.get(f"/accounts/password/reset/key/{key}/"))
    assert client.post(f"/accounts/password/reset/key/{key}/", {"send_new_link": "y"}).status_code == 302


def test_new_links_are_throttled_without_a_word(client, user, time_machine):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    link = link_of(user)
    time_machine.shift(2 * 24 * 60 * 60)
    mail.outbox.clear()
    answers = {client.post(link, {"send_new_link": "yes"})["Location"] for _ in range(12)}
    assert answers == {"/accounts/password/reset/done/"}
    assert len(mail.outbox) == links.NEW_LINKS_PER_HOUR


def test_a_closed_account_gets_no_link(user):
    user.is_active = False
    links.send_password_link(user)
    assert mail.outbox == []


def test_a_link_outlives_a_change_of_the_sites_key(client, user, settings):
    link = link_of(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key" * 6
    choose(client, link)
    assert is_signed_in(client)


def test_a_second_new_link_leaves_the_first_alive_until_one_is_used(client, user, other_browser):
    first, second = link_of(user), link_of(user)
    choose(client, second)
    assert says_no_more(other_browser.get(first))


def test_a_weak_password_is_refused_with_the_reason(client, user):
    answer = choose(client, link_of(user), "password")
    assert "too short" in answer.content.decode()
    assert not is_signed_in(client)
