"""``load_site`` on a database without a site."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from core.models import SiteSettings
from home.models import StandardPage

pytestmark = pytest.mark.django_db


def test_the_sites_address_is_that_of_the_settings(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    call_command("load_site", verbosity=0)
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_url) == ("www.example.org", 443, "https://www.example.org")


def published():
    return [page.specific for page in Page.objects.filter(depth__gt=1).order_by("path")]


def test_a_load_that_was_broken_off_goes_on_where_it_stopped(monkeypatch):
    """Killed after the pages, before their words: the next load finishes the work."""
    from home import first_content as home

    with monkeypatch.context() as patch:
        patch.setattr(home, "finish", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            call_command("load_site", verbosity=0)
    assert not any(page.live for page in published() if isinstance(page, StandardPage))
    call_command("load_site", verbosity=0)
    assert all(page.live for page in published())
    assert SiteSettings.objects.get().main_menu


def _interrupt(content):
    raise KeyboardInterrupt
