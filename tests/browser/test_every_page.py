"""
What holds for every kind of page: readable by everyone, on a phone as well, light, quick and quiet.

The largest page of each type is found in the site's own content, so that a new page type is held to the same
without being named here. Console messages, refused Content-Security-Policy and calls to other sites fail
every test of this folder (conftest.py).
"""

import gzip
from urllib.parse import urlsplit

import pytest
from wagtail.models import Page as WagtailPage

from core.access import visible_to

#: Bytes over the wire, each answer compressed, without pictures.
MOST_BYTES = 60 * 1024
#: Requests, without pictures: those load lazily, as many as the page is long.
MOST_REQUESTS = 10
NARROWEST = 320

OTHER = ["/accounts/login/", "/accounts/password/reset/", "/nowhere/"]


@pytest.fixture
def addresses(site, watch):
    """The address of the largest page of each type that the public may see, and of pages outside the tree."""
    watch.allow("404")  # the browser's own line about the page that is not there
    largest = {}
    for page in visible_to(WagtailPage.objects.filter(depth__gt=1), None).order_by("path").specific():
        best = largest.get(type(page))
        if best is None or size(page) > size(best):
            largest[type(page)] = page
    assert len(largest) >= 8
    return [page.relative_url(None) for page in largest.values()] + OTHER


def size(page):
    return len(str(page.serializable_data()))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(addresses, page, check_accessible, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    for address in addresses:
        page.goto(address)
        check_accessible(page)


def test_nothing_scrolls_sideways_on_the_narrowest_phone(addresses, page):
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    widths = {}
    for address in addresses:
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    assert set(widths.values()) == {NARROWEST}, widths


def test_pages_are_light(addresses, new_context):
    """Each page by itself, with nothing in the browser's cache and no choice about cookies made."""
    heavy = {}
    for address in addresses:
        context = new_context()
        tab, answers = context.new_page(), []
        tab.on("requestfinished", lambda request, answers=answers: answers.append(request))
        tab.goto(address, wait_until="networkidle")
        sizes = {
            urlsplit(request.url).path: len(gzip.compress(request.response().body()))
            for request in answers
            if request.resource_type != "image"
        }
        if sum(sizes.values()) > MOST_BYTES or len(sizes) > MOST_REQUESTS:
            heavy[address] = (sum(sizes.values()), sizes)
        context.close()
    assert heavy == {}


def test_every_page_reads_without_scripts(addresses, new_context):
    tab = new_context(java_script_enabled=False).new_page()
    for address in addresses:
        tab.goto(address)
        assert tab.locator("main h1").count() == 1, address
        assert tab.locator("main").inner_text().strip(), address


def test_the_keyboard_reaches_the_content_first(addresses, page):
    for address in addresses:
        page.goto(address)
        page.locator("body").focus()
        page.evaluate("document.activeElement?.blur()")
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href") == "#content", address
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content", address
