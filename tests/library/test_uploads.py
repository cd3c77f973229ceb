"""What is taken in: the kind, the size, and that the content is what the name says (attacks 28 and 30)."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from library import kinds, validation
from library.kinds import OPEN, WORD
from library.models import Document, Image
from tests.library.conftest import DOCX, MP4, ODT, PDF, office, package

pytestmark = pytest.mark.django_db

SHEET = office(f"{WORD}.spreadsheetml.sheet")
MACROS = "application/vnd.ms-word.document.macroEnabled"
HTML = b"<!doctype html><script>alert(1)</script>"


def png():
    data = io.BytesIO()
    PillowImage.new("RGB", (4, 3)).save(data, "PNG")
    return data.getvalue()


def jpeg():
    data = io.BytesIO()
    PillowImage.new("RGB", (400, 300), "teal").save(data, "JPEG")
    return data.getvalue()


GOOD = {
    "paper.pdf": PDF,
    "PAPER.PDF": PDF,
    "letter.docx": DOCX,
    "sheet.xlsx": SHEET,
    "talk.pptx": office(f"{WORD}.presentationml.presentation"),
    "letter.odt": ODT,
    "sheet.ods": package({"mimetype": f"{OPEN}.spreadsheet".encode()}),
    "talk.odp": package({"mimetype": f"{OPEN}.presentation".encode()}),
    "notes.txt": "Grüße – “a b”\r\n\ttwo < three".encode(),
    "bom.csv": b"\xef\xbb\xbfname,grade\r\nPat,Guider\r\n",
    "film.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello <b>you</b>",
    "picture.png": png(),
    "picture.jpg": jpeg(),
    "picture.jpeg": jpeg(),
    "film.mp4": MP4,
    "two.dots.pdf": PDF,
}

NOT_ACCEPTED = "not accepted"
NOT_INSIDE = "that is not what it contains"
BAD = {
    "page.html": (HTML, NOT_ACCEPTED),
    "page.htm": (HTML, NOT_ACCEPTED),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', NOT_ACCEPTED),
    "script.js": (b"alert(1)", NOT_ACCEPTED),
    "program.exe": (b"MZ\x90", NOT_ACCEPTED),
    "feed.xml": (b"<?xml version='1.0'?>", NOT_ACCEPTED),
    "old.doc": (b"\xd0\xcf\x11\xe0", NOT_ACCEPTED),
    "macros.docm": (DOCX, NOT_ACCEPTED),
    "packed.zip": (package({"a.exe": b"MZ"}), NOT_ACCEPTED),
    "paper.pdf.html": (PDF, NOT_ACCEPTED),
    "paper": (PDF, "Files without an ending"),
    "page.pdf": (HTML, NOT_INSIDE),
    "later.pdf": (HTML + PDF, NOT_INSIDE),
    "program.pdf": (b"MZ\x90" + PDF, NOT_INSIDE),
    "page.docx": (HTML, NOT_INSIDE),
    "really-a-sheet.docx": (SHEET, NOT_INSIDE),
    "really-a-zip.docx": (package({"a.txt": b"x"}), NOT_INSIDE),
    "with-macros.docx": (office(MACROS), "macros"),
    "hidden-macros.docx": (
        office(f"{WORD}.wordprocessingml.document", **{"word/vbaProject.bin": b"x"}),
        "macros",
    ),
    "macros.odt": (package({"mimetype": f"{OPEN}.text".encode(), "Basic/x.xml": b""}), "macros"),
    "really-a-letter.ods": (ODT, NOT_INSIDE),
    "cut-off.docx": (DOCX[:-30], NOT_INSIDE),
    "broken.docx": (DOCX[:40] + b"\xff" * 20 + DOCX[60:], NOT_INSIDE),
    "page.txt": (b"\xef\xbb\xbf \n" + HTML, "web page"),
    "page.csv": (b"<script>alert(1)</script>", "web page"),
    "program.txt": (b"MZ\x00\x01", NOT_INSIDE),
    "latin.csv": ("Café".encode("latin-1"), "UTF-8"),
    "cut-off.txt": ("ü".encode()[:1], "UTF-8"),
    "utf16.txt": ("plain".encode("utf-16"), "UTF-8"),
    "page.vtt": (HTML, "WebVTT"),
    "subrip.vtt": (b"1\n00:00:00,000 --> 00:00:02,000\nHello", "WebVTT"),
    "almost.vtt": (b"WEBVTTX\n", "WebVTT"),
    "really-a-jpeg.png": (jpeg(), NOT_INSIDE),
    "page.png": (HTML, NOT_INSIDE),
    "page.mp4": (HTML, NOT_INSIDE),
    "quicktime.mp4": (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", NOT_INSIDE),
    "empty.pdf": (b"", "empty"),
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", GOOD)
def test_accepted(name):
    file = upload(name, GOOD[name])
    validation.check(file)
    assert file.tell() == 0


@pytest.mark.parametrize("name", BAD)
def test_refused_with_a_sentence(name):
    content, said = BAD[name]
    with pytest.raises(ValidationError) as refusal:
        validation.check(upload(name, content))
    assert said in refusal.value.message
    assert refusal.value.message.endswith(".")


def test_every_kind_has_its_check_and_is_tested():
    assert {kind.family for kind in kinds.KINDS.values()} == set(validation.CHECKS)
    assert {kinds.extension(name) for name in GOOD} == set(kinds.KINDS)


def test_sizes_apart_for_documents_and_videos(settings):
    settings.LIBRARY_DOCUMENT_MAX_SIZE, settings.LIBRARY_VIDEO_MAX_SIZE = 100, 20_000
    validation.check(upload("film.mp4", MP4))
    with pytest.raises(ValidationError, match="a document may have at most 100"):
        validation.check(upload("paper.pdf", PDF + b" " * 100))
    with pytest.raises(ValidationError, match="a video may have at most 19"):
        validation.check(upload("film.mp4", MP4 * 2))


def test_attack_30_an_archive_with_a_huge_table_of_contents_is_not_opened(monkeypatch):
    def never(*args):
        raise AssertionError("opened")

    monkeypatch.setattr(validation.zipfile, "ZipFile", never)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9999, 9999, 400_000_000, 0, 0)
    with pytest.raises(ValidationError, match=NOT_INSIDE):
        validation.check(upload("bomb.docx", b"PK\x03\x04" + end))


def test_attack_30_a_bomb_inside_an_archive_is_read_no_further_than_its_limit():
    bomb = package({"[Content_Types].xml": b" " * (50 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(ValidationError, match=NOT_INSIDE):
        validation.check(upload("bomb.docx", bomb))


def claiming(width, height):
    """A picture of a few bytes that claims to be so many points wide and high."""
    data = bytearray(png())
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


def large(width, height):
    data = io.BytesIO()
    PillowImage.new("1", (width, height)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (claiming(60_000, 60_000), "far too large"),
        (large(9_000, 8_000), "too many pixels"),
        (claiming(4_000, 3_000), "damaged"),
        (jpeg()[:200], "damaged"),
        (png()[:20] + b"\xff" + png()[21:], "damaged"),
    ],
)
def test_attack_30_an_image_bomb_and_a_damaged_picture_are_refused(content, said):
    name = "bomb.jpg" if content.startswith(b"\xff\xd8") else "bomb.png"
    form = get_image_form(Image)({"title": "Bomb", "collection": 1}, {"file": upload(name, content)})
    assert said in str(form.errors["file"])


# --- Through the admin ----------------------------------------------------------------------------


def names_on_disk():
    return set(Document._meta.get_field("file").storage.names())


@pytest.fixture
def disk(db):
    """The names of private files that a test has added."""
    before = names_on_disk()
    return lambda: names_on_disk() - before


def post_form(client, name, content):
    return client.post(
        reverse("wagtaildocs:add"),
        {
            "title": "A paper",
            "collection": Collection.get_first_root_node().pk,
            "file": upload(name, content),
        },
    )


def post_several(client, name, content, title="A paper"):
    return client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": title, "collection": Collection.get_first_root_node().pk, "files[]": upload(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def post_chooser(client, name, content):
    prefix = "document-chooser-upload"
    return client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            f"{prefix}-title": "A paper",
            f"{prefix}-collection": Collection.get_first_root_node().pk,
            f"{prefix}-file": upload(name, content),
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


DOORS = [post_form, post_several, post_chooser]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_takes_a_good_file(client, editor, disk, door):
    response = door(client, "paper.pdf", PDF)
    document = Document.objects.get()
    assert response.status_code in {200, 302}
    assert (document.file_size, len(document.file_hash)) == (len(PDF), 40)
    assert document.uploaded_by_user == editor
    assert disk() == {document.file.name}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["page.html", "page.pdf", "with-macros.docx"])
def test_attack_28_every_door_refuses_a_bad_one_and_keeps_nothing(client, editor, disk, door, name):
    content, said = BAD[name]
    response = door(client, name, content)
    assert response.status_code == 200
    text = (
        response.json().get("error_message", response.json().get("htmlFragment", ""))
        if door != post_form
        else response.content.decode()
    )
    assert said in text
    assert not Document.objects.exists()
    assert disk() == set()


def test_what_is_accepted_is_said_beforehand(client, editor):
    text = client.get(reverse("wagtaildocs:add")).content.decode()
    assert "Word (.docx)" in text
    assert "a video 2.0" in text.replace("\xa0", " ")
    assert 'accept=".pdf,.docx' in text


def test_a_file_whose_form_is_not_finished_has_no_public_address(client, editor):
    """Wagtail keeps it in the public folder until somebody has mended the form."""
    response = post_several(client, "paper.pdf", PDF, title="x" * 300)
    assert response.json()["success"]
    waiting = UploadedFile.objects.get()
    try:
        assert not Document.objects.exists()
        assert client.get(f"/media/{waiting.file.name}").status_code == 404
    finally:
        waiting.file.delete(save=False)
