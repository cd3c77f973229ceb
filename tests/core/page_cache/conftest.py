"""A small site whose pages are really kept: these tests commit, and leave an empty database behind."""

import pytest
from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from core.models import SiteSettings
from core.page_cache.headers import CacheHeadersMiddleware
from tests.factories import HomePageFactory, StandardPageFactory


@pytest.fixture
def home(transactional_db):
    """What the tests before have emptied is made again."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    home = HomePageFactory(parent=Page.get_first_root_node() or Page.add_root(title="Root", slug="root"))
    site, _new = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    # Otherwise the first page makes them, and a page that has written something is made once more.
    SiteSettings.for_site(site)
    return home


@pytest.fixture
def about(home):
    return StandardPageFactory(parent=home, title="About us", slug="about")


@pytest.fixture
def made(monkeypatch):
    """The addresses of the answers that were made, in a list that grows: what is kept adds none."""
    addresses = []
    usual = CacheHeadersMiddleware.__call__

    def count(self, request):
        addresses.append(request.path)
        return usual(self, request)

    monkeypatch.setattr(CacheHeadersMiddleware, "__call__", count)
    return addresses
