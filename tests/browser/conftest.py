"""
A real Chromium before the real site with its first content.

`page` is a tab on the site (relative addresses work), `sign_in("editor")` signs it in as an example account,
`site` is the running server; the ORM works on the very database it serves. Each test starts from the same
content and fails on any console message, any refused Content-Security-Policy and any request to another site.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from tests.support import first_content, live, system
from tests.support.browsing import settle
from tests.support.watch import Watch

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# As long as for everything else: a machine with much to do may need more than Playwright's five seconds.
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Site:
    url: str
    folder: Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    chromium = system.chromium()
    if not chromium:
        pytest.skip("There is no Chromium here: `make test-browser` tries to install one.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def finished_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return first_content.template(shared / "first-content")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with live.server() as url:
        yield url


@pytest.fixture
def site(
    finished_site: Path,
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Site]:
    """The running site, with exactly the first content."""
    folder = tmp_path_factory.mktemp("site")
    first_content.copy(finished_site, folder)
    with django_db_blocker.unblock(), live.database(folder), live.settings_for(folder, address):
        yield Site(address, folder)
        live.rest()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def browser_context_args(browser_context_args: dict, site: Site) -> dict:
    return {
        **browser_context_args,
        "base_url": site.url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def watch(context: BrowserContext, site: Site) -> Iterator[Watch]:
    """What the pages did wrong; `watch.allow(pattern)` for what a test provokes on purpose."""
    watching = Watch(context, site.url)
    yield watching
    assert watching.remaining() == []


@pytest.fixture(autouse=True)
def _watched(watch: Watch) -> None:
    """Every browser test is watched."""


@pytest.fixture
def sign_in(context: BrowserContext, site: Site) -> Callable[[str], None]:
    """Sign the browser in as one of the example accounts, without the form: sign_in("editor")."""

    def sign(name: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(email=f"{name}@example.org"))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])

    return sign


@pytest.fixture
def check_accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing at all on the page as it stands, every rule on."""

    def check(page: Page) -> None:
        settle(page)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check
