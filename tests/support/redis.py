"""A Redis of the tests' own: on this machine's loopback, in memory only, gone with the test."""

import fcntl
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from tests.support import system
from tests.support.postgres import free_port


def program() -> str:
    """redis-server, installed if that can be; else the test is left out, or fails where nothing may be."""
    with Path(tempfile.gettempdir(), "aviguk-redis.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shutil.which("redis-server"):
            system.install("redis-server")
    found = shutil.which("redis-server")
    if found:
        return found
    if system.leave_out("Redis", "redis-server"):
        pytest.fail("There is no Redis, and nothing may be left out here.")
    pytest.skip("There is no Redis here: apt install redis-server")


@contextmanager
def server() -> Iterator[str]:
    """The CACHE_URL of a running server."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="aviguk-redis-") as folder:
        command = [program(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port, process)
            yield f"rediscache://127.0.0.1:{port}/1"
        finally:
            process.terminate()
            process.wait()


def wait_for(port: int, process: subprocess.Popen) -> None:
    end = time.monotonic() + 20
    with redis.Redis(port=port) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError:
                if process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return
