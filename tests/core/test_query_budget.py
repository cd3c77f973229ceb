"""Every page of the first content, with its menus, settings and cookie categories, keeps to its queries.

What all pages share and what is kept between requests (core.kept: the site, its settings and menus, the words
about cookies) is there, as on a running server; the page itself, its blocks and pictures come from the
database each time.
"""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core import first_content
from core.access import visible_to

pytestmark = pytest.mark.usefixtures("keeping")

QUERIES = 12
STATIC = re.compile(r'(?:href|src)="(/static/(?:css|js|fonts)/[^"]+)"')
SRCSET = re.compile(r'srcset="([^"]+)"')


def make_world():
    for step in ("load", "finish"):
        first_content.run(step, lambda line: None)


@pytest.fixture
def addresses(db):
    pages = visible_to(Page.objects.filter(depth__gt=1), None)
    assert len(pages) > 25
    return [page.relative_url(None) for page in pages]


def test_every_page_takes_at_most_twelve_queries(addresses, client):
    over = {}
    for address in addresses:
        assert client.get(address).status_code == 200  # makes the scaled pictures: a change
        client.get(address)  # reads again what pages share
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        if len(queries) > QUERIES:
            over[address] = [query["sql"][:120] for query in queries]
    assert over == {}


def test_the_home_page_weighs_less_than_250_kilobytes_with_its_pictures(addresses, client, settings):
    client.get("/")
    html = client.get("/").content.decode()
    files = [settings.BASE_DIR / "site" / path.lstrip("/") for path in STATIC.findall(html)]
    for pictures in SRCSET.findall(html):
        # The largest of each, though most screens take a smaller one, and most load on scrolling only.
        largest = pictures.split(", ")[-1].split()[0]
        files.append(Path(settings.MEDIA_ROOT) / largest.removeprefix(settings.MEDIA_URL))
    assert len(files) > 12
    sizes = {file: len(file.read_bytes()) for file in set(files)}
    assert sum(sizes.values()) + len(html) < 250 * 1024
