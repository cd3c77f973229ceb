"""The site on a free port of this machine, in threads of the test process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import override_settings

from tests.support import first_content


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Requests are not news."""


@contextmanager
def server() -> Iterator[str]:
    """
    The address of a running server.

    Not Django's LiveServerThread: that one answers static and media files itself, and so would hide the
    headers and the routes that the site gives them.
    """
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    httpd.set_app(WSGIHandler())
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


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
