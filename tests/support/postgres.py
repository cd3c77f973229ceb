"""
Run a command beside a PostgreSQL of its own: python -m tests.support.postgres COMMAND…

The server lives in a temporary folder, listens on this machine's loopback only, belongs to an unprivileged
user (PostgreSQL refuses root) and is gone when the command ends. The command finds it in DATABASE_URL.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support import system

#: Durability is for data that anybody will want back.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def unprivileged() -> dict[str, Any]:
    """How subprocess has to run the server's programs: as ourselves, or as somebody else if we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise SystemExit(
        "PostgreSQL does not run as root, and there is neither a postgres nor a nobody to run it as."
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server's DATABASE_URL."""
    account = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="aviguk-pg-"))
    data = folder / "data"
    log = folder / "log"
    if account:
        os.chown(folder, account["user"], account["group"])
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(folder)}

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [programs / program, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **account,
        )
        if done.returncode:
            detail = log.read_text() if log.exists() else ""
            raise SystemExit(f"PostgreSQL's {program} failed:\n{done.stderr}{detail}")

    try:
        run("initdb", "-D", str(data), "-U", "aviguk", "-A", "trust", "-E", "UTF8", "--no-sync")
        port = free_port()
        options = [f"-c {option}" for option in [*QUICK, f"port={port}", "listen_addresses=127.0.0.1"]]
        options.append(f"-c unix_socket_directories={folder}")
        run("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-o", " ".join(options), "start")
        try:
            yield f"postgres://aviguk@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    programs = system.postgres_folder()
    if not programs:
        system.install("postgresql")
        programs = system.postgres_folder()
    if not programs:
        return system.leave_out("PostgreSQL", "postgresql")
    with server(programs) as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
