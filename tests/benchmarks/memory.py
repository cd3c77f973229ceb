"""
The memory of a worker after many mixed requests: part of make bench.

One gunicorn worker with the first content answers MEMORY_REQUESTS (default 10,000) requests: every public
page of the sitemap in turn, with filters, searches, feeds, wrong addresses and forms among them, and half of
them for a member who is signed in, with the members' own pages. Its resident memory is read from the system
after each fifth. Fails over MOST megabytes, or when the last three fifths add more than GROWTH.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
from http.cookies import SimpleCookie
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.__main__ import server
from tests.support import first_content

REQUESTS = int(os.environ.get("MEMORY_REQUESTS", "10000"))
MOST, GROWTH = 200, 8
MORE = [
    "/news/feed/",
    "/sitemap.xml",
    "/robots.txt",
    "/evidence/?q=families&kind=trial",
    "/evidence/export.bib",
    "/supervisors/?q=ann",
    "/search/?q=attachment",
    "/search/suggest/?q=att",
    "/no-such-page/",
    "/news/?page=99999",
    "/accounts/login/",
    "/join/",
    "/members/",
    "/search/?q={number}",
    "/evidence/?q={number}",
]


PASSWORD = "attuned-demo-2026"
SIGN_IN = "/accounts/login/"
MEMBERS = [
    "/members/",
    "/members/standards/",
    "/members/standards/keeping-recordings/",
    "/members/training/",
    "/accounts/own-data/",
    "/search/?q=recordings",
]


def cookies_of(answer: http.client.HTTPResponse) -> dict[str, str]:
    found = [SimpleCookie(line) for line in answer.headers.get_all("Set-Cookie", [])]
    return {name: cookie.value for one in found for name, cookie in one.items()}


def sign_in(connection: http.client.HTTPConnection, email: str) -> dict[str, str]:
    """The headers of somebody who has signed in with the form."""
    connection.request("GET", SIGN_IN)
    answer = connection.getresponse()
    page, cookies = answer.read().decode(), cookies_of(answer)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token and token[1]}
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", SIGN_IN, urlencode(form), headers | kind)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise SystemExit(f"Signing in answered {answer.status}")
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in {**cookies, **cookies_of(answer)}.items())
    }


def resident(process: int) -> float:
    """Megabytes that a process holds in memory now (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def worker_of(port: int) -> int:
    """The one worker of the gunicorn that listens there: the child of our child."""
    listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listing.stdout.splitlines() if f"127.0.0.1:{port}" in line]
    processes = {int(pid): int(parent) for pid, parent, _command in rows}
    return next(pid for pid, parent in processes.items() if parent in processes)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="aviguk-bench-") as temporary:
        print("Making a site with the first content", flush=True)
        with server(first_content.template(Path(temporary))) as port:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/sitemap.xml")
            pages = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", connection.getresponse().read().decode())
            worker, sizes = worker_of(port), []
            member = sign_in(connection, "member@example.org")
            turns = [(page, headers) for page in [*pages, *MORE] for headers in ({}, member)]
            turns += [(page, member) for page in MEMBERS]
            for number, (address, headers) in enumerate(islice(cycle(turns), REQUESTS), start=1):
                connection.request("GET", address.format(number=number), headers=headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status >= 500 or (address in MEMBERS and headers and answer.status != 200):
                    raise SystemExit(f"{address} answered {answer.status}")
                if number % (REQUESTS // 5) == 0:
                    sizes.append(resident(worker))
                    print(f"after {number:>6} requests: {sizes[-1]:.0f} MB", flush=True)
    good = sizes[-1] <= MOST and sizes[-1] - sizes[1] <= GROWTH
    if not good:
        print(f"Over {MOST} MB, or {GROWTH} MB more than after two fifths.", file=sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
