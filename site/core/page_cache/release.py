"""Which release this process runs: the site's code, templates, packages and settings in one short word."""

import hashlib
import json
import os
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings

FOLDERS = ("site", "home", "history", "evidence", "members", "search", "templates", "requirements")
KINDS = {".py", ".html", ".txt", ".css", ".js", ".svg"}


@cache
def release() -> str:
    """The same in every process of one release, and another after an upgrade or a changed setting.

    While old and new processes run side by side, each finds only what its own kind has made.
    """
    found = hashlib.sha256()
    for path in sorted(files()):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    chosen = vars(import_module(os.environ["DJANGO_SETTINGS_MODULE"]))
    values = {name: value for name, value in chosen.items() if name.isupper()}
    found.update(json.dumps(values, default=_in_words, sort_keys=True).encode())
    return found.hexdigest()[:16]


def _in_words(value) -> str:
    # The order of a set is another one in each process.
    return str(sorted(value, key=str) if isinstance(value, set | frozenset) else value)


def files() -> list[Path]:
    folders = [settings.BASE_DIR / folder for folder in FOLDERS]
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in KINDS]
