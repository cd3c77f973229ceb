"""Delivery from a bucket: a real S3 server, and the signed address fetched as a browser would."""

import secrets
import urllib.parse
import urllib.request

import boto3
import pytest
from django.core.files.base import ContentFile
from moto.server import ThreadedMotoServer

from library import checkup
from library.delivery import open_file
from library.models import Document, Download
from library.s3 import PrivateBucket
from tests.config.test_settings import start
from tests.library.conftest import MP4, PDF, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def bucket(settings, monkeypatch):
    for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(variable, "for-the-test")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    # What is in moto's buckets outlives its server.
    name = f"aviguk-{secrets.token_hex(8)}"
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    try:
        boto3.client("s3", endpoint_url=endpoint, region_name="eu-west-2").create_bucket(
            Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
        )
        settings.FILES_DELIVERY = "s3"
        storage = PrivateBucket(
            bucket_name=name, region_name="eu-west-2", endpoint_url=endpoint, addressing_style="path"
        )
        monkeypatch.setattr(Document._meta.get_field("file"), "storage", storage)
        yield storage
    finally:
        server.stop()


def fetch(address, **headers):
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, answer.headers, answer.read()


def test_a_member_is_led_to_a_signed_address(client, member, bucket, members_files):
    document = make_document("Häuser.pdf", PDF, members_files)
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert Download.objects.count() == 1
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(response["Location"]).query)
    assert query["X-Amz-Expires"] == ["120"]
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    status, headers, body = fetch(response["Location"])
    assert (status, body) == (200, PDF)
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "inline; filename*=utf-8''H%C3%A4user.pdf"
    assert headers["Cache-Control"] == "private, no-store"


def test_a_stretch_of_a_film_comes_from_the_bucket(client, member, bucket, members_files):
    film = make_document("film.mp4", MP4, members_files)
    response = client.get(film.url, HTTP_RANGE="bytes=100-199")
    assert response.status_code == 302
    assert fetch(response["Location"], Range="bytes=100-199")[::2] == (206, MP4[100:200])
    assert not Download.objects.exists()


def test_strangers_get_no_address(client, bucket, private):
    response = client.get(private.url)
    assert response["Location"].startswith("/accounts/login/")
    with pytest.raises(NotImplementedError):
        _ = private.file.url


def test_what_anybody_may_open_is_signed_anew_each_time(client, bucket, public):
    response = client.get(public.url)
    assert response["Cache-Control"] == "private, no-store"
    assert fetch(response["Location"])[2] == PDF


def test_head_and_captions_are_answered_by_the_site(client, member, bucket, members_files):
    """A signed address is for GET only, and browsers take captions from the page's own address only."""
    film = make_document("film.mp4", MP4, members_files)
    response = client.head(film.url)
    assert (response.status_code, response["Content-Length"]) == (200, str(len(MP4)))
    captions = make_document("film.vtt", b"WEBVTT\n", members_files)
    response = client.get(captions.url)
    assert (response.status_code, response.getvalue()) == (200, b"WEBVTT\n")
    assert response["Content-Type"].startswith("text/vtt")


def test_replacing_and_deleting_reach_the_bucket(
    bucket, members_files, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path / "media"  # where no other test has left a picture
    document = make_document(collection=members_files)
    assert (document.file_size, len(document.file_hash)) == (len(PDF), 40)
    with django_capture_on_commit_callbacks(execute=True):
        document.file.save("newer.pdf", ContentFile(PDF + b"new"))
    assert set(bucket.names()) == {document.file.name}
    with open_file(document) as file:
        assert file.read() == PDF + b"new"
    assert [finding.text for finding in checkup.documents()] == []
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert set(bucket.names()) == set()


# --- Settings -------------------------------------------------------------------------------------

S3 = {"FILES_DELIVERY": "s3", "FILES_S3_BUCKET": "files", "FILES_S3_REGION": "eu-west-2"}
SHOW = (
    "from django.conf import settings; from django.core.files.storage import storages; "
    "print(type(storages['private']).__name__, settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['media-src'])"
)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"FILES_DELIVERY": "ftp"}, "it is embedded, nginx or s3"),
        ({"FILES_DELIVERY": "s3"}, "needs FILES_S3_BUCKET and FILES_S3_REGION"),
        ({**S3, "FILES_S3_SECONDS": "3600"}, "between 60 and 300"),
        ({**S3, "FILES_S3_ENDPOINT": "http://s3.example.org"}, "must be an https address"),
    ],
)
def test_a_wrong_setting_stops_the_start(tmp_path, given, said):
    result = start(tmp_path, **given)
    assert result.returncode != 0
    assert said in result.stderr


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        (None, "https://files.s3.eu-west-2.amazonaws.com"),
        ("https://s3.example.org", "https://s3.example.org"),
    ],
)
def test_pages_may_play_films_from_the_bucket_and_from_nowhere_else(tmp_path, endpoint, host):
    result = start(tmp_path, "shell", "-v0", "-c", SHOW, FILES_S3_ENDPOINT=endpoint, **S3)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split(maxsplit=1) == ["PrivateBucket", f"[\"'self'\", '{host}']\n"]
