"""Every page of the first content, with its menus, settings and cookie categories, keeps to its queries.

What all pages share and what is kept between requests (core.kept: the site, its settings and menus, the words
about cookies) is there, as on a running server; the page itself, its blocks and pictures come from the
database each time.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core import first_content
from core.access import visible_to

QUERIES = 8


@pytest.fixture(autouse=True)
def running(monkeypatch):
    """Tests run in a transaction, where nothing would be kept."""
    monkeypatch.setattr("core.kept._is_fixed", lambda: True)


@pytest.fixture
def addresses(db):
    for step in ("load", "finish"):
        first_content.run(step, lambda line: None)
    pages = visible_to(Page.objects.filter(depth__gt=1), None)
    assert len(pages) > 25
    return [page.relative_url(None) for page in pages]


def test_every_page_takes_at_most_eight_queries(addresses, client):
    over = {}
    for address in addresses:
        assert client.get(address).status_code == 200  # makes the scaled pictures: a change
        client.get(address)  # reads again what pages share
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        if len(queries) > QUERIES:
            over[address] = [query["sql"][:120] for query in queries]
    assert over == {}
