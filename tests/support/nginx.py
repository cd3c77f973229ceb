"""The real nginx with the real configuration of deploy/, on free ports, in a temporary folder."""

import datetime
import fcntl
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support import system
from tests.support.postgres import free_port

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"

MAIN = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
    {more}
}}
"""


def program() -> str:
    """nginx, installed if that is possible; else the test is left out, or fails where nothing may be."""
    with Path(tempfile.gettempdir(), "aviguk-nginx.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not system.nginx():
            system.install("nginx")
    found = system.nginx()
    if found:
        return found
    if system.leave_out("nginx", "nginx"):
        pytest.fail("There is no nginx, and nothing may be left out here.")
    pytest.skip("There is no nginx here: apt install nginx")


def certificate(folder: Path, host: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def site_configuration(folder: Path, upstream: str, data: Path, ports: tuple[int, int]) -> str:
    """deploy/nginx.conf with the values replaced that it says are to be replaced, and the ports."""
    host = "127.0.0.1"
    certificate(folder, host)
    text = CONFIGURATION.read_text()
    for ours, here in {
        "/etc/letsencrypt/live/www.example.org": str(folder),
        "unix:/run/aviguk/web.sock": upstream,
        "/srv/aviguk/var": str(data),
        "/var/log/nginx": str(data),
        "listen 80;": f"listen {host}:{ports[0]};",
        "listen 443 ssl http2;": f"listen {host}:{ports[1]} ssl http2;",
        "www.example.org": host,
    }.items():
        assert ours in text, ours
        text = text.replace(ours, here)
    return text


@contextmanager
def server(upstream: str, data: Path, more: str = "") -> Iterator[tuple[str, str]]:
    """The https and the http address of an nginx before the site at ``upstream`` (an address, http://…).

    ``data``: the site's DATA_DIR; here nginx writes its log there, too. ``more``: further configuration
    inside ``http { }``; FOLDER in it stands for the folder with the certificate.
    """
    nginx = program()
    with tempfile.TemporaryDirectory(prefix="aviguk-nginx-") as name:
        folder = Path(name)
        ports = free_port(), free_port()
        (folder / "site.conf").write_text(site_configuration(folder, urlsplit(upstream).netloc, data, ports))
        # As on a server: another user, who reads private files by being in the site's group.
        user = "user nobody root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            MAIN.format(folder=folder, user=user, more=more.replace("FOLDER", name))
        )
        folder.chmod(0o755)
        command = [
            nginx,
            "-c",
            str(folder / "nginx.conf"),
            "-p",
            str(folder),
            "-e",
            str(folder / "error.log"),
        ]
        subprocess.run([*command, "-t"], check=True, capture_output=True)
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait_for(folder / "pid", process, folder / "error.log")
            yield f"https://127.0.0.1:{ports[1]}", f"http://127.0.0.1:{ports[0]}"
        finally:
            process.terminate()
            process.wait()


def wait_for(pid: Path, process: subprocess.Popen, log: Path) -> None:
    """Until nginx listens: it writes its pid afterwards."""
    end = time.monotonic() + 20
    while not (pid.exists() and pid.read_text().strip()):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"nginx did not start:\n{log.read_text() if log.exists() else ''}")
        time.sleep(0.02)
