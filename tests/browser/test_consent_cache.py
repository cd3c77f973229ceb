"""One page in a cache, two visitors of opposite minds; two processes and an editor."""

import urllib.request

import pytest

from home.models import HomePage
from tests.browser.consent_site import ConsentWatch, answer_for_others, build, counted, look
from tests.support import first_content, live


def test_two_visitors_of_opposite_minds_get_the_same_page_from_the_cache(
    site, settings, new_context, monkeypatch
):
    build(site, settings)
    with live.server() as url:
        settings.STATISTICS_URL = f"{url}/stats"
        pages = {}
        for answer in ("Accept", "Reject"):
            context = new_context()
            watch = ConsentWatch(context, url)
            answer_for_others(context)
            page = context.new_page()
            page.goto(url)
            page.locator("#consent").get_by_role("button", name=answer).click()
            page.locator("#consent-saved").wait_for()
            pages[answer] = (page, watch)

        def fail(*args, **kwargs):
            raise AssertionError("The page did not come out of the cache")

        monkeypatch.setattr(HomePage, "serve", fail)
        html = set()
        for answer, (page, watch) in pages.items():
            html.add(page.goto(url).text())
            accepts = answer == "Accept"
            seen = look(page, watch, until=lambda seen, accepts=accepts: counted(seen) is accepts)
            assert seen.statistics is accepts
            assert not page.locator("#consent").is_visible()
            assert watch.remaining() == []
        fresh = new_context().new_page()
        html.add(fresh.goto(url).text())
        assert fresh.locator("#consent .consent-ask").is_visible()
        assert len(html) == 1


def get(url):
    with urllib.request.urlopen(url, timeout=20) as response:
        return response.read().decode()


@pytest.mark.slow
def test_an_editors_change_shows_in_every_process_at_once(finished_site, tmp_path):
    first_content.copy(finished_site, tmp_path)
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": f"sqlite:///{tmp_path / first_content.DATABASE}",
        "DATA_DIR": str(tmp_path),
        # Both share the cache of the folder.
        "CACHE_URL": f"filecache://{tmp_path / 'cache'}",
    }
    with live.processes(2, environment) as addresses:
        for address in addresses:
            assert "Plays videos inside our pages." in get(f"{address}/about/")
        change = (
            "from consent.models import ConsentCategory\n"
            "category = ConsentCategory.objects.get(varname='video')\n"
            "category.description = 'Films, from elsewhere.'\n"
            "category.ask_again()\n"
            "category.save()\n"
        )
        live.shell(change, environment)
        for address in addresses:
            assert "Films, from elsewhere." in get(f"{address}/about/")
