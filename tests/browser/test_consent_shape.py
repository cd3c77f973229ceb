"""How the banner lies on the page: for a keyboard, at any size, in any colours, without moving anything."""

import pytest
from playwright.sync_api import expect

from tests.browser.consent_site import FILM, PLAYERS, ConsentWatch, answer_for_others, build, plays


@pytest.fixture
def watch(context, site, settings):
    build(site, settings)
    watching = ConsentWatch(context, site.url)
    answer_for_others(context)
    yield watching
    assert watching.remaining() == []


SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""
SHAPE = """(button) => {
  const { width, height } = button.getBoundingClientRect();
  const style = getComputedStyle(button);
  return [width, height, style.color, style.backgroundColor, style.borderColor, style.font]
    .map((value) => (typeof value === "number" ? Math.round(value) : value)).join();
}"""
UNCOVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const [focused, top] = [document.activeElement, document.elementFromPoint(x, y)];
  return focused.contains(top) || top.contains(focused);
}"""


def shape(page, name):
    return page.locator("#consent .consent-buttons .button", has_text=name).first.evaluate(SHAPE)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (320, 640), (320, 256)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accept_and_reject_and_choose_are_equal(page, size, scheme):
    """320 by 256 is a screen of 1280 by 1024 at 400 %: WCAG 2.2, 1.4.10."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    page.goto("/")
    assert shape(page, "Accept") == shape(page, "Reject") == shape(page, "Choose")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_forced_colours_the_buttons_keep_their_outline(page):
    page.emulate_media(forced_colors="active")
    page.goto("/")
    assert shape(page, "Accept") == shape(page, "Reject")
    button = page.locator("#consent").get_by_role("button", name="Reject")
    assert button.evaluate("(button) => getComputedStyle(button).borderTopWidth") != "0px"


@pytest.mark.parametrize("size", [(1280, 800), (320, 256)])
def test_the_keyboard_comes_to_it_early_is_not_caught_and_is_never_covered(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate(UNCOVERED), reached
    assert reached[:4] == ["Skip to main content", "Accept", "Reject", "Choose"]
    assert not page.evaluate("document.getElementById('consent').contains(document.activeElement)")


def test_a_choice_with_the_keyboard_alone(page):
    page.goto("/")
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#consent-saved")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_enter_in_a_tick_saves_the_ticks_and_accepts_nothing_else(page, watch):
    page.goto("/")
    page.locator("#consent summary").click()
    page.locator("#consent").get_by_label("Statistics").focus()
    page.keyboard.press("Enter")
    page.locator("#consent-saved").wait_for()
    page.goto("/cookies/")
    assert page.locator("#choices input:checked").count() == 0


def test_it_is_a_labelled_region_and_not_modal(page):
    page.goto("/")
    region = page.get_by_role("region", name="Cookies on this website")
    assert region.is_visible()
    assert page.get_by_role("dialog").count() == 0
    page.get_by_role("link", name="History").first.click()
    page.wait_for_url("**/history/")


def test_nothing_moves_neither_at_the_first_visit_nor_at_the_next(page):
    page.goto("/about/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == 0
    page.locator("#consent").get_by_role("button", name="Reject").click()
    page.locator("#consent-saved").wait_for()
    page.goto("/about/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == 0
    assert not page.locator("#consent").is_visible()


class TestVideos:
    def test_play_once_asks_the_provider_only_then_and_only_once(self, page, watch, check_accessible):
        page.goto("/videos/")
        check_accessible(page)
        assert page.locator(".video").count() == 2
        assert "YouTube" in page.locator(".video").first.inner_text()
        assert watch.players == []
        page.get_by_role("button", name="Play once: A cycle").click()
        frame = page.locator("iframe[title='A cycle']")
        expect(frame.content_frame.locator("p")).to_have_text(FILM)
        assert frame.get_attribute("src").startswith("https://www.youtube-nocookie.com/embed/")
        assert watch.players == ["www.youtube-nocookie.com"]
        page.goto("/videos/")
        page.wait_for_load_state("networkidle")
        assert page.locator("iframe").count() == 0
        assert watch.players == ["www.youtube-nocookie.com"]

    def test_always_allow_plays_them_all_and_leaves_the_rest_of_the_question_open(self, page, watch):
        page.goto("/videos/")
        page.get_by_role("button", name="Always allow").last.click()
        expect(page.locator("iframe").last).to_be_focused()
        expect(page.locator("iframe")).to_have_count(2)
        page.goto("/videos/")
        plays(page, *PLAYERS)
        assert page.locator("#consent .consent-ask").is_visible()

    def test_when_always_allow_fails_the_placeholder_stays_and_says_so(self, page, watch):
        watch.allow("Failed to load resource")
        page.goto("/videos/")
        page.context.route("**/consent/", lambda route: route.fulfill(status=500, body=""))
        page.get_by_role("button", name="Always allow").first.click()
        page.locator(".video").first.get_by_role("alert").filter(has_text="could not be saved").wait_for()
        assert page.locator("iframe").count() == 0
        assert watch.players == []
