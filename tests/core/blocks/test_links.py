"""Buttons lead to one place; lists show nobody a page that they may not open."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from core.blocks import ButtonBlock, DownloadBlock, PagesBlock
from tests.home.factories import HomePageFactory, PictureFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory()


@pytest.fixture
def public():
    """A visitor who has not signed in."""
    return RequestFactory().get("/")


def button(**value):
    block = ButtonBlock()
    return block.clean(block.normalize({"label": "Go", "style": "primary", "page": None, "url": "", **value}))


def test_a_button_needs_a_page_or_an_address_and_says_so(home):
    for value in ({}, {"page": home, "url": "https://example.org/"}):
        with pytest.raises(ValidationError) as refused:
            button(**value)
        assert "page" in refused.value.block_errors["url"].message


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org/a?b=c#d",
        "mailto:a@example.org",
        "tel:+44 20 7946 0000",
        "/about/",
    ],
)
def test_addresses_a_button_may_have(url):
    assert button(url=f" {url} ").href == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//example.org/",
        "/\\example.org",
        "/a b",
        "example.org",
        "https://",
        "mailto:nobody",
        "tel:x",
    ],
)
def test_addresses_a_button_may_not_have(url):
    with pytest.raises(ValidationError) as refused:
        button(url=url)
    assert refused.value.block_errors["url"].message


def test_a_draft_may_have_an_unfinished_button():
    block = ButtonBlock()
    block.defer_required_validation()
    block.clean(block.normalize({"label": "", "style": "primary"}))


def test_a_button_to_a_page_follows_it_and_goes_with_it(home):
    page = StandardPageFactory(slug="about")
    assert button(page=page).href == "/about/"
    page.unpublish()
    assert button(page=Page.objects.get(pk=page.pk)).href == ""


def listing(request, current=None, **value):
    block = PagesBlock()
    value = block.normalize({"heading": "", "pages": [], "parent": None, "limit": 6, **value})
    context = {"request": request} if request else {}
    return block.get_context(value, {**context, "page": current})["pages"]


def test_chosen_pages_keep_their_order(home, public):
    first, second, third = (StandardPageFactory() for _ in range(3))
    assert listing(public, pages=[third, first, second, first]) == [third, first, second]


def test_everything_under_a_page_in_tree_order_without_the_page_being_read(home, public):
    pages = [StandardPageFactory() for _ in range(4)]
    assert listing(public, parent=home, limit=2) == pages[:2]
    assert listing(public, parent=home, current=pages[0]) == pages[1:]


@pytest.mark.parametrize("how", ["pages", "parent"])
def test_a_page_for_members_is_not_listed_for_the_public(home, public, how, admin_user):
    open_page, closed = StandardPageFactory(), StandardPageFactory()
    below = StandardPageFactory(parent=closed)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    value = {"pages": [closed, below, open_page]} if how == "pages" else {"parent": home}
    assert listing(public, **value) == [open_page]
    assert listing(None, **value) == [open_page]
    signed_in = RequestFactory().get("/")
    signed_in._cached_user = signed_in.user = admin_user
    assert closed in listing(signed_in, **value)


def test_drafts_and_deleted_pages_are_not_listed(home, public):
    draft, gone, page = StandardPageFactory(live=False), StandardPageFactory(), StandardPageFactory()
    block = PagesBlock()
    raw = {"heading": "", "pages": [draft.pk, gone.pk, page.pk], "parent": None, "limit": 6}
    gone.delete()
    assert block.visible_pages(block.to_python(raw), public, None) == [page]


def test_pages_and_a_parent_exclude_each_other(home):
    block = PagesBlock()
    page = StandardPageFactory()
    for value in ({}, {"pages": [page], "parent": home}):
        with pytest.raises(ValidationError) as refused:
            block.clean(block.normalize({"heading": "", "pages": [], "parent": None, "limit": 6, **value}))
        assert refused.value.block_errors["parent"].message


def test_a_long_list_costs_no_more_queries_than_a_short_one(home, public, django_assert_max_num_queries):
    for _ in range(20):
        StandardPageFactory(listing_image=PictureFactory())
    with django_assert_max_num_queries(5):
        pages = listing(RequestFactory().get("/"), parent=home, limit=20)
        assert all(page.listing_image.prefetched_renditions == [] for page in pages)
    assert len(pages) == 20


def test_a_deleted_document_leaves_a_download_that_still_renders():
    block = DownloadBlock()
    assert block.render(block.to_python({"document": 10**9, "label": "Guide"})) is not None
