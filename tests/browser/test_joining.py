"""From an application to the members' area; a spreadsheet with mistakes; a membership that ends meanwhile."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from library.models import Download
from members.membership.models import Application, Member, Membership
from tests.browser.codes import code_for
from tests.support.browsing import follow

ADDRESS = "ada@example.com"
PASSWORD = "a-long-and-lovely-password"


def link_in(message):
    return re.search(r"https?://\S+/accounts/password/reset/key/\S+", message.body).group()


def apply_for_membership(page):
    """The public form, taken at the pace of a person: a robot is quicker than a minute."""
    page.goto("/join/")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("I apply as").select_option(label="Trainee guider")
    page.get_by_label("I agree").check()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1), tick=True):
        page.get_by_role("button", name="Send application").click()
        expect(page.get_by_role("heading", name="Thank you for your application")).to_be_visible()


def approve(page):
    page.goto("/admin/")
    follow(page.get_by_role("link", name="Applications for membership"))
    follow(page.get_by_role("link", name="Ada Lovelace", exact=True))
    follow(page.get_by_role("link", name="Approve"))
    follow(page.get_by_role("button", name="Approve"))
    expect(page.get_by_text("Ada Lovelace: approved.")).to_be_visible()


def set_up_an_app(page):
    """Returns what the app on the phone then knows."""
    page.goto("/members/account/")
    page.get_by_role("link", name="Set up a second step").click()
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#totp-key").inner_text().strip()
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Turn it on").click()
    page.wait_for_url("/accounts/2fa/recovery-codes/")
    return secret


def sign_in_with_both_steps(page, secret):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    main = page.get_by_role("main")
    main.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("/accounts/2fa/authenticate/")
    page.get_by_label("Code").fill(code_for(secret))
    main.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("/members/")


def test_from_an_application_to_the_standard_in_force(page, sign_in, context, check_accessible):
    """Join, approve, set a password, a second step, read the standard in force, download its file."""
    apply_for_membership(page)
    check_accessible(page)
    assert mail.outbox[-1].to == [ADDRESS]

    sign_in("officer")
    approve(page)
    assert not Application.objects.get(email=ADDRESS).is_open

    context.clear_cookies()
    page.goto(link_in(mail.outbox[-1]))
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.wait_for_url("/members/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Members")

    secret = set_up_an_app(page)
    context.clear_cookies()
    sign_in_with_both_steps(page, secret)

    page.goto("/")
    page.get_by_role("link", name="Members’ area").first.click()
    page.get_by_role("link", name="Keeping recordings (example)").first.click()
    expect(page.get_by_role("heading", name="Version 3 is in force")).to_be_visible()
    file = page.context.request.get(page.get_by_role("link", name="Download version 3").get_attribute("href"))
    assert (file.status, file.headers["content-type"]) == (200, "application/pdf")
    assert file.body().startswith(b"%PDF-")
    assert Download.objects.get().user.email == ADDRESS

    page.goto("/members/account/")
    expect(page.get_by_role("heading", name="Your membership")).to_be_visible()
    expect(page.get_by_role("heading", name="What you have downloaded")).to_be_visible()
    check_accessible(page)


def test_a_spreadsheet_with_mistakes(page, sign_in, check_accessible):
    sign_in("officer")
    page.goto("/admin/members/import/")

    def upload(*rows):
        text = "\n".join(["E-mail,First name,Last name,Grade,From,Until", *rows])
        page.locator("input[type=file]").set_input_files(
            {"name": "members.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        follow(page.get_by_role("button", name="Look at it"))

    good = "bea@example.com,Bea,Good,Supervisor,01/01/2026,31/12/2098"
    before = Member.objects.count()
    upload(good, "nonsense,Bob,Bad,Emperor,01/01/2026,12/31/2026")
    expect(page.get_by_role("heading", name="Nothing was saved")).to_be_visible()
    for words in ("no e-mail address", "There is no grade", "Write the day first"):
        expect(page.get_by_text(words)).to_be_visible()
    follow(page.get_by_role("link", name="Import another spreadsheet"))
    upload(good)
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    assert Member.objects.count() == before
    page.get_by_role("button", name="Save all this").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert Member.objects.count() == before + 1


@pytest.mark.parametrize("width", [320, 1280])
def test_a_membership_that_ends_meanwhile(page, sign_in, watch, check_accessible, width):
    watch.allow("403")
    page.set_viewport_size({"width": width, "height": 700})
    sign_in("member")
    term = Membership.objects.get(user__email="member@example.org")
    term.ends_on = timezone.localdate() - datetime.timedelta(days=13)
    term.save()
    page.goto("/members/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Members")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2), tick=True):
        page.reload()
        expect(page.get_by_role("heading", name="This part is for current members")).to_be_visible()
        expect(page.get_by_text("Your membership ended on")).to_be_visible()
        check_accessible(page)
        page.goto("/members/account/")
        expect(page.get_by_text("the members’ area is closed to you")).to_be_visible()
