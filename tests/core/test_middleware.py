"""What every answer goes through: compression of pages, and no keeping of what a signed-in visitor saw."""

import gzip

import pytest
from django.core.files.base import ContentFile

from library.models import Document
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_page_travels_compressed(client):
    response = client.get("/accounts/login/", HTTP_ACCEPT_ENCODING="gzip")
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert b"</html>" in gzip.decompress(response.content)


def test_a_file_travels_as_it_is(client):
    document = Document(title="Open to everyone")
    document.file.save("open.pdf", ContentFile(b"%PDF-1.4" + b" " * 1000))
    response = client.get(document.url, HTTP_ACCEPT_ENCODING="gzip")
    assert response.getvalue().startswith(b"%PDF")


def test_what_a_signed_in_visitor_saw_is_kept_by_nobody(client):
    client.force_login(UserFactory())
    assert "no-store" in client.get("/nowhere/")["Cache-Control"]


def test_a_picture_is_kept_for_a_signed_in_visitor_too(client, settings):
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "dot.png").write_bytes(b"\x89PNG")
    client.force_login(UserFactory())
    assert "max-age" in client.get("/media/dot.png")["Cache-Control"]
