"""On a phone: a member takes away everything about them; then deletes their account by the link in a mail."""

import json
import re
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.first_content import EXAMPLE_PASSWORD
from accounts.own_data import archive
from tests.support.browsing import follow

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
ACCOUNT, DATA, DELETE = "/members/account/", "/accounts/own-data/", "/accounts/own-data/delete/"
MEMBER = "member@example.org"


@pytest.fixture
def member(site):
    return get_user_model().objects.get(email=MEMBER)


@pytest.fixture
def page(page: Page, member) -> Page:
    page.set_viewport_size(NARROW)
    return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(new_context, context, sign_in, request) -> Page:
    """A member's, signed in by a session that has not asked for the password lately."""
    sign_in("member")
    signed_in = new_context(java_script_enabled=request.param, viewport=PHONE)
    signed_in.add_cookies(context.cookies())
    return signed_in.new_page()


def sign_in_by_the_form(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(MEMBER)
    page.get_by_label("Password", exact=True).fill(EXAMPLE_PASSWORD)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))


def give_the_password_again(page: Page) -> None:
    expect(page.get_by_text("Please give your password again")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(EXAMPLE_PASSWORD)
    follow(page.get_by_role("button", name="Go on"))


def link_in_mail() -> str:
    return re.search(r"https?://\S+/own-data/delete/\S+", mail.outbox[-1].body).group()


def test_everything_about_me_is_downloaded_after_the_password(phone, member):
    phone.goto(ACCOUNT)
    follow(phone.get_by_role("link", name="Everything about me"))
    give_the_password_again(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Everything about me")
    phone.get_by_role("button", name="Make my file").click()
    expect(phone.get_by_text("It is ready.")).to_be_visible()
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("Your data are ready", [MEMBER])
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="Download the ZIP").click()
    assert taken.value.suggested_filename == archive.NAME
    with zipfile.ZipFile(taken.value.path()) as found:
        assert found.testzip() is None
        everything = json.loads(found.read("everything.json"))
        assert MEMBER in found.read("READ ME.txt").decode()
    assert everything["account"]["rows"][0]["e-mail address"] == MEMBER
    assert everything["membership"]["rows"][0]["number"] == member.member.number


def test_a_member_deletes_themselves_and_can_not_sign_in_any_more(phone, member):
    phone.goto(ACCOUNT)
    follow(phone.get_by_role("link", name="Delete my account"))
    give_the_password_again(phone)
    expect(phone.get_by_role("heading", name="What stays, and why")).to_be_visible()
    phone.get_by_role("button", name="Send me the link").click()
    expect(phone.get_by_text(f"We have sent a link to {MEMBER}")).to_be_visible()
    phone.goto(link_in_mail())
    assert get_user_model().objects.get(pk=member.pk).erased_at is None
    phone.get_by_role("button", name="Delete it now").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your account is deleted")
    assert get_user_model().objects.get(pk=member.pk).erased_at
    sign_in_by_the_form(phone)
    expect(phone.get_by_text("The e-mail address or the password is not right").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_page_is_accessible_and_fits_a_narrow_phone(page, member, check_accessible, watch, scheme):
    page.emulate_media(color_scheme=scheme)

    def check():
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        expect(page.get_by_role("heading", level=1)).to_have_count(1)

    sign_in_by_the_form(page)
    page.goto(DATA)
    check()
    follow(page.get_by_role("button", name="Make my file"))
    expect(page.get_by_text("It is ready.")).to_be_visible()
    check()
    made = member.data_archive
    made.state = made.State.WAITING
    made.save()
    page.goto(DATA)
    expect(page.get_by_text("It is being put together")).to_be_visible()
    check()
    made.state = made.State.FAILED
    made.save()
    page.goto(DATA)
    expect(page.get_by_text("could not be put together")).to_be_visible()
    check()
    page.goto(DELETE)
    check()
    follow(page.get_by_role("button", name="Send me the link"))
    check()
    link = link_in_mail()
    page.goto(link)
    check()
    follow(page.get_by_role("button", name="Delete it now"))
    check()
    watch.allow("410")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")
    check()


def test_who_keeps_the_site_is_told_whom_to_ask(page, sign_in, check_accessible):
    sign_in("officer")
    page.goto(DELETE)
    give_the_password_again(page)
    expect(page.get_by_text("Ask an administrator to take them away first")).to_be_visible()
    expect(page.get_by_role("button", name="Send me the link")).to_have_count(0)
    check_accessible(page)
