"""The real nginx with deploy/nginx.conf before the real site: X-Accel, headers, ranges."""

import http.client
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site_settings
from django.test import Client

from library.models import Document, Download
from library.storage import PrivateStorage
from tests.factories import MembershipFactory
from tests.library.conftest import MP4, PDF, make_document
from tests.support import nginx

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REPEATED = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Robots-Tag",
    "Cross-Origin-Resource-Policy",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cache-Control",
    "Content-Disposition",
    "Content-Type",
    "Strict-Transport-Security",
}


def connection_to(netloc, secure):
    if not secure:
        return http.client.HTTPConnection(netloc, timeout=30)
    return http.client.HTTPSConnection(netloc, context=ssl._create_unverified_context(), timeout=30)


@pytest.fixture
def by_nginx(settings, monkeypatch):
    """Files are written as they are on a server where nginx delivers: its group may read them."""
    settings.FILES_DELIVERY = "nginx"
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", PrivateStorage())
    for folder in (settings.DATA_DIR, settings.PRIVATE_ROOT, settings.PRIVATE_ROOT / "documents"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o750)


@pytest.fixture
def front(by_nginx, running_site):
    """Ask nginx: ``ask(address, session=…, **headers)`` answers with the status, the headers and the body."""
    with nginx.server(running_site, site_settings.DATA_DIR) as (secure, plain):

        def ask(address, method="GET", user=None, over=secure, **headers):
            if user:
                client = Client()
                client.force_login(user)
                cookie = client.cookies[site_settings.SESSION_COOKIE_NAME]
                headers["Cookie"] = f"{cookie.key}={cookie.value}"
            connection = connection_to(urlsplit(over).netloc, over == secure)
            connection.request(
                method, address, headers={key.replace("_", "-"): value for key, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

        ask.plain = plain
        yield ask


@pytest.fixture
def member(db):
    return MembershipFactory().user


def test_a_member_gets_the_file_from_nginx_with_every_header(front, private, member):
    status, headers, body = front(private.url, user=member)
    assert (status, body) == (200, PDF)
    assert headers["Server"] == "nginx"
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Content-Length"] == str(len(PDF))
    assert "X-Accel-Redirect" not in headers
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(member)
    site_alone = client.get(private.url)
    for name in REPEATED:
        assert headers.get_all(name) == [site_alone[name]], name
    assert "Cookie" in headers["Vary"]
    assert headers["Cache-Control"] == "private, no-store"
    assert Download.objects.filter(user=member, document=private).exists()


def test_everybody_else_is_refused_before_nginx_is_asked(front, private):
    for extra in ({}, {"Range": "bytes=0-3"}, {"If_None_Match": f'"{private.file_hash}"'}):
        status, headers, body = front(private.url, **extra)
        assert (status, body) == (302, b"")
        assert headers["Location"].startswith("/accounts/login/")
        assert "no-store" in headers["Cache-Control"]


def test_attack_4_the_internal_location_and_its_neighbours_are_closed(front, private, member):
    name = private.file.name
    for path in (
        f"/private-files/{name}",
        f"/private-files/../private-files/{name}",
        f"/%70rivate-files/{name}",
        "/private-files/..%2f..%2fdb.sqlite3",
        f"/media/../private/{name}",
        f"/media/images/..%2f..%2fprivate/{name}",
        f"/media/{name}",
        "/media/uploaded_files/standard.pdf",
    ):
        status, _headers, body = front(path, user=member)
        assert status in {400, 404}, path
        assert PDF not in body


def test_ranges_are_nginxs(front, members_files, member):
    film = make_document("film.mp4", MP4, members_files)
    for header, status, expected in (
        ("bytes=0-9", 206, MP4[:10]),
        ("bytes=5-", 206, MP4[5:]),
        ("bytes=-7", 206, MP4[-7:]),
        ("bytes=0-1,4-5", 200, MP4),
        ("nonsense", 200, MP4),
    ):
        assert front(film.url, user=member, Range=header)[::2] == (status, expected)
    status, headers, _body = front(film.url, user=member, Range=f"bytes={len(MP4)}-")
    assert status == 416
    status, headers, body = front(film.url, method="HEAD", user=member)
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(MP4)))
    tag = headers["ETag"]
    assert front(film.url, user=member, Range="bytes=0-3", If_Range=tag)[0] == 206
    assert front(film.url, user=member, Range="bytes=0-3", If_Range='"other"')[0] == 200
    assert front(film.url, user=member, If_None_Match=tag)[::2] == (304, b"")
    before = Download.objects.count()
    assert front(film.url, user=member, Range="bytes=500-", If_Range=tag)[::2] == (206, MP4[500:])
    assert front(film.url, user=member, Range="bytes=999999-", If_Range='"older"')[::2] == (200, MP4)
    assert Download.objects.count() == before + 1


@pytest.mark.parametrize("name", ["Häuser 100%.pdf", "стандарт+1.pdf", "字.pdf"])
def test_any_name_is_found(front, members_files, member, name):
    document = make_document(name, PDF, members_files)
    assert front(document.url, user=member)[::2] == (200, PDF)


def test_plain_http_leads_to_https(front, private):
    status, headers, _body = front(private.url, over=front.plain)
    assert (status, headers["Location"]) == (301, f"https://127.0.0.1{private.url}")


def test_the_log_says_which_page_and_not_what_was_asked_there(by_nginx, running_site, settings):
    asked = ["/supervisors/check/?q=Sunil%20Secret", "/supervisors/?near=EH8%209YL"]
    with nginx.server(running_site, settings.DATA_DIR) as addresses:
        for secure, address in zip((True, False), addresses, strict=True):
            for path in asked:
                connection = connection_to(urlsplit(address).netloc, secure)
                connection.request("GET", path, headers={"Referer": "https://example.org/?q=Secret"})
                connection.getresponse().read()
    # nginx has ended, so all is written.
    written = (settings.DATA_DIR / "aviguk.log").read_text()
    assert written.count('"GET /supervisors/check/"') == 2
    assert written.count('"GET /supervisors/"') == 2
    assert "Secret" not in written
    assert "9YL" not in written


def test_pictures_come_from_nginx_and_nothing_else_of_their_folder(front, settings):
    for folder in ("images", "uploaded_files"):
        path = settings.MEDIA_ROOT / folder / "dot.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG")
        for each in (path, *path.parents[:2]):
            each.chmod(0o755)
    try:
        status, headers, body = front("/media/images/dot.png")
        assert (status, body, headers["X-Content-Type-Options"]) == (200, b"\x89PNG", "nosniff")
        assert front("/media/uploaded_files/dot.png")[0] == 404
        assert front("/media/images/")[0] in {403, 404}
    finally:
        for folder in ("images", "uploaded_files"):
            Path(settings.MEDIA_ROOT / folder / "dot.png").unlink()
