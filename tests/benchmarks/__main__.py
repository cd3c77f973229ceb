"""
Requests per second of the main pages, beside a bare Django "hello world" on the same server: make bench.

gunicorn serves the site as in production (production settings, one worker, compressed hashed static files)
from a temporary folder with the first content. Rounds go through the addresses in turn, so that a busy
machine slows all alike, and the ratio to "hello world" says more than the bare number.

BENCH_SECONDS (default 3) is the length of one measurement, BENCH_ROUNDS (default 5) their number. Fails where
a page that is kept reaches less than LEAST of the bare view. wrk asks, and is installed where that is
possible: a client that is slower than the server makes what is quick look as slow as the rest.
"""

import http.client
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.support import first_content, system
from tests.support.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
#: Visitors who ask at the same time, each again as soon as they are answered.
VISITORS = 4
#: What each page must reach of the bare view's requests per second.
LEAST = 0.5
HELLO = "/hello"
ADDRESSES = {
    "hello world": HELLO,
    "home": "/",
    "article": "/news/a-new-home-on-the-web/",
    "evidence": "/evidence/",
    "timeline": "/history/",
}


@contextmanager
def server(site: Path, workers: int = 1) -> Iterator[int]:
    """The port of a gunicorn that serves the copy of the site in `site`."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DATA_DIR": str(site),
        "DATABASE_URL": f"sqlite:///{site / first_content.DATABASE}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
    }
    subprocess.run(
        [sys.executable, ROOT / "manage.py", "collectstatic", "--noinput", "-v0"], env=environment, check=True
    )
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        f"--workers={workers}",
        "--no-control-socket",
        "--log-level=error",
    ]
    process = subprocess.Popen(
        [*command, f"--bind=127.0.0.1:{port}", "tests.benchmarks.wsgi"], cwd=ROOT, env=environment
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen, address: str = HELLO) -> None:
    while process.poll() is None:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port), address) == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("gunicorn did not start; the lines above say why")


def ask(connection: http.client.HTTPConnection, address: str) -> int:
    """The status of one answer, read to its end."""
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    return answer.status


@cache
def wrk() -> str | None:
    """The program that asks, installed if that is possible."""
    if not shutil.which("wrk"):
        system.install("wrk")
    return shutil.which("wrk")


def client() -> str:
    """Who asked, for below a table."""
    return "Asked by wrk." if wrk() else "Asked by Python, which flatters slow pages: install wrk."


def measure(port: int, address: str) -> float:
    """Requests answered in a second, by VISITORS at once. wrk, where there is one, costs the server least."""
    if program := wrk():
        command = [program, "--threads=1", f"--connections={VISITORS}", f"--duration={SECONDS:g}s"]
        command += [f"http://127.0.0.1:{port}{address}"]
        report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in report:
            raise RuntimeError(f"{address} did not always answer 200")
        return float(report.split("Requests/sec:")[1].split()[0])
    counts = [0] * VISITORS
    end = time.perf_counter() + SECONDS

    def visit(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            if ask(connection, address) != 200:
                raise RuntimeError(f"{address} did not answer 200")
            counts[number] += 1

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="aviguk-bench-") as folder:
        print("Making a site with the first content", flush=True)
        site = first_content.template(Path(folder))
        results: dict[str, list[float]] = {name: [] for name in ADDRESSES}
        with server(site) as port:
            for address in ADDRESSES.values():
                status = ask(http.client.HTTPConnection("127.0.0.1", port), address)
                if status != 200:
                    raise SystemExit(f"{address} answered {status}")
            for number in range(ROUNDS):
                print(f"round {number + 1} of {ROUNDS}", flush=True)
                for name, address in ADDRESSES.items():
                    results[name].append(measure(port, address))
    hello = statistics.median(results["hello world"])
    print(f"\n{'page':<12} {'requests/s':>10} {'to hello':>9} {'ms each':>8}   address")
    ratios = {}
    for name, address in ADDRESSES.items():
        rate = statistics.median(results[name])
        ratios[name] = rate / hello
        print(f"{name:<12} {rate:>10.0f} {ratios[name]:>9.3f} {1000 / rate:>8.2f}   {address}")
    rounds = f"Median of {ROUNDS} rounds of {SECONDS:g} s"
    print(f"\n{rounds}, one worker, {VISITORS} visitors at a time. {client()}")
    return 0 if min(ratios.values()) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
