"""Documents lie outside the web root, under names nobody can guess; pictures are pictures."""

import io
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage
from wagtail.images.forms import get_image_form

from library.models import Document, Image

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = Document(title="Standard 1")
    document.file.save("standard one.pdf", ContentFile(b"%PDF-1.4 first"))
    return document


def test_a_document_lies_outside_the_media_folder(document):
    path = Path(document.file.path)
    assert path.is_relative_to(settings.PRIVATE_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_document_has_no_address_of_its_own(document):
    with pytest.raises(NotImplementedError):
        _ = document.file.url
    assert document.url == f"/documents/{document.pk}/standard_one.pdf"


def test_nobody_can_guess_where_a_document_lies(document):
    other = Document(title="The same")
    other.file.save("standard one.pdf", ContentFile(b"%PDF-1.4 second"))
    folders = {Path(each.file.name).parent.name for each in (document, other)}
    assert len(folders) == 2
    assert all(len(folder) == 32 for folder in folders)


def test_a_name_with_folders_in_it_stays_in_its_place():
    document = Document(title="Sly")
    document.file.save("../../outside.pdf", ContentFile(b"%PDF-1.4"))
    assert Path(document.file.path).is_relative_to(settings.PRIVATE_ROOT / "documents")


def picture(format_):
    data = io.BytesIO()
    PillowImage.new("RGB", (40, 30), "teal").save(data, format_)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "accepted"),
    [
        ("good.png", picture("PNG"), True),
        ("good.jpg", picture("JPEG"), True),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', False),
        ("page.html", b"<script>alert(1)</script>", False),
        ("lie.png", b"<script>alert(1)</script>", False),
        ("lie.jpg", picture("PNG"), False),
    ],
)
def test_only_pictures_are_pictures(name, data, accepted):
    form = get_image_form(Image)(
        {"title": "A picture", "collection": 1}, {"file": SimpleUploadedFile(name, data)}
    )
    assert form.is_valid() == accepted, form.errors
