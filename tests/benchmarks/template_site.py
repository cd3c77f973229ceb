"""
This site's article without its page cache, beside the article of a bare `wagtail start`: part of make bench.

The other site is what the installed Wagtail's own project template makes, with one page type added as its
tutorial does: a title, a date and rich text; no menu, no picture. Both are served by gunicorn with one worker
on their production settings, and measured in turn. BENCH_SECONDS and BENCH_ROUNDS as in the other benchmarks.

The template opens its database anew for each request, as Django does by default, and ours keeps it open: so
the template's is measured a second time with its connection kept, which says how much of the ratio is that.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.__main__ import ADDRESSES, ROUNDS, SECONDS, ask, client, measure, server, wait_for
from tests.support import first_content
from tests.support.postgres import free_port

ARTICLE = "/article/"
#: What the article must reach of the other site's requests per second.
LEAST = 1.0

MODELS = """
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    date = models.DateField()
    body = RichTextField()
"""
TEMPLATE = """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}
<h1>{{ page.title }}</h1>
<p>{{ page.date }}</p>
{{ page.body|richtext }}
{% endblock %}
"""
SETTINGS = """
import os
from .base import DATABASES, INSTALLED_APPS
INSTALLED_APPS = ["articles", *INSTALLED_APPS]
if seconds := os.environ.get("KEEP_CONNECTION"):
    DATABASES["default"].update(CONN_MAX_AGE=int(seconds), CONN_HEALTH_CHECKS=True)
SECRET_KEY = "a benchmark on this machine"
ALLOWED_HOSTS = ["127.0.0.1"]
"""
CONTENT = """
import datetime
from articles.models import ArticlePage
from wagtail.models import Site
home = Site.objects.get().root_page
words = '<p>A few words, and <a linktype="page" id="%d">a page</a> that they lead to.</p>' % home.pk
home.add_child(instance=ArticlePage(
    title="Article", slug="article", date=datetime.date(2026, 11, 1), body=words * 3))
"""


def build(folder: Path) -> None:
    """Make the template's site, with one article, as its own instructions say."""
    run(folder, "-m", "wagtail.bin.wagtail", "start", "plain", ".")
    app = folder / "articles"
    (app / "migrations").mkdir(parents=True)
    (app / "templates/articles").mkdir(parents=True)
    for package in (app, app / "migrations"):
        (package / "__init__.py").touch()
    (app / "models.py").write_text(MODELS)
    (app / "templates/articles/article_page.html").write_text(TEMPLATE)
    (folder / "plain/settings/local.py").write_text(SETTINGS)
    run(folder, "manage.py", "makemigrations", "-v0", "articles")
    run(folder, "manage.py", "migrate", "-v0")
    run(folder, "manage.py", "collectstatic", "-v0", "--noinput")
    run(folder, "manage.py", "shell", "-v0", "-c", CONTENT)


def environment() -> dict[str, str]:
    ours = {"DATABASE_URL", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DJANGO_SETTINGS_MODULE": "plain.settings.production"}


def run(folder: Path, *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=folder, env=environment(), check=True)


@contextmanager
def plain_server(folder: Path, **more: str) -> Iterator[int]:
    """The port of a gunicorn that serves the template's site. ``more``: environment variables."""
    port = free_port()
    options = ["--workers=1", "--no-control-socket", "--log-level=error", f"--bind=127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "plain.wsgi"], cwd=folder, env=environment() | more
    )
    try:
        wait_for(port, process, ARTICLE)
        yield port
    finally:
        process.terminate()
        process.wait()


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="aviguk-bench-") as temporary:
        ours, plain = Path(temporary) / "ours", Path(temporary) / "plain"
        plain.mkdir()
        print(
            "Making a site from Wagtail's project template, and one of ours with its first content",
            flush=True,
        )
        build(plain)
        site = first_content.template(ours)
        os.environ["PAGE_CACHE_URL"] = "dummycache://"
        with (
            server(site) as our_port,
            plain_server(plain) as plain_port,
            plain_server(plain, KEEP_CONNECTION="60") as keeping_port,
        ):
            asked = {
                "wagtail start": (plain_port, ARTICLE),
                "its connection kept": (keeping_port, ARTICLE),
                "ours": (our_port, ADDRESSES["article"]),
            }
            for port, address in asked.values():
                for _time in range(3):
                    assert ask(http.client.HTTPConnection("127.0.0.1", port), address) == 200, address
            rates: dict[str, list[float]] = {name: [] for name in asked}
            for number in range(ROUNDS):
                print(f"round {number + 1} of {ROUNDS}", flush=True)
                for name, (port, address) in asked.items():
                    rates[name].append(measure(port, address))
    found = {name: statistics.median(rate) for name, rate in rates.items()}
    print(f"\n{'article of':<22}{'requests/s':>12}{'ms each':>10}{'ours to it':>12}")
    ratios = {}
    for name, rate in found.items():
        pairs = zip(rates["ours"], rates[name], strict=True)
        ratios[name] = statistics.median(ours / theirs for ours, theirs in pairs)
        print(f"{name:<22}{rate:>12.0f}{1000 / rate:>10.2f}{ratios[name]:>12.2f}")
    print(f"\nMedian of {ROUNDS} rounds of {SECONDS:g} s, no page cache. {client()}")
    return 0 if ratios["wagtail start"] >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
