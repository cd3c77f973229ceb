"""
Signing in as people do it: with an app's code, a recovery code, a passkey; changing the address; seeing
where one is signed in. Passkeys come from Chromium's own virtual device.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core import mail
from playwright.sync_api import expect

from accounts.first_content import EXAMPLE_PASSWORD
from tests.browser.codes import code_for
from tests.support import browsing

NARROWEST = 320


@pytest.fixture(scope="session")
def address(address):
    """The same server by its name: passkeys belong to a name, never to a number such as 127.0.0.1."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def person(site):
    return lambda name: get_user_model().objects.get(email=f"{name}@example.org")


@pytest.fixture
def passkeys(context, page):
    """A device in the browser that keeps passkeys, and whose owner always agrees."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def button(page, label):
    return page.get_by_role("main").get_by_role("button", name=label, exact=True)


def press(page, label):
    """Send a form, and wait for the page that answers it."""
    browsing.follow(button(page, label))


def follow(page, label):
    browsing.follow(page.get_by_role("main").get_by_role("link", name=label, exact=True))


def give_password(page, name, to="/accounts/login/"):
    page.goto(to)
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(EXAMPLE_PASSWORD)
    press(page, "Sign in")


def give_code(page, code):
    page.get_by_label("Code").fill(code)
    press(page, "Sign in")


def sign_out(page):
    page.goto("/accounts/logout/")
    press(page, "Sign out")
    page.wait_for_url("/")


def test_an_editor_sets_up_an_app_and_signs_in_with_it(page, settings):
    settings.ADMIN_NEEDS_SECOND_STEP = True
    give_password(page, "editor", to="/accounts/login/?next=/admin/pages/")
    page.wait_for_url("/accounts/2fa/")
    follow(page, "Set up an app")
    press(page, "Turn it on")
    expect(page.locator(".errors")).to_be_visible()  # without a code
    secret = page.locator("#totp-key").inner_text().strip()
    page.get_by_label("Code").fill(code_for(secret))
    press(page, "Turn it on")
    page.wait_for_url("/accounts/2fa/recovery-codes/")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    follow(page, "Go to the admin")
    page.wait_for_url("/admin/")

    sign_out(page)
    give_password(page, "editor", to="/accounts/login/?next=/admin/pages/")
    page.wait_for_url("/accounts/2fa/authenticate/")
    page.goto("/members/account/")
    page.wait_for_url("/accounts/2fa/authenticate/")  # half signed in is not signed in
    give_code(page, code_for(secret))
    page.wait_for_url("/admin/pages/")

    for lets_in in (True, False):
        sign_out(page)
        give_password(page, "editor")
        give_code(page, codes[0])
        if lets_in:
            page.wait_for_url("/admin/")
    expect(page.locator(".errors")).to_contain_text("used before")


def test_a_member_adds_a_passkey_and_signs_in_with_it_alone(page, passkeys, person):
    give_password(page, "member", to="/accounts/login/?next=/members/account/")
    follow(page, "Set up a second step")
    follow(page, "Add a passkey")
    page.get_by_label("Name").fill("My phone")
    press(page, "Add a passkey")
    page.wait_for_url("/accounts/2fa/recovery-codes/")
    assert Authenticator.objects.get(user=person("member"), type="webauthn").wrap().name == "My phone"

    # Alone: no address, no password.
    sign_out(page)
    page.goto("/accounts/login/?next=/members/account/")
    press(page, "Sign in with a passkey")
    page.wait_for_url("/members/account/")
    assert page.get_by_text("On: signing in with the password asks for your passkey.").is_visible()

    # After the password, as the second step.
    sign_out(page)
    give_password(page, "member")
    press(page, "Use a passkey")
    page.wait_for_url("/members/")

    # Once taken away it opens nothing.
    page.goto("/accounts/2fa/webauthn/")
    browsing.follow(page.get_by_role("link", name="Take away My phone"))
    press(page, "Take it away")
    page.wait_for_url("/accounts/2fa/webauthn/")
    sign_out(page)
    page.goto("/accounts/login/")
    button(page, "Sign in with a passkey").click()
    refusal = page.get_by_text("This code is not right").or_(page.get_by_text("did not work"))
    expect(refusal.first).to_be_visible()
    assert page.url.endswith("/accounts/login/")


def test_a_passkey_that_is_not_there_is_no_dead_end(page):
    page.goto("/accounts/login/")
    refuse = (
        "() => { navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') } }"
    )
    page.evaluate(refuse)  # as when its owner presses "Cancel"
    button(page, "Sign in with a passkey").click()
    page.get_by_text("That was cancelled, or did not work. You can try again.").wait_for()
    give_password(page, "member")
    page.wait_for_url("/members/")


def test_a_member_changes_their_address(page):
    mail.outbox.clear()
    give_password(page, "member", to="/accounts/login/?next=/members/account/")
    follow(page, "Change the address")
    page.get_by_label("New e-mail address").fill("moved@example.org")
    press(page, "Send me the link")
    page.get_by_text("You have asked to change to moved@example.org").wait_for()
    link = next(word for word in mail.outbox[0].body.split() if "/confirm-email/" in word)
    page.goto(link)
    press(page, "Yes, use this address")
    page.wait_for_url("/members/account/")
    assert page.get_by_role("main").get_by_text("moved@example.org", exact=True).is_visible()
    assert mail.outbox[-1].to == ["member@example.org"]
    sign_out(page)
    give_password(page, "moved")
    page.wait_for_url("/members/")


def test_a_member_sees_where_they_are_signed_in_and_ends_it(page, new_context):
    elsewhere = new_context().new_page()
    for tab in (page, elsewhere):
        give_password(tab, "member", to="/accounts/login/?next=/members/account/")
        expect(tab).to_have_url("/members/account/")
    page.reload()
    expect(page.get_by_text("And in 1 other browser.")).to_be_visible()
    follow(page, "See them, or sign out everywhere else")
    expect(page.get_by_role("heading", name="Chrome on Linux")).to_have_count(2)
    press(page, "Sign out everywhere else")
    page.get_by_text("You are signed out everywhere else.").wait_for()
    expect(page.get_by_role("heading", name="Chrome on Linux")).to_have_count(1)
    elsewhere.reload()
    elsewhere.wait_for_url("/accounts/login/?next=/members/account/")


def test_attack_22_back_after_signing_out_shows_nothing_of_what_was_closed(page):
    give_password(page, "member")
    page.goto("/members/standards/")
    page.get_by_role("link", name="Keeping recordings (example)").first.wait_for()
    sign_out(page)
    page.evaluate("history.go(-2)")  # past the page that asks whether to sign out
    page.wait_for_url("/accounts/login/?next=/members/standards/")
    assert "Keeping recordings" not in page.content()


def test_a_forgotten_password_without_scripts(new_context):
    """Ask, follow the link, choose; then the used link offers a new one in one click."""
    mail.outbox.clear()
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto("/accounts/login/")
    browsing.follow(tab.get_by_role("link", name="Forgot your password?"))
    tab.get_by_label("E-mail address").fill("member@example.org")
    press(tab, "Send me the link")
    tab.get_by_role("heading", name="Look for our e-mail").wait_for()
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    tab.goto(link)
    tab.get_by_label("New password", exact=True).fill("quite-another-password")
    tab.get_by_label("New password again").fill("quite-another-password")
    press(tab, "Save the password")
    tab.wait_for_url("/members/")
    mail.outbox.clear()
    tab.goto(link)
    press(tab, "Send me a new link")
    tab.get_by_role("heading", name="Look for our e-mail").wait_for()
    assert [message.to for message in mail.outbox] == [["member@example.org"]]


def test_the_second_step_works_without_scripts(new_context):
    tab = new_context(java_script_enabled=False).new_page()
    give_password(tab, "member", to="/accounts/login/?next=/accounts/2fa/webauthn/add/")
    expect(tab.get_by_text("Passkeys need a newer browser, with JavaScript switched on.")).to_be_visible()
    expect(tab.get_by_role("button", name="Add a passkey")).to_be_hidden()
    tab.goto("/accounts/2fa/totp/activate/")
    secret = tab.locator("#totp-key").inner_text().strip()
    tab.get_by_label("Code").fill(code_for(secret))
    press(tab, "Turn it on")
    tab.wait_for_url("/accounts/2fa/recovery-codes/")
    sign_out(tab)
    give_password(tab, "member")
    expect(tab.get_by_label("Code")).to_be_visible()
    expect(tab.get_by_role("button", name="Use a passkey")).to_be_hidden()
    give_code(tab, code_for(secret))
    tab.wait_for_url("/members/")


#: Every page that somebody signed in can open.
PAGES = [
    "/members/account/",
    "/accounts/name/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/logout/",
]
#: And pages for strangers; the last is a link that no longer works.
ENTRANCE = ["/accounts/login/", "/accounts/password/reset/done/", "/accounts/password/reset/key/1-x-y/"]


@pytest.mark.parametrize(("width", "scheme"), [(NARROWEST, "light"), (1280, "dark")])
def test_every_page_is_accessible_and_fits_a_narrow_phone(page, check_accessible, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})

    def look():
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        assert page.locator("main h1").count() == 1, page.url

    for address in ENTRANCE:
        page.goto(address)
        look()
    give_password(page, "member")
    page.goto("/accounts/2fa/totp/activate/")
    look()
    secret = page.locator("#totp-key").inner_text().strip()
    page.get_by_label("Code").fill(code_for(secret))
    press(page, "Turn it on")
    look()  # the recovery codes
    for address in PAGES:
        page.goto(address)
        assert page.url.endswith(address)
        look()
    sign_out(page)
    give_password(page, "member")
    look()  # the second step
    give_code(page, "000000")
    look()  # with an error
