"""
A site with its first content and example accounts, made once for a test run and copied for each test.

Kept in an SQLite file beside its media folder, so that a fresh copy costs milliseconds and the browser tests
neither wait for migrations nor see what another test changed.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "db.sqlite3"

# Asking for every page once makes its pictures in all sizes: part of the copy, not of each test.
BUILD = """
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page
call_command("migrate", verbosity=0)
call_command("load_site", verbosity=0)
call_command("demo", verbosity=0)
for page in Page.objects.live().filter(depth__gt=1):
    Client().get(page.relative_url(None) or "/")
"""


def template(folder: Path) -> Path:
    """The folder that holds the finished site; made by whichever test process comes first."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "site"
        if not made.exists():
            building = folder / "building"
            build(building)
            building.rename(made)
    return made


def build(folder: Path) -> None:
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "shell", "-v0", "-c", BUILD],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
            "TEST_DATA_DIR": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The first content could not be made:\n{done.stdout}\n{done.stderr}")


def copy(made: Path, folder: Path) -> None:
    """Copy the finished site into a folder that holds no older copy.

    Whoever still has an older database of the same name open deletes the write-ahead log of the new one when
    it is closed.
    """
    if (folder / DATABASE).exists():
        raise FileExistsError(folder / DATABASE)
    shutil.copytree(made, folder, dirs_exist_ok=True)
