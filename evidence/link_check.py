"""Asks the addresses of the evidence whether they still lead somewhere.

Only http and https are asked, and only public addresses: a name that leads into the server's own network is
refused, at the first step and after each redirect. The connection goes to the very address that was judged,
so a name can't lead elsewhere a moment later. One address at a time, with a pause for the same host.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from core.seo import absolute_url

SECONDS = 10
MOST_REDIRECTS = 5
PAUSE = 1.0
#: Answers that say for certain that nothing is there.
GONE = {404, 410}
#: Answers to HEAD for which GET is worth a try: many servers know no HEAD.
TRY_GET = {400, 401, 403, 404, 405, 406, 429, 500, 501, 503}
PORTS = {"http": 80, "https": 443}


class RefusedError(Exception):
    """The address may not be asked; the message says why."""


@dataclass(frozen=True)
class Answer:
    """``result`` is one of LinkCheck.Result; ``status`` None if nobody answered."""

    result: str
    status: int | None = None
    problem: str = ""


def check(address: str, is_allowed: Callable[[str], bool] | None = None) -> Answer:
    """Ask one address: with HEAD, and with GET if the answer to that may not mean it.

    ``is_allowed`` judges the number of a host (default: public ones only).
    """
    allowed = is_allowed or is_public
    try:
        status = _status("HEAD", address, allowed)
        if status in TRY_GET:
            status = _status("GET", address, allowed)
    except RefusedError as error:
        return Answer("unsure", problem=str(error))
    except socket.gaierror:
        return Answer("dead", problem="There is no such host.")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer("unsure", problem=f"No answer: {error}"[:300])
    if status in GONE:
        return Answer("dead", status, "The page is not there.")
    if status < 400:
        return Answer("works", status)
    # Publishers often refuse programs: that says nothing about readers.
    return Answer("unsure", status, "The server answered, but not to us.")


def is_public(number: str) -> bool:
    """Whether a host's number is one of the public internet: not private, not this machine, not multicast."""
    address = ipaddress.ip_address(number)
    mapped = getattr(address, "ipv4_mapped", None)
    return is_public(str(mapped)) if mapped else address.is_global and not address.is_multicast


def _status(method: str, address: str, allowed: Callable[[str], bool]) -> int:
    for _step in range(MOST_REDIRECTS + 1):
        status, location = _ask(method, address, allowed)
        if status not in {301, 302, 303, 307, 308} or not location:
            return status
        address = urljoin(address, location)
    raise RefusedError("It leads on and on.")


def _ask(method: str, address: str, allowed: Callable[[str], bool]) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise RefusedError("Only http and https addresses are asked.")
    port = parts.port or PORTS[parts.scheme]
    number = _number(parts.hostname, port, allowed)
    connection = _connection(parts.scheme, parts.hostname, number, port)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": f"AVIGuk link check ({absolute_url('/')})", "Accept": "*/*"}
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def _number(host: str, port: int, allowed: Callable[[str], bool]) -> str:
    numbers = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(allowed(number) for number in numbers):
        raise RefusedError("It leads into a private network.")
    return numbers[0]


def _connection(scheme: str, host: str, number: str, port: int) -> http.client.HTTPConnection:
    """A connection to ``number`` that speaks as ``host``: the name is not looked up a second time."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    sock = socket.create_connection((number, port), timeout=SECONDS)
    if scheme == "https":
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except BaseException:
            sock.close()
            raise
    connection.sock = sock
    return connection


class Politeness:
    """Waits before a host is asked again."""

    def __init__(self, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep):
        self.pause, self.sleep, self.asked = pause, sleep, {}

    def before(self, address: str) -> None:
        host = urlsplit(address).hostname or ""
        left = self.asked.get(host, -self.pause) + self.pause - time.monotonic()
        if host in self.asked and left > 0:
            self.sleep(left)
        self.asked[host] = time.monotonic()
