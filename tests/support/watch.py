"""What no page may do while a browser test looks on: write to the console, fail, or call another site."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

#: A test types into a page that has just come, before the browser has put the focus where the page wants it.
TOO_QUICK = re.compile("Autofocus processing was blocked")


class Watch:
    """Collects the faults of every page of one browser context."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        self.allowed = [TOO_QUICK]
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def allow(self, pattern: str) -> None:
        """
        Expect faults that match, such as the browser's own note about a 404 that the test asks for.

        Refused Content-Security-Policy and calls to other sites cannot be allowed.
        """
        self.allowed.append(re.compile(pattern))

    def _console(self, message: ConsoleMessage) -> None:
        self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.faults.append(f"third party: {request.url}")

    def remaining(self) -> list[str]:
        def excused(fault: str) -> bool:
            grave = fault.startswith("third party") or "Content Security Policy" in fault
            return not grave and any(pattern.search(fault) for pattern in self.allowed)

        return [fault for fault in self.faults if not excused(fault)]
