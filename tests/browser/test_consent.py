"""Every kind of choice, against everything that a browser keeps, asks for and shows."""

import datetime

import pytest
from cookie_consent.conf import settings as django_settings
from django.http import HttpResponse
from playwright.sync_api import expect

from consent import choice as choices
from consent import notice
from consent.models import ConsentCategory, ConsentRecord
from tests.browser.consent_site import (
    PLAYERS,
    ConsentWatch,
    answer_for_others,
    build,
    counted,
    look,
    plays,
)
from tests.support.browsing import follow, settle

COOKIE = django_settings.COOKIE_CONSENT_NAME


@pytest.fixture
def watch(context, site, settings):
    """As everywhere, with the players allowed where a test has agreed to them."""
    build(site, settings)
    watching = ConsentWatch(context, site.url)
    answer_for_others(context)
    yield watching
    assert watching.remaining() == []


@pytest.fixture
def videos(page):
    page.goto("/videos/")
    return page


def press(page, name):
    page.locator("#consent").get_by_role("button", name=name, exact=True).click()


def tick(page, *names):
    page.locator("#consent summary").click()
    for name in names:
        page.locator("#consent").get_by_label(name).check()
    press(page, "Save my choice")


def confirmed(page):
    """The confirmation shows; without scripts it comes with a page of its own."""
    page.locator("#consent-saved").wait_for()
    settle(page)


def test_before_a_choice_nothing_optional_is_there(videos, watch, check_accessible):
    seen = look(videos, watch)
    assert seen.cookies == set()
    assert not seen.statistics
    assert seen.players == set()
    assert seen.asks
    assert not seen.says_saved
    check_accessible(videos)


def test_scrolling_and_browsing_on_is_no_choice(videos, watch):
    videos.mouse.wheel(0, 3000)
    videos.goto("/about/")
    videos.goto("/videos/")
    seen = look(videos, watch)
    assert seen.cookies == set()
    assert not seen.statistics
    assert seen.asks


MATRIX = [
    ("accept", lambda page: press(page, "Accept"), True, set(PLAYERS)),
    ("reject", lambda page: press(page, "Reject"), False, set()),
    ("statistics alone", lambda page: tick(page, "Statistics"), True, set()),
    ("videos alone", lambda page: tick(page, "Videos from YouTube and Vimeo"), False, set(PLAYERS)),
    ("nothing ticked", lambda page: tick(page), False, set()),
]


@pytest.mark.parametrize(
    ("choose", "statistics", "players"), [row[1:] for row in MATRIX], ids=[r[0] for r in MATRIX]
)
def test_a_choice_is_obeyed_at_once_and_on_the_next_page(videos, watch, choose, statistics, players):
    choose(videos)
    confirmed(videos)
    plays(videos, *players)
    seen = look(videos, watch, until=lambda seen: counted(seen) is statistics)
    assert seen.focus == "consent-saved"
    assert not seen.asks
    assert seen.statistics is statistics
    assert seen.players == players
    # With a key: a click may still go to the film that was at this place before the page scrolled.
    videos.get_by_role("link", name="Hide this message").press("Enter")
    assert look(videos, watch).focus == "content"
    assert not look(videos, watch).says_saved
    videos.goto("/videos/")
    again = look(videos, watch, until=lambda seen: counted(seen) is statistics)
    assert not again.asks
    assert again.statistics is statistics
    expect(videos.locator("iframe")).to_have_count(len(players))


def test_withdrawing_takes_everything_away_again(videos, watch, site):
    press(videos, "Accept")
    confirmed(videos)
    assert look(videos, watch, until=counted).statistics
    videos.context.add_cookies([{"name": "_pk_hidden", "value": "1", "url": site.url, "httpOnly": True}])
    with videos.expect_navigation():
        videos.locator("footer").get_by_role("link", name="Cookie settings").press("Enter")
    videos.get_by_role("button", name="Reject").click()
    confirmed(videos)
    seen = look(videos, watch)
    assert "_pk_id.1" not in seen.cookies
    assert "stats" not in seen.local
    assert "stats_visit" not in seen.session
    # What was set for another path goes when the visitor comes there.
    videos.goto("/videos/")
    seen = look(videos, watch)
    assert seen.cookies <= {COOKIE, "csrftoken"}
    assert not seen.statistics
    assert videos.locator("iframe").count() == 0


def test_withdrawing_stops_what_already_runs(videos, watch):
    """A script can't be stopped, so the page is loaded anew; the confirmation comes with it."""
    press(videos, "Accept")
    confirmed(videos)
    look(videos, watch, until=counted)
    video = ConsentCategory.objects.get(varname="video")
    video.ask_again()
    video.save()
    videos.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    videos.locator("#consent .consent-ask").wait_for()
    with videos.expect_event("load"):
        press(videos, "Reject")
    confirmed(videos)
    seen = look(videos, watch)
    assert not videos.evaluate("window.statisticsRan")
    assert seen.focus == "consent-saved"
    assert not seen.statistics
    assert videos.locator("iframe").count() == 0


