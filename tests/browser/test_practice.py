"""On a phone: a supervisor logs supervision on the way home, mends it, and takes the status letter along."""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from members.practice.models import Session
from tests.support.browsing import follow

PHONE = {"width": 390, "height": 844}
PRACTICE = "/members/practice/"


@pytest.fixture
def page(page, sign_in):
    page.set_viewport_size(PHONE)
    sign_in("supervisor")
    return page


def test_logging_an_hour_from_the_members_home(page):
    before = Session.objects.count()
    page.goto("/members/")
    follow(page.get_by_role("link", name="Log supervision"))
    page.get_by_label("Supervision that I gave").check()
    page.get_by_label("Hours").fill("1.25")
    page.get_by_label("With whom").fill("Tess on the train")
    follow(page.get_by_role("button", name="Log it"))
    expect(page.get_by_text("1.25 hours given to Tess on the train")).to_be_visible()
    assert Session.objects.count() == before + 1

    follow(page.get_by_role("link", name=re.compile("Change.*Tess on the train")))
    page.get_by_label("Hours").fill("1.5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1.5 hours given to Tess on the train")).to_be_visible()


def test_a_day_to_come_is_explained_and_what_was_typed_is_kept(page, check_accessible):
    page.goto(PRACTICE)
    page.get_by_label("Date").fill("2999-01-01")
    page.get_by_label("Hours").fill("1")
    page.get_by_label("With whom").fill("Helen")
    follow(page.get_by_role("button", name="Log it"))
    expect(page.get_by_role("link", name=re.compile("Date: This day is still to come"))).to_be_visible()
    expect(page.get_by_label("With whom")).to_have_value("Helen")
    check_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_narrow_phone(page, check_accessible, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    entry = Session.objects.filter(member__user__email="supervisor@example.org").first()
    for address in (PRACTICE, f"{PRACTICE}{entry.pk}/", "/members/account/"):
        page.goto(address)
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_status_letter_is_a_download(page):
    page.goto("/members/account/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download your status letter (PDF)").click()
    assert "Sunil Supervisor" in PdfReader(taken.value.path()).pages[0].extract_text()
