"""The menus and settings that every template gets."""

import pytest
from django.test import RequestFactory
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page, Site

from core.blocks.menus import MenuItemBlock
from core.context import menus_for, settings_for, site
from core.models import SiteSettings
from tests.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    return home


def with_menu(*items):
    defaults = {"page": None, "url": "", "label": ""}
    return SiteSettings.objects.create(
        site=Site.objects.get(), main_menu=[("item", {**defaults, **item}) for item in items]
    )


def test_a_menu_keeps_its_order_and_its_own_words(home):
    about, training = StandardPageFactory(title="About"), StandardPageFactory(title="Training")
    with_menu(
        {"page": training}, {"page": about, "label": "About us"}, {"url": "/search/", "label": "Search"}
    )
    menu = menus_for(RequestFactory().get("/")).main
    assert [item.label for item in menu] == ["Training", "About us", "Search"]
    assert menu[2].url == "/search/"


def test_a_menu_says_where_the_visitor_is(home):
    about = StandardPageFactory(title="About", slug="about")
    with_menu({"page": home}, {"page": about})
    on_it = menus_for(RequestFactory().get("/about/")).main
    below = menus_for(RequestFactory().get("/about/parents/")).main
    assert [(item.is_current, item.is_section) for item in on_it] == [(False, False), (True, False)]
    assert [(item.is_current, item.is_section) for item in below] == [(False, False), (False, True)]


def test_an_unpublished_or_deleted_page_leaves_the_menu(home):
    draft, gone = StandardPageFactory(live=False), StandardPageFactory()
    with_menu({"page": draft}, {"page": gone})
    gone.delete()
    assert menus_for(RequestFactory().get("/")).main == ()


def test_settings_and_both_menus_take_three_queries(home, django_assert_num_queries):
    with_menu({"page": StandardPageFactory()}, {"page": StandardPageFactory()})
    request = RequestFactory().get("/")
    settings_for(request)
    Site.get_site_root_paths()  # kept in the shared cache
    with django_assert_num_queries(2):  # what is closed to the visitor, and the menus' pages
        menus_for(request)


def test_a_template_that_asks_for_nothing_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        site(RequestFactory().get("/"))


def test_a_site_without_settings_has_a_name(db):
    Site.objects.all().delete()
    assert settings_for(RequestFactory().get("/")).site_name == "AVIGuk"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"page": None, "url": "", "label": ""}, "page"),
        ({"page": None, "url": "javascript:alert(1)", "label": "x"}, "url"),
        ({"page": None, "url": "//evil.example", "label": "x"}, "url"),
        ({"page": None, "url": "/\\evil.example", "label": "x"}, "url"),
        ({"page": None, "url": "/search/", "label": ""}, "label"),
    ],
)
def test_a_menu_item_that_leads_nowhere_is_refused_with_a_sentence(value, field):
    with pytest.raises(StructBlockValidationError) as refused:
        MenuItemBlock().clean(MenuItemBlock().to_python(value))
    assert field in refused.value.block_errors


def test_a_menu_item_with_a_page_and_an_address_is_refused(home):
    with pytest.raises(StructBlockValidationError):
        MenuItemBlock().clean({"page": home, "url": "/x/", "label": "x"})
