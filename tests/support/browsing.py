"""
Going on to another page, and not looking at it before its visitor does.

A browser draws a page only when its styles have come, but can be asked about it sooner: then what they hide
counts as visible, and nothing has its size. A click waits for nothing of this.
"""

from playwright.sync_api import Locator, Page

#: The styles that a script has added are not part of what a page loads at its start.
STYLED = """() => Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(
  (link) => link.sheet || new Promise((done) => (link.onload = link.onerror = done))
))"""


def follow(leads_on: Locator) -> None:
    """Click what leads to another page (or sends a form), and wait until that page has loaded."""
    with leads_on.page.expect_navigation():
        leads_on.click()


def settle(page: Page) -> None:
    """Wait until the page that is there now is as its visitor sees it."""
    page.wait_for_load_state()
    page.evaluate(STYLED)
