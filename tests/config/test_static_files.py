"""Style sheets and scripts on a public server: named by their contents, compressed before, kept for good."""

import gzip
import json

import brotli
import pytest

from tests.config.test_settings import start

ASK = """
import json
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
client, found = Client(headers={"host": "www.example.org"}), {}
for name in ("css/site.css", "js/search.js"):
    plain = open(finders.find(name), "rb").read()
    for coding in ("br", "gzip", ""):
        answer = client.get(staticfiles_storage.url(name), secure=True, headers={"accept-encoding": coding})
        body = answer.getvalue()
        found[f"{name} {coding}"] = {
            "url": staticfiles_storage.url(name), "status": answer.status_code, "plain": len(plain),
            "headers": dict(answer.items()), "body": body.hex(),
        }
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    collected = start(folder, "collectstatic", "--noinput", "-v0")
    assert collected.returncode == 0, collected.stderr
    asked = start(folder, "shell", "-v0", "-c", ASK)
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout)


@pytest.mark.parametrize("name", ["css/site.css", "js/search.js"])
class TestAStyleSheetAndAScript:
    def test_it_is_named_by_what_is_in_it_and_kept_for_good(self, answers, name):
        for coding in ("br", "gzip", ""):
            answer = answers[f"{name} {coding}"]
            stem, _dot, ending = name.rpartition(".")
            assert answer["status"] == 200
            assert answer["url"].startswith(f"/static/{stem}.")
            assert answer["url"].endswith(f".{ending}")
            assert answer["url"] != f"/static/{name}"
            assert "immutable" in answer["headers"]["Cache-Control"]
            assert "public" in answer["headers"]["Cache-Control"]
            assert answer["headers"]["Vary"] == "Accept-Encoding"

    def test_it_travels_as_small_as_the_browser_can_read(self, answers, name):
        found = {coding: answers[f"{name} {coding}"] for coding in ("br", "gzip", "")}
        assert found["br"]["headers"]["Content-Encoding"] == "br"
        assert found["gzip"]["headers"]["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in found[""]["headers"]
        body = {coding: bytes.fromhex(answer["body"]) for coding, answer in found.items()}
        assert brotli.decompress(body["br"]) == gzip.decompress(body["gzip"]) == body[""]
        assert len(body["br"]) < len(body["gzip"]) < len(body[""])
