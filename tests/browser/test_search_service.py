"""The search through Wagtail's backends, as a service such as Elasticsearch is asked, on the first content.

No such service can be had here, so Wagtail's backend of the database stands in its place: what is told to it
and what is asked of it are the same.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.support import first_content

MANAGE = [sys.executable, str(first_content.ROOT / "manage.py")]
ASK = """
import json
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import RequestFactory
from django.utils.html import strip_tags
from wagtail.models import Page, PageViewRestriction
from search.query import search, suggest
from search.service import Service, engine

assert isinstance(engine(), Service)
call_command("rebuild_search", verbosity=0)
request = RequestFactory().get("/search/")
request.user = request._cached_user = get_user_model().objects.get(email="member@example.org")

def found(words, who=None, **more):
    results = search(who, words, **more)
    return {"titles": [strip_tags(hit.title) for hit in results.hits], "counts": results.counts,
            "meant": results.did_you_mean}

def suggested(who=None):
    return [one.title for one in suggest(who, "abo")]

said = {
    "in the title": found("attunement"),
    "one kind": found("attunement", kind="evidence"),
    "a synonym": found("guider"),
    "the other one": found("practitioner"),
    "a phrase": found("“video interaction guidance”"),
    "a slip": found("atunement"),
    "nothing": found("xylophonist"),
    "suggestions": suggested(),
}
page = Page.objects.get(url_path__endswith="/about/")
PageViewRestriction.objects.create(page=page, restriction_type="login")
said["closed"] = [suggested(), suggested(request)]
said["closed"] += [found("attunement", who)["counts"] for who in (None, request)]
page.unpublish()
said["taken down"] = suggested(request)
print(json.dumps(said))
"""


@pytest.fixture
def said(finished_site, tmp_path):
    first_content.copy(finished_site, tmp_path)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.search_service",
        "PYTHONPATH": os.pathsep.join([str(first_content.ROOT), str(first_content.ROOT / "site")]),
        "DATABASE_URL": f"sqlite:///{tmp_path / first_content.DATABASE}",
        "DATA_DIR": str(tmp_path),
    }
    command = [*MANAGE, "shell", "-v0", "-c", ASK]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_a_service_finds_ranks_and_suggests_and_the_gate_decides(said):
    assert said["in the title"]["titles"]
    assert said["in the title"]["counts"]["evidence"] == len(said["one kind"]["titles"])
    assert said["a synonym"]["counts"] == said["the other one"]["counts"] != {}
    assert said["a phrase"]["titles"]
    assert said["a slip"]["meant"] == "attunement"
    assert said["nothing"] == {"titles": [], "counts": {}, "meant": ""}
    assert said["suggestions"] == ["About VIG"]
    for_all, for_members, counts_for_all, counts_for_members = said["closed"]
    assert (for_all, for_members) == ([], ["About VIG"])
    assert (
        counts_for_all.get("page", 0) < counts_for_members["page"] == said["in the title"]["counts"]["page"]
    )
    assert said["taken down"] == []
