"""
What holds for every kind of page: readable by everyone, on a phone as well, light, quick and quiet.

The largest page of each type is found in the site's own content and its examples, so that a new page type is
held to the same without being named here, and one without an example fails. What is closed to the public is
looked at as the example supervisor. Console messages, refused Content-Security-Policy and calls to other
sites fail every test of this folder (conftest.py).
"""

import gzip
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from playwright.sync_api import expect
from wagtail.models import Page as WagtailPage
from wagtail.models import get_page_models

from core.access import visible_to

#: Bytes over the wire, each answer compressed, without pictures, films and their captions.
MOST_BYTES = 60 * 1024
#: Requests, without pictures: those load lazily, as many as the page is long.
MOST_REQUESTS = 10
NARROWEST = 320

PROFILE = "/supervisors/sunil-supervisor-example/"
OTHER = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/join/",
    "/supervisors/check/?q=3",
    "/search/?q=video",
    PROFILE,
    f"{PROFILE}contact/",
    "/nowhere/",
]
OTHER_FOR_MEMBERS = [
    "/members/account/",
    "/members/account/directory/",
    "/members/practice/",
    "/members/training/?kind=video",
]


@pytest.fixture(params=["the public", "a member"])
def audience(request):
    return request.param


@pytest.fixture
def addresses(audience, site, watch, sign_in):
    """The largest page of each type that this audience meets, and pages outside the tree.

    A member is not sent to what the public sees already: those types are held to it as they are.
    """
    watch.allow("404")  # the browser's own line about the page that is not there
    if audience == "the public":
        largest = largest_of_each_type(None)
        assert len(largest) >= 8
        return [*largest.values(), *OTHER]
    sign_in("supervisor")
    public, mine = largest_of_each_type(None), largest_of_each_type(as_supervisor())
    return [address for kind, address in mine.items() if kind not in public] + OTHER_FOR_MEMBERS


@pytest.fixture
def new_tab(audience, new_context, context):
    """A tab in a browser of its own, with nothing in its cache, signed in as the other one is."""

    def tab(**kwargs):
        fresh = new_context(**kwargs)
        fresh.add_cookies([cookie for cookie in context.cookies() if audience == "a member"])
        return fresh.new_page()

    return tab


def as_supervisor():
    request = RequestFactory().get("/")
    request.user = request._cached_user = get_user_model().objects.get(email="supervisor@example.org")
    return request


def largest_of_each_type(request):
    """The address of the largest page of each type that may be seen."""
    largest = {}
    for page in visible_to(WagtailPage.objects.filter(depth__gt=1), request).order_by("path").specific():
        best = largest.get(type(page))
        if best is None or size(page) > size(best):
            largest[type(page)] = page
    return {kind: page.relative_url(None) for kind, page in largest.items()}


def test_every_page_type_has_an_example(site):
    kinds = {model for model in get_page_models() if model is not WagtailPage and model.is_creatable}
    assert kinds <= set(largest_of_each_type(as_supervisor()))


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


def test_pages_are_light(addresses, new_tab):
    """Each page by itself, with nothing in the browser's cache and no choice about cookies made."""
    heavy = {}
    for address in addresses:
        tab, answers = new_tab(), []
        tab.on("requestfinished", lambda request, answers=answers: answers.append(request))
        tab.goto(address, wait_until="networkidle")
        sizes = {
            urlsplit(request.url).path: len(gzip.compress(request.response().body()))
            for request in answers
            if request.resource_type not in {"image", "media"}
            and not urlsplit(request.url).path.startswith("/static/img/")  # the icon in the browser's tab
            and not urlsplit(request.url).path.startswith("/documents/")  # a film's captions
        }
        if sum(sizes.values()) > MOST_BYTES or len(sizes) > MOST_REQUESTS:
            heavy[address] = (sum(sizes.values()), sizes)
        tab.context.close()
    assert heavy == {}


def test_every_page_reads_without_scripts(addresses, new_tab):
    tab = new_tab(java_script_enabled=False)
    for address in addresses:
        tab.goto(address)
        assert tab.locator("main h1").count() == 1, address
        assert tab.locator("main").inner_text().strip(), address


def test_the_keyboard_reaches_the_content_first(addresses, page):
    for address in addresses:
        page.goto(address)
        if page.locator("[autofocus]").count():
            continue  # it puts the focus on its answer by itself
        page.locator("body").focus()
        page.evaluate("document.activeElement?.blur()")
        page.keyboard.press("Tab")
        expect(page.locator(":focus"), address).to_have_attribute("href", "#content")
        page.keyboard.press("Enter")
        expect(page.locator("#content"), address).to_be_focused()
