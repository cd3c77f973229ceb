"""A public server refuses to start on an unsafe value and says which; a local one just works."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.guard import refuse_unsafe

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
    "PATH": os.environ["PATH"],
}


def start(folder, *command, **environment):
    """Run manage.py as on a server, with nothing else in the environment."""
    given = {"DATA_DIR": str(folder), **SAFE, **environment}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *(command or ("check",))],
        env={name: value for name, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


GOOD = {
    "secret_key": secrets.token_urlsafe(64),
    "secret_key_fallbacks": [],
    "debug": False,
    "allowed_hosts": ["www.example.org"],
    "site_url": "https://www.example.org",
}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("secret_key", "", "SECRET_KEY is not set"),
        ("secret_key", "short", "SECRET_KEY is a known or weak value"),
        ("secret_key", "local-only-not-a-secret", "SECRET_KEY is a known or weak value"),
        ("secret_key", "local-only-" + "not-a-secret" * 5, "SECRET_KEY is a known or weak value"),
        ("secret_key", "a" * 80, "SECRET_KEY is a known or weak value"),
        ("secret_key_fallbacks", ["old"], "SECRET_KEY_FALLBACKS holds a known or weak value"),
        ("debug", True, "DEBUG is on"),
        ("allowed_hosts", [], "ALLOWED_HOSTS is empty"),
        ("allowed_hosts", ["www.example.org", "*"], "ALLOWED_HOSTS has a wildcard"),
        ("site_url", "", "SITE_URL must be"),
        ("site_url", "http://www.example.org", "SITE_URL must be"),
        ("site_url", "https:///", "SITE_URL must be"),
    ],
)
def test_an_unsafe_value_is_refused_by_name(name, value, said):
    refuse_unsafe(**GOOD)
    with pytest.raises(ImproperlyConfigured, match=said):
        refuse_unsafe(**{**GOOD, name: value})


def test_production_does_not_start_and_names_every_unsafe_value_at_once(tmp_path):
    result = start(tmp_path, SECRET_KEY=None, ALLOWED_HOSTS="*", DEBUG="1", SITE_URL=None)
    assert result.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "SITE_URL"):
        assert f"- {name} " in result.stderr


def test_the_deployment_check_is_clean_and_silences_nothing(tmp_path):
    result = start(tmp_path, "check", "--deploy", "--fail-level=WARNING", "--database=default")
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout + result.stderr


def test_the_command_for_ones_own_machine_refuses_to_serve_in_public(tmp_path):
    result = start(tmp_path, "serve")
    assert result.returncode != 0
    assert "serve is for your own machine" in result.stderr


SHOW = "from django.conf import settings; print(settings.WAGTAILSEARCH_BACKENDS)"


@pytest.mark.parametrize(
    "address", ["https://localhost:9200", "solr+https://localhost", "elasticsearch9+localhost"]
)
def test_a_search_service_that_the_site_can_not_ask_is_refused_with_an_example(tmp_path, address):
    result = start(tmp_path, SEARCH_URL=address)
    assert result.returncode != 0
    assert "such as elasticsearch9+https://localhost:9200" in result.stderr


def test_one_setting_puts_a_search_service_in_the_place_of_the_database(tmp_path):
    result = start(
        tmp_path, "shell", "-v0", "-c", SHOW, SEARCH_URL="opensearch3+https://u:p@search.example:9200"
    )
    assert result.returncode == 0, result.stderr
    assert "'SERVICE': 'wagtail.search.backends.opensearch3'" in result.stdout
    assert "'URLS': ['https://u:p@search.example:9200']" in result.stdout
