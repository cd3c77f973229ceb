"""
What the tests need from the machine beyond Python: a PostgreSQL server, a Chromium, nginx and Redis.

Looks for them, installs them where it can (Debian's packages, as root), and otherwise says plainly what is
left out. With CI=true nothing may be left out.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def is_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def postgres_folder() -> Path | None:
    """The folder with the newest PostgreSQL server's programs, or None."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda path: float(path.parts[-3]),
        reverse=True,
    )
    if packaged:
        return packaged[0].parent
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def chromium() -> str | None:
    """The system's Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    applications = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or (applications if Path(applications).exists() else None)


def nginx() -> str | None:
    """The system's nginx, or None."""
    # Where Debian puts it, which is not on everybody's path.
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def install(package: str) -> None:
    """Try Debian's package manager, where there is one and we may use it."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # One process at a time: apt-get gives up where another is at work.
    with Path(tempfile.gettempdir(), "aviguk-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", package]):
            subprocess.run(
                ["apt-get", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=False,
            )


def leave_out(what: str, package: str) -> int:
    """Say what is not run here, and return the exit code: 0 for make to go on, but a failure in CI."""
    verdict = "FAILED" if is_ci() else "LEFT OUT"
    print(
        f"\n{verdict}: the {what} tests. There is no {what} on this machine and it could not be installed. "
        f"On Debian or Ubuntu: sudo apt install {package}\n",
        file=sys.stderr,
    )
    return 1 if is_ci() else 0
