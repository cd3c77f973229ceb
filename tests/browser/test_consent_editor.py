"""An editor at work on the cookies, and what a visitor sees a moment later."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consent.models import ConsentCategory
from tests.browser.consent_site import ConsentWatch, answer_for_others, build
from tests.support.browsing import follow

CATEGORIES = "/admin/snippets/consent/consentcategory/"


@pytest.fixture
def watch(context, site, settings):
    build(site, settings)
    watching = ConsentWatch(context, site.url)
    answer_for_others(context)
    yield watching
    assert watching.remaining() == []


@pytest.fixture
def editor(page, sign_in, watch):
    sign_in("editor")
    return page


def edit(page, varname):
    page.goto(f"{CATEGORIES}edit/{ConsentCategory.objects.get(varname=varname).pk}/")


def save(page):
    follow(page.get_by_role("button", name="Save", exact=True))


def test_a_cookie_more_and_a_new_purpose_are_asked_about_in_a_fresh_browser(editor, new_context):
    edit(editor, "statistics")
    key = editor.locator("#id_varname")
    assert key.is_disabled() or key.get_attribute("readonly") is not None
    editor.get_by_role("button", name="Add cookie or storage entry").click()
    row = editor.locator("#id_cookies-FORMS > [data-inline-panel-child]").last
    row.get_by_label("Name*").fill("_hj*")
    row.get_by_label("Purpose").fill("Draws where people click.")
    row.get_by_label("Provider*").fill("Hotjar Ltd")
    row.get_by_label("How long it is kept*").fill("a year")
    editor.locator("#id_description").fill("Counts visits, and sees where people click.")
    save(editor)
    visitor = new_context().new_page()
    visitor.goto("/")
    assert "sees where people click" in visitor.locator("#consent").inner_text()
    visitor.goto("/cookies/")
    assert "Hotjar Ltd" in visitor.locator("main").inner_text()
    assert ConsentCategory.objects.get(varname="statistics").policy_version == 2


def test_a_mistake_is_shown_at_its_field(editor):
    edit(editor, "statistics")
    editor.get_by_role("button", name="Add cookie or storage entry").click()
    editor.locator("#id_cookies-FORMS > [data-inline-panel-child]").last.get_by_label("Name*").fill("*")
    editor.locator("form[novalidate], form#w-editor-form").first.evaluate(
        "(form) => (form.noValidate = true)"
    )
    save(editor)
    expect(editor.get_by_text("This pattern stands for nearly everything")).to_be_visible()


def test_categories_are_dragged_and_the_listing_opens(editor):
    editor.goto(CATEGORIES)
    assert editor.get_by_role("link", name="Statistics").is_visible()
    assert editor.locator("[data-controller='w-orderable']").count() == 1


def test_the_proof_is_looked_at(editor, new_context):
    visitor = new_context().new_page()
    visitor.goto("/")
    visitor.locator("#consent").get_by_role("button", name="Accept").click()
    visitor.locator("#consent-saved").wait_for()
    editor.goto(reverse("consent_consentrecord_modeladmin_index"))
    assert editor.locator("meter").count() == 2
    assert editor.get_by_role("link", name="Delete").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_cookies_page_is_accessible_before_and_after_a_choice(page, watch, check_accessible, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("/cookies/")
    check_accessible(page)
    page.get_by_role("button", name="Accept").click()
    page.locator("#consent-saved").wait_for()
    check_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_banner_is_accessible_open_and_answered(page, watch, check_accessible, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("/")
    page.locator("#consent summary").click()
    check_accessible(page)
    page.locator("#consent").get_by_role("button", name="Reject").click()
    page.locator("#consent-saved").wait_for()
    check_accessible(page)
