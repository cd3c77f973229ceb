"""Finding something: from the header, by suggestions and with the keyboard, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request):
    return request.param


@pytest.fixture
def browser_context_args(request, browser_context_args):
    on = request.getfixturevalue("scripts") if "scripts" in request.fixturenames else True
    return {**browser_context_args, "java_script_enabled": on}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_parent_searches_narrows_and_opens_what_was_found(page, scripts, size):
    page.set_viewport_size(size)
    page.goto("/")
    if size == PHONE:
        page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Search the site").fill("attunement")
    page.get_by_role("button", name=re.compile("^Search")).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=attunement$"))
    expect(
        page.get_by_role("heading", level=2, name=re.compile(r"\d+ results? for “attunement”"))
    ).to_be_visible()
    kinds = page.get_by_role("navigation", name="Kinds of results")
    kinds.get_by_role("link", name=re.compile("^Evidence")).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=attunement&kind=evidence$"))
    expect(kinds.locator("[aria-current]")).to_have_text(re.compile(r"^Evidence \d+"))
    expect(page.locator(".hit mark").first).to_be_visible()
    page.locator(".hit h3 a").first.click()
    expect(page).to_have_url(re.compile(r"/evidence/[\w-]+/$"))


def test_suggestions_with_the_keyboard(page, check_accessible):
    page.set_viewport_size(DESKTOP)
    page.goto("/about/")
    box = page.get_by_role("combobox", name="Search the site")
    box.fill("vid")  # in one go: between two letters a busy machine may suggest already
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_count(1)
    check_accessible(page)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(box).to_be_focused()
    box.press("ArrowUp")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("vid")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    title = options.first.locator("span").first.inner_text()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_suggestions_with_a_finger_and_what_is_typed_counts(page):
    page.set_viewport_size(PHONE)
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Search the site")
    box.fill("evid")
    option = page.get_by_role("option").first
    title = option.locator("span").first.inner_text()
    option.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.goto("/search/")
    box.press_sequentially("evid")
    expect(option).to_be_visible()
    box.press("Enter")  # nothing is marked: the words themselves are searched for
    expect(page).to_have_url(re.compile(r"/search/\?q=evid$"))


def test_the_words_of_the_field_find_each_other(page, scripts):
    page.goto("/search/?q=guider")
    expect(
        page.locator(".hit mark").filter(has_text=re.compile("practitioner", re.IGNORECASE)).first
    ).to_be_visible()


def test_nothing_found_and_nothing_typed(page, scripts, new_context):
    page.goto("/search/?q=zzyzx")
    expect(page.get_by_role("heading", level=2, name="Nothing found for “zzyzx”")).to_be_visible()
    page.goto("/search/")
    expect(page.locator(".search-hint")).to_be_visible()


@pytest.mark.parametrize("path", ["/search/", "/search/?q=video", "/search/?q=zzyzx"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site, page, check_accessible, path, size, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.goto(path)
    check_accessible(page)


def test_it_fits_the_narrowest_phone(site, page):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/", "/search/?q=video"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("combobox").fill("")
    page.get_by_role("combobox").press_sequentially("vid")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
