"""Two server processes that keep pages, in files and in Redis: no stale one survives a change, and a hundred
who come at once make one."""

import itertools
import json
import os
import re
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support import first_content, live, redis

ROOT = first_content.ROOT

#: Changes one page in every way in turn, says after each when it was done, and waits for a line to go on.
EDITOR = """
import time
from django.db import connection, transaction
from wagtail.models import Page
page = Page.objects.get(url_path__endswith="/about/").specific
for number in range(1, 41):
    title = f"Version {number}."
    if number % 4 == 0:
        Page.objects.filter(pk=page.pk).update(title=title)
    elif number % 4 == 1:
        page.title = page.draft_title = title
        page.save_revision().publish()
    elif number % 4 == 2:
        with transaction.atomic():
            page.title = title
            page.save()
            time.sleep(0.05)
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [title, page.pk])
    print(number, time.time())
    input()
"""


#: Each way in which a page changes, done when its name is read, and said to be done.
CHANGES = """
import sys, datetime
from django.core.management import call_command
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from consent.models import ConsentCategory
from core.models import SiteSettings
from core.page_cache import content
from home.models import HomePage
from home.news.models import NewsCategory
from library.models import Image
from members.directory.models import SupervisorEntry
about = Page.objects.get(url_path__endswith="/about/").specific
settings = SiteSettings.objects.get()
later = about.add_child(instance=type(about)(title="Later", slug="later", summary="Later.", live=False))

def publish():
    about.title = "Another title"
    about.save_revision().publish()

def schedule():
    later.go_live_at = timezone.now() - datetime.timedelta(seconds=1)
    later.save_revision(approved_go_live_at=later.go_live_at)
    later.save()
    call_command("publish_scheduled")

def set_menu():
    settings.main_menu = [("item", {"page": about, "url": "", "label": "Another label"})]
    settings.save()

def lapse():
    entry = SupervisorEntry.objects.first()
    day = datetime.timedelta(days=1)
    for term in entry.member.user.memberships.all():
        term.starts_on, term.ends_on = timezone.localdate() - 900 * day, timezone.localdate() - 500 * day
        term.save()

changes = {
    "publish": publish,
    "scheduled publication": schedule,
    "unpublish": lambda: Page.objects.get(pk=later.pk).unpublish(),
    "move": lambda: Page.objects.get(slug="for-parents").move(HomePage.objects.get(), pos="last-child"),
    "snippet": lambda: NewsCategory.objects.update(name=Concat("name", Value(" and more"))),
    "setting": lambda: SiteSettings.objects.update(site_name="Another name"),
    "menu": set_menu,
    "image": lambda: Image.objects.update(description="Another picture"),
    "privacy": lambda: PageViewRestriction.objects.create(page=about, restriction_type="login"),
    "consent category": lambda: ConsentCategory.objects.update(description="Another purpose"),
    "lapse": lapse,
    "forget": content.renew,
}
for name in map(str.strip, sys.stdin):
    changes[name]()
    print(name, flush=True)
"""


class StayThere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        """None, so that a redirect is what was answered."""


def get(address):
    """The page, or the number of what else either process answers, for one and the same host."""
    request = urllib.request.Request(address, headers={"Host": "localhost"})
    try:
        with urllib.request.build_opener(StayThere).open(request, timeout=30) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return f"{error.code}"


@pytest.fixture(params=["files", "Redis"])
def kept_in(request):
    """The environment that says where pages are kept."""
    if request.param == "files":
        yield {}
    else:
        with redis.server() as address:
            yield {"CACHE_URL": address}


@pytest.fixture
def served(finished_site, tmp_path, kept_in):
    """Two processes of one site; the environment of both; the file into which they write what they make."""
    first_content.copy(finished_site, tmp_path)
    made = tmp_path / "made"
    made.touch()
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.support.counting",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DATABASE_URL": f"sqlite:///{tmp_path / first_content.DATABASE}",
        "DATA_DIR": str(tmp_path),
        "MADE": str(made),
        **kept_in,
    }
    with live.processes(2, environment) as addresses:
        yield addresses, environment, made


