"""The check of links, against a server on this machine: what works, what is dead, what may not be asked."""

import datetime
import http.server
import socket
import threading

import pytest
from django.core.management import call_command
from django.utils import timezone

from evidence import link_check
from evidence.models import LinkCheck
from tests.evidence.factories import EvidencePageFactory


class Handler(http.server.BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []

    def answer(self):
        self.asked.append((self.command, self.path))
        status, _, place = self.path.strip("/").partition("-")
        if status == "get":  # a server that knows no HEAD
            status = "405" if self.command == "HEAD" else "200"
        self.send_response(int(status))
        if place:
            self.send_header("Location", f"/{place}" if place != "loop" else self.path)
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    Handler.asked = []
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def anybody(number):
    return True


@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("/200", "works", 200),
        ("/204", "works", 204),
        ("/301-200", "works", 200),
        ("/302-404", "dead", 404),
        ("/404", "dead", 404),
        ("/410", "dead", 410),
        ("/403", "unsure", 403),
        ("/500", "unsure", 500),
        ("/get", "works", 200),
        ("/301-loop", "unsure", None),
    ],
)
def test_what_a_server_answers(server, path, result, status):
    answer = link_check.check(f"{server}{path}", anybody)
    assert (answer.result, answer.status) == (result, status)


def test_head_is_asked_first_and_get_only_if_it_may_matter(server):
    link_check.check(f"{server}/200", anybody)
    link_check.check(f"{server}/404", anybody)
    assert Handler.asked == [("HEAD", "/200"), ("HEAD", "/404"), ("GET", "/404")]


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/x",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://localhost/",
        "http://2130706433/",
    ],
)
def test_nothing_inside_is_asked(address):
    answer = link_check.check(address)
    assert answer.result == "unsure"
    assert answer.problem


def test_a_redirect_into_the_inside_is_not_followed(server):
    """The first step is allowed here; the second goes to another number, which is not."""
    address = f"{server}/301-200"
    judged = iter([True, False])
    answer = link_check.check(address, lambda number: next(judged))
    assert answer.problem == "It leads into a private network."
    assert Handler.asked == [("HEAD", "/301-200")]


def test_nobody_there_is_not_taken_for_dead():
    with socket.socket() as taken:  # and nobody listens
        taken.bind(("127.0.0.1", 0))
        closed = link_check.check(f"http://127.0.0.1:{taken.getsockname()[1]}/", anybody)
    assert closed.result == "unsure"


def test_the_same_host_is_given_a_rest(monkeypatch):
    now, slept = [100.0], []
    monkeypatch.setattr(link_check.time, "monotonic", lambda: now[0])
    politeness = link_check.Politeness(1.0, slept.append)
    politeness.before("https://a.example/1")
    politeness.before("https://b.example/1")
    now[0] += 0.25
    politeness.before("https://a.example/2")
    assert slept == [0.75]


@pytest.fixture
def open_to_this_machine(monkeypatch):
    monkeypatch.setattr(link_check, "is_public", anybody)


def run(**options):
    call_command("check_links", verbosity=0, pause=0, **options)


def test_the_answers_are_kept_with_their_date(server, evidence, open_to_this_machine):
    good = EvidencePageFactory(parent=evidence, web_address=f"{server}/200")
    dead = EvidencePageFactory(parent=evidence, web_address=f"{server}/404")
    EvidencePageFactory(parent=evidence)  # without an address: there is nothing to ask
    run()
    assert {check.page_id: check.result for check in LinkCheck.objects.all()} == {
        good.pk: "works",
        dead.pk: "dead",
    }
    assert (
        LinkCheck.objects.filter(checked_at__gt=timezone.now() - datetime.timedelta(minutes=1)).count() == 2
    )


def test_it_goes_on_where_it_stopped_and_asks_again_later(server, evidence, open_to_this_machine):
    for number in range(3):
        EvidencePageFactory(parent=evidence, web_address=f"{server}/200?{number}".replace("?", "-x"))
    LinkCheck.objects.all().delete()
    run(limit=2)
    assert LinkCheck.objects.count() == 2
    run()
    assert LinkCheck.objects.count() == 3
    before = len(Handler.asked)
    run()
    assert len(Handler.asked) == before
    LinkCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=7))
    run()
    assert len(Handler.asked) > before


def test_a_link_that_was_mended_is_dead_no_longer(server, evidence, open_to_this_machine):
    page = EvidencePageFactory(parent=evidence, web_address=f"{server}/404")
    run()
    page.summary = "Another."
    page.save_revision().publish()
    assert LinkCheck.objects.get().result == "dead"
    page.web_address = f"{server}/200"
    page.save_revision()
    assert LinkCheck.objects.get().result == "dead", "visitors still see the dead one"
    page.get_latest_revision().publish()
    assert not LinkCheck.objects.exists()
    run()
    assert LinkCheck.objects.get().result == "works"
