"""
How fast a large document is delivered, beside nginx serving the same file in the same run: make bench.

gunicorn (production settings, one worker with threads, as in deploy/systemd) hands a file of 1 GB out by
itself, beside nginx over plain HTTP; and nginx with deploy/nginx.conf hands it out for the site
(X-Accel-Redirect), beside nginx without the site, both over TLS. Rounds take turns, so that a busy machine
slows all alike.

BENCH_MEGABYTES (default 1024) is the size of the file, BENCH_DOWNLOADS (default 5) how often each way is
measured.
"""

import http.client
import os
import secrets
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.support import first_content, nginx
from tests.support.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
SIZE = int(os.environ.get("BENCH_MEGABYTES", "1024")) * MEGABYTE
DOWNLOADS = int(os.environ.get("BENCH_DOWNLOADS", "5"))
#: What must be reached: parts of nginx's own speed, and megabytes that the worker may grow by.
EMBEDDED, BY_NGINX, GROWTH = 0.5, 0.9, 20

#: A document that anybody may open: the gate is asked all the same.
MAKE_DOCUMENT = """
from django.core.files.base import ContentFile
from library.models import Document
document = Document.objects.create(title="A long film", file=ContentFile(b"x", name="film.mp4"))
Document.objects.filter(pk=document.pk).update(file_size={size})
print(document.url, document.file.path)
"""

STATIC = """
    server {{
        listen 127.0.0.1:{plain};
        listen 127.0.0.1:{secure} ssl http2;
        ssl_certificate FOLDER/fullchain.pem;
        ssl_certificate_key FOLDER/privkey.pem;
        sendfile on;
        root {data};
    }}
"""


@dataclass
class Server:
    address: str
    process: subprocess.Popen

    def memory(self, what: str) -> float:
        """Megabytes of the worker: VmRSS now, VmHWM at most."""
        worker = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()[0]
        line = next(line for line in Path(f"/proc/{worker}/status").read_text().splitlines() if what in line)
        return int(line.split()[1]) / 1024


def environment(site: Path, delivery: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DATA_DIR": str(site),
        "DATABASE_URL": f"sqlite:///{site / first_content.DATABASE}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
        "BEHIND_HTTPS_PROXY": "1",
        "FILES_DELIVERY": delivery,
    }


@contextmanager
def gunicorn(site: Path, delivery: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers=1", "--worker-class=gthread", "--threads=8"]
    command += [
        "--no-control-socket",
        "--log-level=error",
        f"--bind=127.0.0.1:{port}",
        "tests.benchmarks.wsgi",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(site, delivery))
    try:
        for _attempt in range(600):
            try:
                if download(f"http://127.0.0.1:{port}/hello")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait()


def download(address: str) -> tuple[int, int, float]:
    """The status, the number of bytes, and the seconds that one download took."""
    parts = urlsplit(address)
    connection = (
        http.client.HTTPSConnection(parts.netloc, context=ssl._create_unverified_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.netloc)
    )
    buffer = memoryview(bytearray(MEGABYTE))
    started = time.perf_counter()
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    count = 0
    while got := answer.readinto(buffer):
        count += got
    return answer.status, count, time.perf_counter() - started


def make_document(site: Path) -> tuple[str, str]:
    """The address of a document of SIZE bytes, and its path below the site's folder."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "shell", "-v0", "-c", MAKE_DOCUMENT.format(size=SIZE)],
        env=environment(site, "nginx"),
        capture_output=True,
        text=True,
        check=True,
    )
    address, path = done.stdout.split()
    with Path(path).open("wb") as file:
        for _piece in range(SIZE // MEGABYTE):
            file.write(os.urandom(MEGABYTE))
    # The first content was loaded where nginx does not deliver.
    for folder in (site, site / "private", *Path(path).parents[:2]):
        folder.chmod(0o755)
    return address, "/" + Path(path).relative_to(site).as_posix()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="aviguk-bench-") as name:
        Path(name).chmod(0o755)
        print("Making a site with a document of", SIZE // MEGABYTE, "MB", flush=True)
        site = first_content.template(Path(name))
        subprocess.run(
            [sys.executable, ROOT / "manage.py", "collectstatic", "--noinput", "-v0"],
            env=environment(site, "embedded"),
            check=True,
        )
        address, path = make_document(site)
        plain, secure = free_port(), free_port()
        static = STATIC.format(plain=plain, secure=secure, data=site)
        with (
            gunicorn(site, "embedded") as embedded,
            gunicorn(site, "nginx") as upstream,
            nginx.server(upstream.address, site, static) as (front, _plain),
        ):
            ways = {
                "nginx, plain": f"http://127.0.0.1:{plain}{path}",
                "embedded, plain": embedded.address + address,
                "nginx, TLS": f"https://127.0.0.1:{secure}{path}",
                "X-Accel, TLS": front + address,
            }
            speeds = measure(ways, embedded)
    report(speeds)


def measure(ways: dict[str, str], embedded: Server) -> dict[str, float]:
    for name, address in ways.items():
        status, count, _seconds = download(address)
        if (status, count) != (200, SIZE):
            raise SystemExit(f"{name}: {address} answered {status} with {count} bytes")
        if name.startswith("embedded"):
            # The first request loads templates and the like; from now on nothing should grow.
            before = embedded.memory("VmRSS")
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(DOWNLOADS):
        print(f"round {number + 1} of {DOWNLOADS}", flush=True)
        for name, address in ways.items():
            seconds[name].append(download(address)[2])
    speeds = {name: SIZE / MEGABYTE / statistics.median(taken) for name, taken in seconds.items()}
    speeds["growth"] = max(0.0, embedded.memory("VmHWM") - before)
    return speeds


def report(speeds: dict[str, float]) -> None:
    print(f"\n{'way':<16} {'MB/s':>8}")
    for name, speed in speeds.items():
        if name != "growth":
            print(f"{name:<16} {speed:>8.0f}")
    reached = {
        f"embedded to nginx, at least {EMBEDDED:.0%}": (
            speeds["embedded, plain"] / speeds["nginx, plain"],
            EMBEDDED,
        ),
        f"X-Accel to nginx, at least {BY_NGINX:.0%}": (
            speeds["X-Accel, TLS"] / speeds["nginx, TLS"],
            BY_NGINX,
        ),
    }
    print()
    for name, (ratio, least) in reached.items():
        print(f"{name:<34} {ratio:>5.0%}  {'reached' if ratio >= least else 'MISSED'}")
    grown = speeds["growth"]
    verdict = "reached" if grown < GROWTH else "MISSED"
    print(f"{f'worker grew by, below {GROWTH} MB':<34} {grown:>5.1f}  {verdict}")
    print(f"\nMedian of {DOWNLOADS} downloads of {SIZE // MEGABYTE} MB each.")
    if grown >= GROWTH or any(ratio < least for ratio, least in reached.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
