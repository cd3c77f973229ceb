"""How many SQL queries a page costs that nobody has asked for yet, on a site that is in use."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import kept
from core.models import SiteSettings


def fill_main_menu(*pages) -> None:
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    settings.main_menu = [("item", {"page": page, "label": "", "url": ""}) for page in pages]
    settings.save()


def queries_for(client, address: str) -> list[str]:
    """The SQL of one answer, when nothing of this page is in the cache.

    A first visit makes the scaled pictures. One to the home page puts into the cache what all pages share:
    the site's address, the words about cookies.
    """
    assert client.get(address).status_code == 200
    cache.clear()
    for _visit in range(2):  # the first may make pictures, a change after which all is read again
        kept._kept.mark = None
        assert client.get("/").status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def fewest_queries(do: Callable[[], object], times: int = 50) -> int:
    """How many queries ``do`` makes when nobody has written meanwhile.

    PostgreSQL's mark (core.kept) counts the transactions of a whole server, and the tests of other processes
    write on the same one, which makes it read again now and then.
    """
    counts = []
    for _time in range(times):
        with CaptureQueriesContext(connection) as captured:
            do()
        counts.append(len(captured))
    return min(counts)