class Reader(threading.Thread):
    """Reads a page again and again. ``seen``: when it asked, and which version it was answered with."""

    def __init__(self, address):
        super().__init__()
        self.address, self.seen, self.has_read = address, [], threading.Condition()
        self.is_over = False

    def run(self):
        while not self.is_over:
            asked = time.time()
            versions = re.findall(r"Version (\d+)\.", get(self.address))
            with self.has_read:
                self.seen.append((asked, min(map(int, versions), default=0)))
                self.has_read.notify_all()

    def wait_for_one_since(self, moment):
        """Until it has been answered something that it asked for after this moment."""
        with self.has_read:
            assert self.has_read.wait_for(lambda: self.seen and self.seen[-1][0] > moment, timeout=60)


@pytest.mark.slow
def test_no_stale_page_survives_a_change_in_either_process(served):
    addresses, environment, _made = served
    readers = [Reader(f"{address}/about/") for address in addresses * 2]
    changes = []
    for reader in readers:
        reader.start()
    try:
        for reader in readers:
            reader.wait_for_one_since(0)
        with live.start(["shell", "-v0", "-c", EDITOR], environment) as editor:
            for number, moment in map(str.split, editor.stdout):
                changes.append((float(moment), int(number)))
                for reader in readers:
                    reader.wait_for_one_since(float(moment))
                print(file=editor.stdin, flush=True)
    finally:
        for reader in readers:
            reader.is_over = True
        for reader in readers:
            reader.join()
    assert len(changes) == 40
    for asked, version in itertools.chain.from_iterable(reader.seen for reader in readers):
        newest = max((number for moment, number in changes if moment <= asked), default=0)
        assert version >= newest, json.dumps({"asked": asked, "seen": version, "newest": newest})
    assert {version for reader in readers for _asked, version in reader.seen} == set(range(41))


@pytest.mark.slow
def test_each_kind_of_change_shows_in_both_processes_at_the_next_request(served, subtests):
    addresses, environment, made = served
    where = {
        "publish": "/about/",
        "scheduled publication": "/about/later/",
        "unpublish": "/about/later/",
        "move": "/about/for-parents/",
        "snippet": "/news/",
        "setting": "/news/",
        "menu": "/news/",
        "image": "/",
        "privacy": "/about/",
        "consent category": "/news/",
        "lapse": "/sitemap.xml",  # the list itself is kept by nobody
    }
    with live.start(["shell", "-v0", "-c", CHANGES], environment) as editor:

        def do(name):
            print(name, file=editor.stdin, flush=True)
            assert editor.stdout.readline().strip() == name

        do("forget")
        for name, path in where.items():
            with subtests.test(name):
                for address in addresses * 2:  # the first may write: pictures in a new size
                    before = get(f"{address}{path}")
                made.write_text("")
                assert {get(f"{address}{path}") for address in addresses} == {before}
                assert before == "404" or not made.read_text()
                do(name)
                after = {get(f"{address}{path}") for address in addresses}
                do("forget")
                assert after == {get(f"{addresses[0]}{path}")}
                assert after != {before}


@pytest.mark.slow
def test_a_hundred_who_come_at_once_make_a_cold_page_once_or_twice(served):
    addresses, environment, made = served
    for address in addresses:
        get(f"{address}/news/")  # what a process does once
    live.shell("from core.page_cache import content; content.renew()", environment)
    made.write_text("")
    start = threading.Barrier(100)

    def ask(number):
        start.wait()
        return get(f"{addresses[number % 2]}/about/")

    with ThreadPoolExecutor(100) as visitors:
        pages = set(visitors.map(ask, range(100)))
    assert len(pages) == 1
    assert made.read_text().splitlines() in (["/about/"], ["/about/"] * 2)
