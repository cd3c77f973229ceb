"""How many SQL queries a page costs when nothing is remembered."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site


def queries_for(client, address: str) -> list[str]:
    """The SQL of one uncached answer. A first visit makes the scaled pictures."""
    assert client.get(address).status_code == 200
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]