class TestWhenSavingFails:
    @pytest.mark.parametrize("answer", [403, 500, "offline", "cookie refused"])
    def test_the_banner_stays_says_so_and_nothing_starts(self, videos, watch, answer):
        def respond(route):
            if route.request.method != "POST":
                route.continue_()
            elif answer == "offline":
                route.abort("internetdisconnected")
            elif answer == "cookie refused":
                route.fulfill(status=204)
            else:
                route.fulfill(status=answer, body="")

        watch.allow("Failed to load resource")
        videos.context.route("**/consent/", respond)
        press(videos, "Accept")
        alert = videos.locator("#consent .consent-ask").get_by_role("alert")
        alert.filter(has_text="could not be saved").wait_for()
        seen = look(videos, watch)
        assert seen.asks
        assert seen.focus == "BUTTON"
        assert seen.cookies == set()
        assert not seen.statistics
        assert seen.players == set()
        videos.context.unroute("**/consent/")
        press(videos, "Accept")
        confirmed(videos)
        assert look(videos, watch, until=counted).statistics

    def test_without_an_answer_about_the_choice_nothing_starts(self, videos, watch):
        press(videos, "Accept")
        confirmed(videos)
        plays(videos, *PLAYERS)
        assert look(videos, watch, until=counted).statistics  # all that the choice has started has run
        videos.evaluate("localStorage.clear(); sessionStorage.clear()")
        watch.allow("Failed to load resource")
        videos.context.route("**/consent/status/", lambda route: route.abort())
        videos.goto("about:blank")  # what the page before still asks for is over and written down
        watch.players.clear()
        videos.goto("/videos/")
        seen = look(videos, watch)
        assert seen.local == seen.session == set()
        assert seen.players == set()


class TestGlobalPrivacyControl:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "extra_http_headers": {"Sec-GPC": "1"}}

    @pytest.fixture
    def signalling(self, context, page):
        context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
        page.goto("/videos/")
        return page

    def test_it_is_a_no_and_the_page_says_so(self, signalling, watch, check_accessible):
        seen = look(signalling, watch)
        assert seen.says_gpc
        assert not seen.asks
        assert not seen.statistics
        assert seen.players == set()
        assert seen.cookies == set()
        check_accessible(signalling)

    def test_until_the_visitor_says_otherwise(self, signalling, watch):
        follow(signalling.locator("#consent").get_by_role("link", name="Choose"))
        signalling.get_by_label("Statistics").check()
        signalling.get_by_role("button", name="Save my choice").click()
        confirmed(signalling)
        signalling.goto("/videos/")
        seen = look(signalling, watch, until=counted)
        assert not seen.says_gpc
        assert seen.statistics

    def test_the_message_goes_when_the_visitor_agrees_with_it(self, signalling, watch):
        signalling.locator("#consent").get_by_role("button", name="Keep it so").click()
        confirmed(signalling)
        signalling.goto("/videos/")
        seen = look(signalling, watch)
        assert not seen.says_gpc
        assert not seen.statistics


class TestWithoutJavaScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    @pytest.mark.parametrize(("button", "accepted"), [("Accept", 2), ("Reject", 0)])
    def test_one_press_is_enough(self, videos, button, accepted):
        assert videos.locator("#consent .consent-ask").is_visible()
        assert not videos.locator("#consent-saved").is_visible()
        press(videos, button)
        confirmed(videos)
        assert videos.url.endswith("/videos/#consent-saved")
        assert not videos.locator("#consent .consent-ask").is_visible()
        videos.goto("/about/")
        assert not videos.locator("#consent").is_visible()
        assert ConsentRecord.objects.get().answers.filter(accepted=True).count() == accepted

    def test_choosing_one_by_one_and_changing_it(self, videos):
        videos.locator("#consent summary").click()
        videos.get_by_label("Statistics").check()
        press(videos, "Save my choice")
        confirmed(videos)
        follow(videos.locator("footer").get_by_role("link", name="Cookie settings"))
        assert videos.get_by_label("Statistics").is_checked()
        assert not videos.get_by_label("Videos from YouTube and Vimeo").is_checked()
        number = ConsentRecord.objects.first().consent_id
        assert videos.get_by_text(number).is_visible()
        videos.get_by_role("button", name="Reject").click()
        confirmed(videos)
        assert not videos.get_by_label("Statistics").is_checked()

    def test_a_video_is_a_plain_link(self, videos):
        link = videos.get_by_role("link", name="Watch “A cycle” on YouTube")
        assert link.get_attribute("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        assert not videos.get_by_role("button", name="Play once").first.is_visible()


def test_an_expired_choice_is_none(context, page, site, watch, monkeypatch):
    monkeypatch.setattr(choices.time, "time", lambda: datetime.datetime(2020, 1, 1).timestamp())
    response = HttpResponse()
    choices.write(response, choices.Choice(notice.current().versions, "5b7d2a52-8f36-4f25-9b2f-111111111111"))
    monkeypatch.undo()
    value = response.cookies[COOKIE].coded_value
    context.add_cookies([{"name": COOKIE, "value": value, "url": site.url}])
    page.goto("/videos/")
    page.locator("#consent .consent-ask").wait_for()
    seen = look(page, watch)
    assert not seen.statistics
    assert seen.players == set()


def test_a_new_purpose_is_asked_about_and_the_old_yes_ends(videos, watch):
    press(videos, "Accept")
    confirmed(videos)
    look(videos, watch, until=counted)
    statistics = ConsentCategory.objects.get(varname="statistics")
    statistics.description = "Counts visits and what is clicked."
    statistics.ask_again()
    statistics.save()
    videos.goto("/videos/?again")
    seen = look(videos, watch)
    assert seen.asks
    assert "what is clicked" in videos.locator("#consent").inner_text()
    assert not seen.statistics
    # The videos' purpose is the same as before.
    plays(videos, *PLAYERS)


def test_a_page_from_before_an_editors_change_gets_the_banner_of_today(videos, watch):
    """As out of a cache, or open since yesterday: D3."""
    look(videos, watch)
    statistics = ConsentCategory.objects.get(varname="statistics")
    statistics.name = "Counting"
    statistics.ask_again()
    statistics.save()
    watch.allow("409")
    press(videos, "Accept")
    videos.locator("#consent").get_by_text("Counting", exact=False).first.wait_for()
    assert look(videos, watch).cookies == set()
    press(videos, "Accept")
    confirmed(videos)
    assert look(videos, watch, until=counted).statistics
