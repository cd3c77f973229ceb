"""A site with two optional purposes, and what a visitor's browser holds at a moment."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, TimeoutError, expect
from wagtail.models import Site

from consent import notice
from consent.first_content import category
from home.models import StandardPage
from tests.support.watch import Watch

PLAYERS = ("www.youtube-nocookie.com", "player.vimeo.com")
YOUTUBE, VIMEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://vimeo.com/123456789"
FILM = "A film"
#: What the statistics would keep, if they ran.
TRACKER = """
document.cookie = "_pk_id.1=x; path=/";
document.cookie = "_pk_ses.1=x; path=/videos/";
localStorage.setItem("stats", "1");
sessionStorage.setItem("stats_visit", "1");
window.statisticsRan = true;
"""
#: Milliseconds between two looks at a page.
SETTLING = 250
#: Milliseconds that the network may take to come to rest.
PATIENCE = 10_000
#: Seconds that what a test expects may take to come.
MOST = 30
STATISTICS = {"_pk_id.1", "_pk_ses.1"}


class ConsentWatch(Watch):
    """Knows the players: a request to one is no fault by itself, but each is written down."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.players: list[str] = []
        self.under_way: set = set()
        super().__init__(context, address)
        # An answer that nobody reads to its end never counts as finished.
        context.on("response", lambda response: self.under_way.discard(response.request))
        context.on("requestfailed", self._failed)

    def _failed(self, request) -> None:
        self.under_way.discard(request)

    def _request(self, request) -> None:
        self.under_way.add(request)
        host = urlsplit(request.url).netloc
        if host in PLAYERS:
            self.players.append(host)
        else:
            super()._request(request)


def build(site, settings) -> None:
    """Statistics beside the videos, and a page with one video in a block and one in running text."""
    settings.STATISTICS_URL, settings.STATISTICS_SITE = f"{site.url}/stats", "1"
    category(
        "statistics",
        "Statistics",
        "Counts visits.",
        [
            ("_pk_*", "Recognises your browser.", "this site", "13 months"),
            ("stats", "Keeps a number.", "this site", "a year", {"storage_type": "local_storage"}),
            ("stats_*", "Joins a visit.", "this site", "the visit", {"storage_type": "session_storage"}),
        ],
        ordering=2,
    )
    Site.objects.get().root_page.add_child(
        instance=StandardPage(
            title="Videos",
            slug="videos",
            body=json.dumps(
                [
                    {"type": "embed", "value": {"url": YOUTUBE, "title": "A cycle", "description": ""}},
                    {"type": "paragraph", "value": f'<p>See:</p><embed embedtype="media" url="{VIMEO}"/>'},
                ]
            ),
        )
    )
    Site.clear_site_root_paths_cache()
    notice.forget()


def answer_for_others(context: BrowserContext) -> None:
    """No test leaves this machine: the players and the statistics are played by these."""
    for host in PLAYERS:
        context.route(
            f"https://{host}/**",
            lambda route: route.fulfill(content_type="text/html", body=f"<title>{FILM}</title><p>{FILM}</p>"),
        )
    context.route(
        "**/stats/matomo.js", lambda route: route.fulfill(content_type="text/javascript", body=TRACKER)
    )


@dataclass
class Seen:
    cookies: set[str]
    local: set[str]
    session: set[str]
    players: set[str]
    asks: bool
    says_gpc: bool
    says_saved: bool
    focus: str

    @property
    def kept(self) -> set[bool]:
        """Of each kind of thing that the statistics keep, whether it is there."""
        return {
            bool(self.cookies & STATISTICS),
            "stats" in self.local,
            "stats_visit" in self.session,
        }

    @property
    def statistics(self) -> bool:
        """Whether anything of the statistics is there; all or nothing."""
        assert len(self.kept) == 1, self
        return self.kept.pop()


def counted(seen: Seen) -> bool:
    """The statistics have run."""
    return seen.kept == {True}


def look(page: Page, watch: ConsentWatch, until: Callable[[Seen], bool] = lambda seen: True) -> Seen:
    """What is there once nothing is on its way and nothing changes any more.

    ``until``: what a test says has to come is waited for. If it does not come, that is seen, too.
    """
    # A frame that is replaced while it loads may leave the network busy for ever: then what shows has to do.
    with suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
    end = time.monotonic() + PATIENCE / 1000
    before, now = None, _look(page, watch)
    while now != before or (watch.under_way and time.monotonic() < end) or not until(now):
        page.wait_for_timeout(SETTLING)
        before, now = now, _look(page, watch)
        if time.monotonic() > end + MOST:
            break
    return now


def _look(page: Page, watch: ConsentWatch) -> Seen:
    def keys(store):
        return set(page.evaluate(f"Object.keys({store})"))

    return Seen(
        cookies={cookie["name"] for cookie in page.context.cookies()},
        local=keys("localStorage"),
        session=keys("sessionStorage"),
        players=set(watch.players),
        asks=page.locator("#consent .consent-ask").is_visible(),
        says_gpc=page.locator("#consent .consent-gpc").is_visible(),
        says_saved=page.locator("#consent-saved").is_visible(),
        focus=page.evaluate("document.activeElement.id || document.activeElement.tagName"),
    )


def plays(page: Page, *hosts: str) -> None:
    """Wait until the films of these players, and no others, are there."""
    expect(page.locator("iframe")).to_have_count(len(hosts))
    for host in hosts:
        frame = page.locator(f"iframe[src*='{host}']")
        # Most frames load when they come into view.
        frame.scroll_into_view_if_needed()
        expect(frame.content_frame.locator("p")).to_have_text(FILM)
