"""What is kept, for whom, and what a browser or a proxy is told about it."""

import gzip
import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.page_cache import slots
from core.page_cache.middleware import PageCacheMiddleware
from home.models import StandardPage
from tests.factories import UserFactory
from tests.home.factories import ContactPageFactory


def test_a_page_is_made_once_and_asks_the_database_nothing_more(client, about, made):
    first = client.get("/about/")
    with CaptureQueriesContext(connections["default"]) as queries:
        second = client.get("/about/")
    assert made == ["/about/"]
    assert len(queries) == 0
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert "Content-Security-Policy" in second.headers


def test_it_is_kept_as_it_travels(client, about, made):
    plain = client.get("/about/")
    for _ in range(2):
        small = client.get("/about/", headers={"accept-encoding": "gzip, br"})
    assert len(made) == 2
    assert small["Content-Encoding"] == "gzip"
    assert int(small["Content-Length"]) == len(small.content)
    assert gzip.decompress(small.content) == plain.content
    assert small["Vary"] == "Accept-Encoding"


def test_each_host_protocol_and_question_has_its_own(client, about, made):
    for ask in ({}, {"secure": True}, {"headers": {"host": "127.0.0.1"}}):
        for _ in range(2):
            client.get("/about/", **ask)
    assert len(made) == 3
    client.get("/about/?page=2")
    assert len(made) == 4


def test_who_has_said_something_about_cookies_gets_the_same_page(client, about, made):
    client.get("/about/")
    client.cookies["cookie_consent"] = "video=1"
    client.get("/about/")
    assert len(made) == 1


def asks_with(**cookies):
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


@pytest.mark.parametrize("by", ["a session", "a message", "a password", "a form"])
def test_nobody_who_can_be_told_apart_gets_or_leaves_a_page(settings, client, about, made, by):
    ask = {
        "a session": asks_with(**{settings.SESSION_COOKIE_NAME: "x"}).get,
        "a message": asks_with(messages="x").get,
        "a password": lambda address: Client().get(address, headers={"authorization": "Basic eDp4"}),
        "a form": Client().post,
    }[by]
    ask("/about/")
    client.get("/about/")
    ask("/about/")
    assert len(made) == 3
    assert "public" not in ask("/about/").get("Cache-Control", "")


def test_a_member_sees_their_own_page_and_nobody_after_them(client, about):
    anonymous = client.get("/about/")
    client.force_login(UserFactory(is_superuser=True))
    theirs = client.get("/about/")
    assert theirs.content != anonymous.content
    assert "no-store" in theirs["Cache-Control"]
    client.logout()
    client.cookies.clear()
    assert client.get("/about/").content == anonymous.content


def test_a_draft_that_is_looked_at_is_not_kept(client, about, made):
    about.title = "A draft"
    about.make_preview_request()
    assert "A draft" not in client.get("/about/").content.decode()


@pytest.mark.parametrize("address", ["/contact/", "/accounts/login/", "/consent/status/", "/nowhere/"])
def test_what_is_for_one_visitor_or_an_error_is_not_kept(client, home, made, address):
    ContactPageFactory(parent=home, slug="contact")
    for _ in range(2):
        assert "public" not in client.get(address)["Cache-Control"]
    assert len(made) == 2


def test_a_page_made_of_what_nobody_watches_is_not_kept(client, about, made, monkeypatch):
    def serve(page, request):
        return HttpResponse(f"{Session.objects.count()} people")

    monkeypatch.setattr(StandardPage, "serve", serve)
    for _ in range(2):
        assert client.get("/about/").status_code == 200
    assert len(made) == 2


def test_a_head_request_gets_the_headers_of_the_page(client, about, made):
    page = client.get("/about/")
    head = client.head("/about/")
    assert len(made) == 1
    assert head.content == b""
    assert (head["ETag"], head["Content-Length"]) == (page["ETag"], page["Content-Length"])
    assert client.head("/").status_code == 200
    assert client.get("/").content


