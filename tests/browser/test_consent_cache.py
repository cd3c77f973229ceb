"""One page in a cache, two visitors of opposite minds; two processes and an editor."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from home.models import HomePage
from tests.browser.consent_site import ConsentWatch, answer_for_others, build
from tests.support import first_content, live

ROOT = first_content.ROOT


def test_two_visitors_of_opposite_minds_get_the_same_page_from_the_cache(
    site, settings, browser, monkeypatch
):
    build(site, settings)
    with live.server() as url:
        settings.STATISTICS_URL = f"{url}/stats"
        pages = {}
        for answer in ("Accept", "Reject"):
            context = browser.new_context(base_url=url)
            watch = ConsentWatch(context, url)
            answer_for_others(context)
            page = context.new_page()
            page.goto("/")
            page.locator("#consent").get_by_role("button", name=answer).click()
            page.locator("#consent-saved").wait_for()
            pages[answer] = (page, watch)

        def fail(*args, **kwargs):
            raise AssertionError("The page did not come out of the cache")

        monkeypatch.setattr(HomePage, "serve", fail)
        html = set()
        for answer, (page, watch) in pages.items():
            html.add(page.goto("/").text())
            page.wait_for_load_state("networkidle")
            assert not page.locator("#consent").is_visible()
            assert bool(page.evaluate("localStorage.getItem('stats')")) is (answer == "Accept")
            assert watch.remaining() == []
        fresh = browser.new_context(base_url=url).new_page()
        html.add(fresh.goto("/").text())
        assert fresh.locator("#consent .consent-ask").is_visible()
        assert len(html) == 1
        for context in browser.contexts:
            context.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url):
    with urllib.request.urlopen(url, timeout=20) as response:
        return response.read().decode()


@pytest.mark.slow
def test_an_editors_change_shows_in_every_process_within_seconds(finished_site, tmp_path):
    first_content.restore(finished_site, tmp_path)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": f"sqlite:///{tmp_path / first_content.DATABASE}",
        "DATA_DIR": str(tmp_path),
    }
    environment.pop("CACHE_URL", None)
    ports = [free_port(), free_port()]
    manage = [sys.executable, str(ROOT / "manage.py")]
    servers = [
        subprocess.Popen(
            [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        addresses = [f"http://127.0.0.1:{port}" for port in ports]
        for address in addresses:
            wait_for(lambda address=address: get(f"{address}/healthz"), seconds=90)
            assert "Plays videos inside our pages." in get(f"{address}/about/")
        change = (
            "from consent.models import ConsentCategory\n"
            "category = ConsentCategory.objects.get(varname='video')\n"
            "category.description = 'Films, from elsewhere.'\n"
            "category.ask_again()\n"
            "category.save()\n"
        )
        subprocess.run([*manage, "shell", "-v0", "-c", change], env=environment, check=True)
        for address in addresses:
            wait_for(lambda address=address: "Films, from elsewhere." in get(f"{address}/about/"), seconds=5)
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def wait_for(happens, *, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if happens():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"It did not happen within {seconds} seconds")
