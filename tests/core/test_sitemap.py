"""The sitemap of a small site is one file; of a large one, an index of files with so many addresses each."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from core import sitemaps
from tests.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def addresses(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return re.findall(r"<loc>http://[^/<]+(/[^<]*)</loc>", answer.content.decode())


@pytest.fixture
def home(db):
    page = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def pages(home):
    made = [StandardPageFactory(parent=home, slug=f"page-{number}") for number in range(6)]
    PageViewRestriction.objects.create(page=made[4], restriction_type=PageViewRestriction.LOGIN)
    made[0].save_revision().publish()
    made[5].hide_from_search_engines = True
    made[5].save()
    made[3].unpublish()
    return ["/", "/page-0/", "/page-1/", "/page-2/"]


def test_a_small_site_has_one_file(client, pages):
    assert addresses(client, "/sitemap.xml") == pages
    assert client.get("/sitemap.xml?p=2").status_code == 404


def test_a_large_site_has_an_index_of_its_parts(client, pages, monkeypatch):
    monkeypatch.setattr(sitemaps.Sitemap, "limit", 3)
    parts = addresses(client, "/sitemap.xml")
    assert parts == ["/sitemap-pages.xml", "/sitemap-pages.xml?p=2", "/sitemap-supervisors.xml"]
    assert [addresses(client, part) for part in parts] == [pages[:3], pages[3:], []]
    assert client.get("/sitemap-pages.xml").content.decode().count("<lastmod>") == 1
    for wrong in ("/sitemap-pages.xml?p=3", "/sitemap-pages.xml?p=x", "/sitemap-members.xml"):
        assert client.get(wrong).status_code == 404


def test_it_costs_the_same_for_many_pages(client, home):
    StandardPageFactory(parent=home)
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as one:
        client.get("/sitemap.xml")
    for _number in range(20):
        StandardPageFactory(parent=home)
    with CaptureQueriesContext(connection) as many:
        client.get("/sitemap.xml")
    assert len(many) == len(one) <= 15
