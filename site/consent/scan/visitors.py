"""Two kinds of visitor: a real browser where there is one, and a plain one that sees the server only.

Both have ``open(address)``, which returns the addresses linked from that page, ``choose(state)``, and
``found``.
"""

import shutil
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from consent.scan.judge import ACCEPTED, UNDECIDED, Found

SECONDS = 20
#: Milliseconds that a page is given until what its scripts fetch at its start has come. Some never stop.
PATIENCE = 5000
PRESS = {ACCEPTED: "accept"}
STORED = """() => [["local_storage", "localStorage"], ["session_storage", "sessionStorage"]]
  .flatMap(([kind, name]) => {
    try { return Object.keys(window[name]).map((key) => [kind, key]); } catch { return []; }
  })"""


class BrowserVisitor:
    def __init__(self, context, address: str):
        self.found: list[Found] = []
        self.host = urlsplit(address).netloc
        self.state = UNDECIDED
        self.at = address
        self.context = context
        self.page = context.new_page()
        context.on("request", self._request)

    def open(self, address: str) -> list[str]:
        self.at = address
        response = self.page.goto(address, timeout=SECONDS * 1000)
        self._come_to_rest()
        self._look()
        if not response or "html" not in response.headers.get("content-type", ""):
            return []
        return self.page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)")

    def choose(self, address: str, state: str) -> None:
        self.open(address)
        self.page.locator(f'#consent .consent-ask button[value="{PRESS.get(state, "reject")}"]').first.click()
        self.page.wait_for_selector('html[data-consent="done"]')
        self.state = state

    def _come_to_rest(self):
        from playwright.sync_api import TimeoutError

        with suppress(TimeoutError):
            self.page.wait_for_load_state("networkidle", timeout=PATIENCE)

    def _look(self):
        for cookie in self.context.cookies():
            is_own = f".{self.host.rsplit(':', 1)[0]}".endswith(f".{cookie['domain'].lstrip('.')}")
            self._add("cookie", cookie["name"], "" if is_own else cookie["domain"])
        for kind, name in self.page.evaluate(STORED):
            self._add(kind, name)

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self._add("host", address.hostname)

    def _add(self, kind, name, domain=""):
        self.found.append(Found(kind, name, self.at, self.state, domain))


class PlainVisitor:
    def __init__(self, address: str):
        self.found: list[Found] = []
        self.state = UNDECIDED
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))
        self.page = Page()

    def open(self, address: str) -> list[str]:
        self.page = Page()
        try:
            with self.opener.open(address, timeout=SECONDS) as response:
                is_page = "html" in response.headers.get("Content-Type", "")
                self.page.feed(response.read().decode("utf-8", "replace") if is_page else "")
        except HTTPError:
            pass  # A dead link is another tool's business; the cookies set on the way are seen below.
        self.found += [Found("cookie", cookie.name, address, self.state) for cookie in self.jar]
        return [urljoin(address, link) for link in self.page.links]

    def choose(self, address: str, state: str) -> None:
        self.open(address)
        form = {"way": "banner", "choice": PRESS.get(state, "reject"), "shown": self.page.shown, "next": "/"}
        here = urlsplit(address)
        request = Request(  # noqa: S310  (the address is the operator's own, checked by the command)
            urljoin(address, self.page.action),
            data=urlencode(form).encode(),
            headers={"Origin": f"{here.scheme}://{here.netloc}"},
        )
        self.opener.open(request, timeout=SECONDS).close()
        self.state = state


class Page(HTMLParser):
    """The links of a page, and what its banner's form sends."""

    def __init__(self):
        super().__init__()
        self.links: list[str] = []
        self.shown = self.action = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form" and "data-consent-form" in given:
            self.action = self.action or given.get("action", "")
        elif tag == "input" and given.get("name") == "shown":
            self.shown = self.shown or given.get("value", "")


@contextmanager
def visitors(plain=False):
    """Something that makes fresh visitors: real ones if Playwright and a Chromium are here."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        # No part of the site's own needs, so it may be missing.
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        program = None
    if plain or not program:
        yield PlainVisitor
        return
    with sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield lambda address: BrowserVisitor(chromium.new_context(), address)
        except Error as error:
            raise OSError(str(error)) from error
        finally:
            chromium.close()
