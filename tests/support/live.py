"""The site on a free port of this machine, in threads of the test process or in processes of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import override_settings

from tests.support import first_content

#: Seconds that a request may take to end whose browser has gone away.
PATIENCE = 60


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Requests are not news."""


class _UnderWay:
    """How many requests the servers of this process are at."""

    def __init__(self) -> None:
        self.number = 0
        self.changed = threading.Condition()

    def count(self, more: int) -> None:
        with self.changed:
            self.number += more
            self.changed.notify_all()


_under_way = _UnderWay()


def rest() -> None:
    """Wait until no server of this process is at anything.

    A browser that is closed leaves requests behind, which still fill caches and write rows.
    """
    with _under_way.changed:
        if not _under_way.changed.wait_for(lambda: not _under_way.number, PATIENCE):
            raise RuntimeError(f"{_under_way.number} requests do not end")


class _Counted:
    """The site, whose requests count as under way until their answers are closed."""

    def __init__(self) -> None:
        self.site = WSGIHandler()

    def __call__(self, environ, start_response) -> "_Answer":
        _under_way.count(1)
        try:
            return _Answer(self.site(environ, start_response))
        except BaseException:
            _under_way.count(-1)
            raise


class _Answer:
    def __init__(self, parts) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def close(self) -> None:
        try:
            self.parts.close()
        finally:
            _under_way.count(-1)


@contextmanager
def server() -> Iterator[str]:
    """
    The address of a running server.

    Not Django's LiveServerThread: that one answers static and media files itself, and so would hide the
    headers and the routes that the site gives them.
    """
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    httpd.set_app(_Counted())
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """A command of manage.py in a process of its own; what it reads and writes are pipes of lines.

    It keeps nothing but in its own DATA_DIR.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.endswith("CACHE_URL")}
    return subprocess.Popen(
        [sys.executable, "-u", str(first_content.ROOT / "manage.py"), *command],
        env={**inherited, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def shell(code: str, environment: dict[str, str]) -> None:
    """Run Python code in a process of its own."""
    with start(["shell", "-v0", "-c", code], environment) as process:
        process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)


@contextmanager
def processes(number: int, environment: dict[str, str]) -> Iterator[list[str]]:
    """The addresses of so many servers of one site, processes that have each found a free port."""
    with ExitStack() as running:
        started = []
        for _ in range(number):
            server = running.enter_context(start(["runserver", "--noreload", "127.0.0.1:0"], environment))
            running.callback(server.terminate)
            started.append(server)
        yield [_address(server) for server in started]


def _address(server: subprocess.Popen[str]) -> str:
    """What the server says as soon as it listens."""
    for line in server.stdout or []:
        if "server at http" in line:
            return line.split()[-1].rstrip("/")
    raise RuntimeError("The server did not start")


@contextmanager
def database(folder: Path) -> Iterator[None]:
    """Point Django at the SQLite file in `folder`, in every thread, and back again afterwards."""
    usual_settings, usual_connection = connections.settings["default"], connections["default"]
    connections.settings["default"] = {
        **usual_settings,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / first_content.DATABASE),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        "CONN_MAX_AGE": 0,
    }
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = usual_settings
        connections["default"] = usual_connection


def settings_for(folder: Path, address: str) -> override_settings:
    return override_settings(
        DATA_DIR=folder,
        MEDIA_ROOT=folder / "media",
        PRIVATE_ROOT=folder / "private",
        SITE_URL=address,
        WAGTAILADMIN_BASE_URL=address,
    )
