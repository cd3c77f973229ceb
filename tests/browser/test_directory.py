"""What somebody does who looks for a supervisor, with and without JavaScript, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request):
    return request.param


@pytest.fixture
def browser_context_args(request, browser_context_args):
    on = request.getfixturevalue("scripts") if "scripts" in request.fixturenames else True
    return {**browser_context_args, "java_script_enabled": on}


@pytest.mark.parametrize("size", SIZES)
def test_somebody_near_is_found_by_a_full_postcode_that_is_kept_nowhere(page, scripts, size, new_context):
    page.set_viewport_size(SIZES[size])
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.goto("/supervisors/")
    page.get_by_label("Near").fill("ls6 3aa")
    page.get_by_label("Within").select_option(label="any distance")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile(r"/supervisors/\?near=LS6&within=any$"))
    expect(page.locator("#directory-count")).to_contain_text("those near LS6 first")
    expect(page.locator(".finder__items h3").first).to_contain_text("Jo Armitage")
    expect(page.locator(".finder__items > li").nth(1)).to_contain_text(re.compile(r"about \d+ miles away"))
    assert not [url for _method, url in sent if "3aa" in url.lower()]
    other = new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".finder__items h3").first).to_contain_text("Jo Armitage")


#: As people write them, and what may leave the browser of each.
POSTCODES = {
    "EH8 9YL": "EH8",
    "eh89yl": "EH8",
    "EH8-9YL": "EH8",
    " sw1a  1aa ": "SW1A",
    "w1a1aa": "W1A",
    "I live at EH8 9YL": "EH8",
    "D02 AF30": "D02",
    "d6wxy00": "D6W",
}


@pytest.mark.parametrize("field", ["Near", "Name"])
def test_of_a_postcode_in_any_writing_the_first_half_leaves_the_browser(page, field):
    page.goto("/supervisors/")
    for typed, outward in POSTCODES.items():
        sent = []
        page.on("request", lambda request, sent=sent: sent.append(request.url + (request.post_data or "")))
        page.get_by_label(field, exact=True).fill(typed)
        with page.expect_response(re.compile(rf"\?{field.lower()}={outward}$")):
            page.get_by_role("button", name="Search", exact=True).click()
        expect(page).to_have_url(re.compile(rf"\?{field.lower()}={outward}$"))
        inward = re.sub(r"[\s-]", "", typed).lower()[-3:]
        assert sent
        assert not [one for one in sent if inward in one.lower()]


@pytest.mark.parametrize("size", SIZES)
def test_the_list_is_narrowed_and_widened_again(page, scripts, size):
    page.set_viewport_size(SIZES[size])
    page.goto("/supervisors/")
    if not page.get_by_label("Scottish Gaelic").is_visible():
        page.get_by_text("Narrow the list").click()
    page.get_by_label("Scottish Gaelic").check()
    if not scripts:
        page.get_by_role("button", name="Show who fits").click()
    expect(page.locator("#directory-count")).to_have_text(re.compile(r"^\s*1 supervisor\s*$"))
    expect(page).to_have_url(re.compile(r"language=gd"))
    page.get_by_role("link", name="Scottish Gaelic").click()
    expect(page.locator(".finder__items > li")).not_to_have_count(1)


def test_an_unknown_place_gets_a_hint(page, scripts):
    page.goto("/supervisors/")
    page.get_by_label("Near").fill("ZZ9")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_text("We don’t know the postcode ZZ9.")).to_be_visible()


def test_filters_apply_without_a_reload_and_the_focus_stays(page, check_accessible):
    page.set_viewport_size(SIZES["desktop"])
    page.goto("/supervisors/")
    page.evaluate("window.stays = true")
    box = page.get_by_label("Room for a trainee now")
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?room=now$"))
    expect(box).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="supervisors")).to_have_count(1)
    check_accessible(page)
    page.go_back()
    expect(box).not_to_be_checked()
    assert page.evaluate("window.stays") is True


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_works_by_keyboard(page, check_accessible, size, scheme):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    page.goto("/supervisors/?view=map")
    check_accessible(page)
    place = page.get_by_role("link", name="Truro: 1 supervisor").first
    place.focus()
    expect(place).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"near=TR1&within=10"))
    expect(page.locator(".finder__items h3")).to_contain_text("Trevorrow")
    expect(page.locator("#directory-count")).to_be_focused()


def test_the_map_has_its_list(page, scripts):
    page.goto("/supervisors/")
    page.get_by_role("link", name="Map", exact=True).click()
    page.get_by_text("The same as a list").click()
    page.locator("#map-table").get_by_role("link", name="Truro: 1 supervisor").click()
    expect(page.locator(".finder__items h3")).to_contain_text("Trevorrow")


def test_a_parent_is_told_first_and_nothing_scrolls_sideways(page, scripts):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/supervisors/", "/supervisors/?view=map", "/supervisors/?near=TR1&within=any"):
        page.goto(address)
        expect(page.locator("main h2").first).to_have_text("How do I get VIG?")
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") == 320
