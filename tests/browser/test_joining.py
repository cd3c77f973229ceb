"""From an application to the members' area; a spreadsheet with mistakes; a membership that ends meanwhile."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from members.membership.models import Application, Member, Membership
from tests.support.browsing import follow

PASSWORD = "a-long-and-lovely-password"


def link_in(message):
    return re.search(r"https?://\S+/accounts/password/reset/key/\S+", message.body).group()


def test_from_an_application_to_the_members_area(page, sign_in, context, check_accessible, time_machine):
    page.goto("/join/")
    check_accessible(page)
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("E-mail address").fill("ada@example.com")
    page.get_by_label("I apply as").select_option(label="Trainee guider")
    page.get_by_label("I agree").check()
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=30))  # slower than a robot
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_role("heading", name="Thank you for your application")).to_be_visible()
    assert mail.outbox[-1].to == ["ada@example.com"]

    sign_in("officer")
    page.goto("/admin/")
    follow(page.get_by_role("link", name="Applications for membership"))
    follow(page.get_by_role("link", name="Ada Lovelace", exact=True))
    follow(page.get_by_role("link", name="Approve"))
    follow(page.get_by_role("button", name="Approve"))
    expect(page.get_by_text("Ada Lovelace: approved.")).to_be_visible()
    assert not Application.objects.get(email="ada@example.com").is_open

    context.clear_cookies()
    page.goto(link_in(mail.outbox[-1]))
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    follow(page.locator("main form button[type=submit]").first)
    page.goto("/members/")
    if "/accounts/login/" in page.url:
        page.locator("input[name=login]").fill("ada@example.com")
        page.locator("input[name=password]").fill(PASSWORD)
        follow(page.locator("main form button[type=submit]").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Members")
    page.goto("/members/account/")
    expect(page.get_by_role("heading", name="Your membership")).to_be_visible()
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
