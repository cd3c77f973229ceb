"""A shared proxy in front is told which pages it may no longer hand out."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.apps import apps
from wagtail.contrib.frontend_cache.signal_handlers import register_signal_handlers
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from core.page_cache import proxy
from tests.home.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(settings, monkeypatch):
    """The paths that a proxy was told to forget."""
    paths = set()

    class Proxy(BaseHTTPRequestHandler):
        def do_PURGE(self):
            paths.add(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Requests are not news."""

    server = HTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    signals = (page_published, page_unpublished, proxy.post_save, proxy.post_delete)
    before = [list(signal.receivers) for signal in signals]
    monkeypatch.setattr(apps, "is_installed", lambda name: True)
    register_signal_handlers()
    proxy.connect()
    monkeypatch.undo()
    yield paths
    for signal, receivers in zip(signals, before, strict=True):
        signal.receivers = receivers
        signal.sender_receivers_cache.clear()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def article():
    section = StandardPageFactory(parent=HomePageFactory(), title="Section", slug="section")
    return StandardPageFactory(parent=section, title="Page", slug="page")


def test_a_published_page_and_those_that_list_it(told, article):
    article.save_revision().publish()
    assert told == {"/section/page/", "/section/", "/"}


def test_an_unpublished_page(told, article):
    article.unpublish()
    assert "/section/page/" in told


def test_what_a_padlock_closes(told, article):
    section = article.get_parent()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert told == {"/section/page/", "/section/", "/"}


def test_nobody_is_told_where_no_proxy_is_named(monkeypatch, article):
    monkeypatch.setattr(proxy, "_purge", lambda pages: pytest.fail("somebody was told"))
    article.save_revision().publish()