def test_who_has_the_page_already_is_told_so(client, about, made):
    page = client.get("/about/")
    again = client.get("/about/", headers={"if-none-match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == page["Cache-Control"] == "public, max-age=0, must-revalidate"
    about.title = "Other words"
    about.save_revision().publish()
    changed = client.get("/about/", headers={"if-none-match": page["ETag"]})
    assert (changed.status_code, changed["ETag"] == page["ETag"]) == (200, False)


def test_the_same_words_have_the_same_etag_after_a_change_elsewhere(client, home, about):
    before = client.get("/about/", headers={"accept-encoding": "gzip"})["ETag"]
    StandardPage.objects.update(review_date="2030-01-01")
    again = client.get("/about/", headers={"accept-encoding": "gzip", "if-none-match": before})
    assert again.status_code == 304


def test_a_proxy_may_keep_pages_where_the_settings_say_so(client, settings, about):
    settings.PAGE_CACHE_PROXY_SECONDS = 60
    assert "s-maxage=60" in client.get("/about/")["Cache-Control"]


def test_a_cache_that_is_away_makes_the_site_slower_and_no_more(client, about, made, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(slots.content, "mark", fail)
    assert [client.get("/about/").status_code for _ in range(2)] == [200, 200]
    assert len(made) == 2


def test_where_none_are_kept_nothing_is_asked_for_the_sake_of_it(client, settings, about, made):
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "pages": dummy}
    first = client.get("/about/")
    with CaptureQueriesContext(connections["default"]) as queries:
        again = client.get("/about/", headers={"if-none-match": first["ETag"]})
    assert (len(made), again.status_code) == (2, 304)
    assert not [query for query in queries if 'DISTINCT "wagtailcore_page"."expire_at"' in query["sql"]]


def test_a_cache_that_goes_away_half_way_loses_no_answer(client, about, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(slots.Slot, "keep", fail)
    assert client.get("/about/").status_code == 200


def test_an_unknown_host_is_refused(client, about):
    assert client.get("/about/", headers={"host": "elsewhere.example"}).status_code == 400


class TestTogether:
    """Many at once, in threads of one process; tests/browser/test_page_cache.py has two processes."""

    def ask(self, rf, view, number):
        answers = []
        middleware = PageCacheMiddleware(view)

        def run():
            answers.append(middleware(rf.get("/slow/")))
            connections.close_all()

        threads = [threading.Thread(target=run) for _ in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_one_makes_the_page_and_the_others_wait(self, home, rf, monkeypatch):
        monkeypatch.setattr(slots, "PATIENCE", 60)
        asked, waiting, all_wait = [], set(), threading.Event()
        cache = type(caches["pages"])  # each thread has a cache object of its own
        is_there = cache.has_key

        def wait(self, key, version=None):
            waiting.add(threading.get_ident())
            if len(waiting) == 29:
                all_wait.set()
            return is_there(self, key, version)

        monkeypatch.setattr(cache, "has_key", wait)

        def view(request):
            asked.append(request)
            assert all_wait.wait(60)
            response = HttpResponse("here")
            response.is_for_everybody = True
            return response

        answers = self.ask(rf, view, 30)
        assert [answer.content for answer in answers] == [b"here"] * 30
        assert len(asked) == 1

    def test_nobody_waits_twice_for_what_can_not_be_kept(self, home, rf):
        asked, together = [], threading.Barrier(4, timeout=60)

        def view(request):
            asked.append(request)
            if len(asked) > 1:
                together.wait()
            response = HttpResponse("mine")
            response.is_for_everybody = False
            return response

        assert len(self.ask(rf, view, 5)) == 5

    def test_who_waits_for_a_request_that_has_died_goes_on(self, home, rf, monkeypatch):
        monkeypatch.setattr(slots, "PATIENCE", 0.05)
        monkeypatch.setattr(caches["pages"], "add", lambda *args: False)
        monkeypatch.setattr(caches["pages"], "has_key", lambda *args: True)
        middleware = PageCacheMiddleware(lambda request: HttpResponse("here"))
        assert middleware(rf.get("/slow/")).content == b"here"
