"""What a visitor does on the public site, with and without JavaScript."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from home.models import ContactPage
from tests.support.browsing import follow

NARROW = {"width": 390, "height": 844}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def browser_context_args(request, browser_context_args):
    return {**browser_context_args, "java_script_enabled": request.param}


def test_a_parent_on_a_phone_finds_out_how_to_get_vig(page):
    page.set_viewport_size(NARROW)
    page.goto("/")
    page.locator("main").get_by_role("link", name="VIG for parents and carers").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("parents")
    expect(page.locator("main")).to_contain_text("refer")


def test_the_menu_opens_on_a_phone(page):
    page.set_viewport_size(NARROW)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.locator("header").get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Our history")


def test_a_reader_walks_the_history(page):
    page.goto("/history/")
    expect(page.locator("main ol time").first).to_have_text("about 1993", ignore_case=True)
    page.get_by_role("link", name="The first UK book on VIG").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first UK book on VIG")
    page.get_by_label("Breadcrumb").get_by_role("link", name="Our history").click()
    expect(page).to_have_url("/history/")


def test_a_reader_narrows_the_news_by_category(page):
    page.goto("/news/")
    page.locator("main").get_by_role("link", name="Evidence").first.click()
    expect(page.locator("main")).to_contain_text("The evidence, with its limits")
    expect(page.locator("main")).not_to_contain_text("A new home for AVIGuk on the web")


@pytest.fixture
def fill_in(page, time_machine):
    """Fill the contact form in as a person does: in more than the two seconds that a robot takes."""

    def fill(message):
        page.goto("/contact/")
        page.get_by_label("Your name").fill("Pat Parent")
        page.get_by_label("e-mail", exact=False).first.fill("pat@example.org")
        page.locator("main select").select_option(index=1)
        page.locator("main textarea").fill(message)
        time_machine.move_to(timezone.now() + datetime.timedelta(seconds=30))

    return fill


def test_somebody_writes_to_the_office(page, fill_in):
    fill_in("Where can I get VIG?")
    page.locator("main form").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Thank you")
    submission = ContactPage.objects.get().get_submissions().get()
    assert "Where can I get VIG?" in submission.form_data.values()
    assert mail.outbox == []  # the first content leaves it to an editor to say who gets the mail


def test_a_form_that_lacks_something_says_what_and_keeps_the_rest(page, fill_in):
    fill_in("Where can I get VIG?")
    page.get_by_label("e-mail", exact=False).first.fill("pat@nowhere")
    page.locator("main form").get_by_role("button").click()
    expect(page.locator("main textarea")).to_have_value("Where can I get VIG?")
    expect(page.locator("main")).to_contain_text("valid email")


def test_a_lapsed_member_is_told_why_and_not_sent_in_circles(page, watch):
    watch.allow("403")
    page.goto("/members/")
    expect(page).to_have_url("/accounts/login/?next=/members/")
    page.get_by_label("E-mail address").fill("lapsed@example.org")
    page.get_by_label("Password", exact=True).fill("attuned-demo-2026")
    page.locator("main form").get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url("/members/")
    expect(page.locator("main")).to_contain_text("Your membership ended on")


def test_a_member_signs_in_and_out(page):
    page.goto("/")
    follow(page.get_by_role("link", name="Sign in").first)
    page.get_by_label("E-mail address").fill("member@example.org")
    page.get_by_label("Password", exact=True).fill("attuned-demo-2026")
    follow(page.locator("main form").get_by_role("button", name="Sign in", exact=True))
    page.goto("/members/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Members")
    follow(page.get_by_role("link", name="Sign out").first)
    follow(page.locator("main form").get_by_role("button"))
    page.goto("/members/")
    expect(page).to_have_url("/accounts/login/?next=/members/")
