"""Walks the site in three states, each with a fresh visitor."""

from collections import deque
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from consent.scan.judge import STATES, UNDECIDED, Found

#: Not pages, or not for visitors; signing out would only end in a redirect.
LEAVE_OUT = ("/admin/", "/documents/", "/media/", "/static/", "/consent/", "/accounts/logout/")
#: Pages that no link need lead to.
ALSO = ("/cookies/", "/accounts/login/", "/accounts/password/reset/", "/no-such-page/")


def crawl(
    address: str,
    new_visitor: Callable,
    *,
    states: tuple[str, ...] = STATES,
    most_pages: int = 100,
    log: Callable[[str], None] = lambda line: None,
) -> tuple[list[Found], int]:
    """All that was found, and how many pages were looked at in each state. Stops after ``most_pages``."""
    found, pages = [], 0
    for state in states:
        visitor = new_visitor(address)
        if state != UNDECIDED:
            visitor.choose(address, state)
        seen = _walk(address, visitor, most_pages, lambda page, state=state: log(f"{state}: {page}"))
        pages = max(pages, len(seen))
        found += visitor.found
    return found, pages


def _walk(address, visitor, most_pages, log) -> set[str]:
    waiting = deque([address, *(urljoin(address, path) for path in ALSO)])
    known, seen = set(waiting), set()
    while waiting and len(seen) < most_pages:
        page = waiting.popleft()
        log(page)
        seen.add(page)
        for link in visitor.open(page):
            link = link.partition("#")[0]
            if link not in known and _is_page(link, address):
                known.add(link)
                waiting.append(link)
    return seen


def _is_page(link: str, address: str) -> bool:
    there, here = urlsplit(link), urlsplit(address)
    same_site = (there.scheme, there.netloc) == (here.scheme, here.netloc)
    return (
        same_site
        and not there.path.startswith(LEAVE_OUT)
        and not there.path.endswith((".xml", ".txt", ".pdf"))
    )
