"""The page "Your account": its sections, and what its owner can change."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.template import Context, Template
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts import addresses
from accounts.models import User
from members.membership.models import Membership
from tests.access.conftest import person
from tests.accounts.conftest import is_signed_in, links_in, sign_in
from tests.factories import PASSWORD, UserFactory
from tests.support.queries import queries_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "audience",
    ["member", "lapsed", "suspended", "never a member", "editor", "officer", "administrator"],
)
def test_it_opens_to_everybody_who_is_signed_in(client, audience):
    client.force_login(person(audience))
    page = client.get("/members/account/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    for heading in ("Name and address", "Password", "Second step", "Where you are signed in"):
        assert f"<h2>{heading}</h2>" in text


def test_a_stranger_is_led_to_the_sign_in_and_back(client):
    response = client.get("/members/account/")
    assert response["Location"] == "/accounts/login/?next=/members/account/"


def test_it_stands_in_the_header(client, user):
    client.force_login(user)
    assert 'href="/members/account/">Your account</a>' in client.get("/accounts/name/").content.decode()


class Extra(Component):
    def __init__(self, order, word):
        self.order, self.word = order, word

    def render_html(self, parent_context=None):
        return Template("<h2>{{ word }} of {{ user }}</h2>").render(
            Context({"word": self.word, "user": parent_context["visitor"]})
        )


def test_other_parts_of_the_site_add_sections_in_their_order(client, user):
    client.force_login(user)
    with (
        hooks.register_temporarily("register_account_sections", lambda request: Extra(20, "Second")),
        hooks.register_temporarily("register_account_sections", lambda request: Extra(5, "First")),
        hooks.register_temporarily("register_account_sections", lambda request: None),
    ):
        text = client.get("/members/account/").content.decode()
    assert "First of Pat O&#x27;Hara" in text
    places = [text.index(word) for word in ("First of", "Name and address", "Second of", "<h2>Password")]
    assert places == sorted(places)


def test_it_costs_few_queries(client):
    client.force_login(person("member"))
    assert len(queries_for(client, "/members/account/")) <= 20


# --- Name ---------------------------------------------------------------------------------------


def test_attack_23_only_the_name_is_changed_whatever_is_sent(client, user):
    """A form with more fields than the page has, such as is_staff, must change nothing of them."""
    group = Group.objects.create(name="Somewhere")
    client.force_login(user)
    client.post(
        "/accounts/name/",
        {
            "first_name": "Patricia",
            "last_name": "Hara",
            "email": "evil@example.org",
            "is_staff": "on",
            "is_superuser": "on",
            "is_active": "",
            "groups": [group.pk],
            "user_permissions": [1],
            "status": "active",
            "ends_on": "2099-01-01",
            "password": "x",
            "session_generation": 7,
        },
    )
    user.refresh_from_db()
    assert user.get_full_name() == "Patricia Hara"
    assert user.email == "pat@example.org"
    assert [user.is_staff, user.is_superuser] == [False, False]
    assert [user.groups.count(), user.user_permissions.count()] == [0, 0]
    assert user.is_active
    assert user.session_generation == 0
    assert user.check_password(PASSWORD)
    assert not Membership.objects.exists()


def test_attack_24_there_is_no_way_to_name_another_account(client, user):
    other = UserFactory(first_name="Else")
    client.force_login(user)
    for address in (f"/accounts/name/{other.pk}/", f"/members/account/{other.pk}/"):
        assert client.post(address, {"first_name": "Taken"}).status_code == 404
    client.post(f"/accounts/name/?pk={other.pk}", {"pk": other.pk, "first_name": "Mine", "last_name": "Own"})
    other.refresh_from_db()
    assert other.first_name == "Else"


def test_a_name_left_empty_is_refused_with_a_reason(client, user):
    client.force_login(user)
    text = client.post("/accounts/name/", {"first_name": "", "last_name": "Hara"}).content.decode()
    assert "Please look at this again" in text
    assert User.objects.get(pk=user.pk).get_full_name() == "Pat O'Hara"


# --- E-mail address -----------------------------------------------------------------------------


def test_a_new_address_counts_once_confirmed_and_the_old_one_is_told(client, user):
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "yes", "email": "New@Example.org"})
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    user.refresh_from_db()
    assert user.email == "pat@example.org"
    assert "You have asked to change to" in client.get("/members/account/").content.decode()

    link = links_in(message)[0]
    assert "new@example.org" in client.get(link).content.decode()
    assert client.post(link)["Location"] == "/members/account/"
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert [(address.email, address.verified, address.primary) for address in EmailAddress.objects.all()] == [
        ("new@example.org", True, True)
    ]
    assert mail.outbox[-1].to == ["pat@example.org"]
    assert "from pat@example.org to new@example.org" in mail.outbox[-1].body
    client.post("/accounts/logout/")
    assert sign_in(client, user)["Location"] == "/members/account/"


def test_the_link_works_in_another_browser_and_signs_nobody_in(client, user, other_browser):
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "yes", "email": "new@example.org"})
    link = links_in(mail.outbox[0])[0]
    other_browser.get(link)
    user.refresh_from_db()
    assert user.email == "pat@example.org"  # looking is not confirming: mail programs follow links
    assert other_browser.post(link)["Location"] == "/accounts/login/"
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert not is_signed_in(other_browser)


def test_a_confirmation_too_old_sends_a_new_one_in_one_click(client, user, other_browser, time_machine):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "yes", "email": "new@example.org"})
    link = links_in(mail.outbox.pop())[0]
    time_machine.shift(4 * 24 * 60 * 60)
    text = other_browser.get(link).content.decode()
    assert "This link no longer works" in text
    assert "new@example.org" not in text
    answer = other_browser.post(link, {"send_new_link": "yes"})
    assert answer["Location"] == "/accounts/confirm-email/"
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    client.post(links_in(mail.outbox[0])[0])
    user.refresh_from_db()
    assert user.email == "new@example.org"


def test_a_used_or_invented_confirmation_says_the_same_and_sends_nothing(client, user):
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "yes", "email": "new@example.org"})
    link = links_in(mail.outbox[0])[0]
    client.post(link)
    mail.outbox.clear()
    for spent in (link, link[:-4] + "abc/"):
        assert "This link no longer works" in client.get(spent).content.decode()
        assert client.post(spent, {"send_new_link": "y"})["Location"] == "/accounts/confirm-email/"
    assert mail.outbox == []


def test_a_change_can_be_called_off(client, user):
    sign_in(client, user)
    client.post("/accounts/email/", {"action_add": "yes", "email": "new@example.org"})
    link = links_in(mail.outbox[0])[0]
    client.post("/accounts/email/", {"action_remove": "yes", "email": "new@example.org"})
    client.post(link)
    user.refresh_from_db()
    assert user.email == "pat@example.org"


def test_who_has_a_second_step_may_change_the_address(client, protected):
    client.force_login(protected)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9999999999.0}]
    session["account_authentication_methods_user"] = str(protected.pk)
    session.save()
    client.post("/accounts/email/", {"action_add": "yes", "email": "new@example.org"})
    client.post(links_in(mail.outbox[0])[0])
    protected.refresh_from_db()
    assert protected.email == "new@example.org"


def test_a_change_asked_for_long_after_signing_in_asks_for_the_password(client, user, time_machine):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    sign_in(client, user)
    time_machine.shift(60 * 60)
    answer = client.post("/accounts/email/", {"action_add": "yes", "email": "new@example.org"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert mail.outbox == []
    client.post(answer["Location"], {"password": PASSWORD})
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_wagtails_own_account_page_changes_no_address(client):
    client.force_login(UserFactory(is_superuser=True))
    text = client.get("/admin/account/").content.decode()
    assert 'name="name_email-email"' not in text
    assert "Password, e-mail address and second step" in text


# --- allauth's record of the address ------------------------------------------------------------


def recorded(user):
    return list(EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary"))


def test_the_record_follows_the_account(user):
    assert recorded(user) == [("pat@example.org", True, True)]
    EmailAddress.objects.create(user=user, email="waiting@example.org")
    user.first_name = "P"
    user.save()
    assert ("waiting@example.org", False, False) in recorded(user)
    user.email = "officer-changed@example.org"
    user.save()
    assert recorded(user) == [("officer-changed@example.org", True, True)]


def test_an_account_made_in_bulk_has_its_record_once_it_signs_in(client, user):
    User.objects.bulk_create([User(email="bulk@example.org", password=user.password)])
    bulk = User.objects.get(email="bulk@example.org")
    assert recorded(bulk) == []
    sign_in(client, bulk)
    assert recorded(bulk) == [("bulk@example.org", True, True)]


def test_an_address_that_has_gone_from_one_account_to_another(user):
    other = UserFactory()
    User.objects.filter(pk=user.pk).update(email="moved@example.org")
    User.objects.filter(pk=other.pk).update(email="pat@example.org")
    other.refresh_from_db()
    addresses.keep(other)
    assert recorded(other) == [("pat@example.org", True, True)]
    assert recorded(user) == []
