"""Two server processes that keep pages: no stale one survives a change, and a hundred at once make one."""

import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.test_consent_cache import free_port, wait_for
from tests.support import first_content

ROOT = first_content.ROOT
MANAGE = [sys.executable, str(ROOT / "manage.py")]

#: Changes one page in every way in turn, and says after each when it was done.
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
    print(number, time.time(), flush=True)
    time.sleep(0.1)
"""


def get(address):
    """The page as either process gives it for one and the same host."""
    request = urllib.request.Request(address, headers={"Host": "localhost"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read().decode()


@pytest.fixture
def served(finished_site, tmp_path):
    """Two processes of one site; the environment of both; the file into which they write what they make."""
    first_content.restore(finished_site, tmp_path)
    made = tmp_path / "made"
    made.touch()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.counting",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DATABASE_URL": f"sqlite:///{tmp_path / first_content.DATABASE}",
        "DATA_DIR": str(tmp_path),
        "MADE": str(made),
    }
    for name in ("CACHE_URL", "PAGE_CACHE_URL"):
        environment.pop(name, None)
    ports = [free_port(), free_port()]
    servers = [
        subprocess.Popen(
            [*MANAGE, "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    try:
        for address in addresses:
            wait_for(lambda address=address: get(f"{address}/healthz"), seconds=90)
        yield addresses, environment, made
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait()


@pytest.mark.slow
def test_no_stale_page_survives_a_change_in_either_process(served):
    addresses, environment, _made = served
    seen: list[tuple[float, int]] = []
    over = threading.Event()

    def read(address):
        while not over.is_set():
            asked = time.time()
            versions = re.findall(r"Version (\d+)\.", get(f"{address}/about/"))
            seen.append((asked, min(map(int, versions), default=0)))

    readers = [threading.Thread(target=read, args=(address,)) for address in addresses * 2]
    for reader in readers:
        reader.start()
    try:
        script = [*MANAGE, "shell", "-v0", "-c", EDITOR]
        done = subprocess.run(script, env=environment, capture_output=True, text=True, check=True)
    finally:
        over.set()
        for reader in readers:
            reader.join()
    changes = [(float(moment), int(number)) for number, moment in map(str.split, done.stdout.splitlines())]
    assert len(changes) == 40
    assert len(seen) > 200
    for asked, version in seen:
        newest = max((number for moment, number in changes if moment <= asked), default=0)
        assert version >= newest, json.dumps({"asked": asked, "seen": version, "newest": newest})
    assert {version for _asked, version in seen} > {0, 40}


@pytest.mark.slow
def test_a_hundred_who_come_at_once_make_a_cold_page_once_or_twice(served):
    addresses, environment, made = served
    for address in addresses:
        get(f"{address}/news/")  # what a process does once
    renew = "from core.page_cache import content; content.renew()"
    subprocess.run([*MANAGE, "shell", "-v0", "-c", renew], env=environment, check=True)
    made.write_text("")
    start = threading.Barrier(100)

    def ask(number):
        start.wait()
        return get(f"{addresses[number % 2]}/about/")

    with ThreadPoolExecutor(100) as visitors:
        pages = set(visitors.map(ask, range(100)))
    assert len(pages) == 1
    assert made.read_text().splitlines() in (["/about/"], ["/about/"] * 2)
