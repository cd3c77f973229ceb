"""A member finds the standard that is in force, and an editor publishes the next version of it."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from library.models import Document, Download
from members.standards.models import Follow, ReadConfirmation, StandardVersionPage
from tests.support.browsing import follow

RECORDINGS = "/members/standards/keeping-recordings/"
PAGES = ["/members/standards/", RECORDINGS, f"{RECORDINGS}v/1/", "/members/standards/plain-words/v/2/"]


def test_a_member_reaches_the_standard_in_force_in_two_clicks(page, sign_in):
    sign_in("member")
    page.goto("/")
    follow(page.get_by_role("link", name="Members’ area").first)
    follow(page.get_by_role("link", name="Keeping recordings (example)").first)
    expect(page).to_have_url(re.compile(f"{RECORDINGS}$"))
    expect(page.get_by_role("heading", name="Version 3 is in force")).to_be_visible()

    with page.expect_response(re.compile("/documents/")) as fetched:
        link = page.get_by_role("link", name="Download version 3")
        page.evaluate("address => fetch(address)", link.get_attribute("href"))
    assert fetched.value.status == 200
    assert fetched.value.headers["content-type"] == "application/pdf"

    follow(page.get_by_role("button", name="I have read version 3"))
    expect(page.get_by_text("You have confirmed")).to_be_visible()
    follow(page.get_by_role("button", name="Follow"))
    expect(page.get_by_role("button", name="Stop following")).to_be_visible()
    assert ReadConfirmation.objects.get().user.email == "member@example.org"
    assert Follow.objects.get().user.email == "member@example.org"
    assert Download.objects.filter(title__contains="E1").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_narrow_phone(page, sign_in, check_accessible, scheme):
    sign_in("member")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    for address in PAGES:
        page.goto(address)
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_an_editor_publishes_the_next_version_and_the_last_one_is_superseded(page, sign_in, settings):
    # Wagtail saves what is new by itself: who publishes while it does makes the version twice.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    before = StandardVersionPage.objects.get(slug="3")
    file = ContentFile(before.document.file.open("rb").read(), name="keeping-recordings-v4.pdf")
    document = Document.objects.create(title="Keeping recordings, version 4", file=file)

    sign_in("editor")
    page.goto("/admin/standards/standarddocumentpage/")
    follow(page.get_by_title("Add a version of E1 Keeping recordings (example)"))
    expect(page.locator("#id_number")).to_have_value("4")
    page.get_by_role("button", name="Choose a document").click()
    page.locator(".modal-dialog").get_by_role("link", name=document.title).click()
    expect(page.locator("[data-contentpath=document]")).to_contain_text(document.title)
    words = page.locator("[data-contentpath=changes] [contenteditable=true]")
    words.click()
    page.keyboard.type("All is simpler.")
    # The editor hands over what was typed a moment later.
    expect(page.locator("[name=changes]")).to_have_value(re.compile("All is simpler"))
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text("published")

    sign_in("member")
    page.goto(f"{RECORDINGS}v/3/")
    expect(page.get_by_text("Superseded", exact=True)).to_be_visible()
    page.locator(".state").get_by_role("link", name="version 4").first.click()
    expect(page.get_by_text("All is simpler.")).to_be_visible()


def test_on_its_day_the_coming_version_is_in_force(page, sign_in, time_machine):
    day = StandardVersionPage.objects.get(slug="2", title__startswith="E10").in_force_from
    time_machine.move_to(datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC))
    sign_in("member")
    page.goto("/members/standards/plain-words/")
    expect(page.get_by_role("heading", name="Version 2 is in force")).to_be_visible()
