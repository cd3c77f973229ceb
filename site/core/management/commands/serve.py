"""The command behind `make run`: make everything ready, then serve the site on this machine only."""

import os
import socket
import tempfile
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Migrate, load the first content and the example accounts, and serve the site on this machine."
    # runserver checks; twice would only cost time.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EXAMPLE_ACCOUNTS_ALLOWED:
            raise CommandError(
                "serve is for your own machine. A public server runs gunicorn: see docs/operations.md."
            )
        port = chosen_port(os.environ.get("PORT", "8000"))
        check_port_is_free(port)
        check_folder_is_writable()
        if migrations_wait():
            self.stdout.write("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("load_site")
        call_command("demo")
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")  # that it is no public server
        self.stdout.write(f"\nAVIGuk is at http://{HOST}:{port}/ (stop it with Ctrl-C)\n")
        call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=False)


def chosen_port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise CommandError(f"PORT is {value!r}, which is not a port: use a number such as PORT=8001 make run")
    return int(value)


def check_port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Use another: PORT={other} make run"
            ) from error


def check_folder_is_writable() -> None:
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.DATA_DIR):
            pass
    except OSError as error:
        raise CommandError(
            f"The folder {settings.DATA_DIR} cannot be written to ({error.strerror}). "
            "Mend its permissions, or choose another: DATA_DIR=/some/folder make run"
        ) from error


def migrations_wait() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
