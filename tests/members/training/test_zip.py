"""The list as one ZIP: what is in it, what it is called, what happens when a file is lost, and its memory."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from library.models import Document, Download
from members.training import bundle, shelf
from members.training.bundle import safe_name
from tests.factories import MembershipFactory
from tests.members.training.factories import (
    MP4,
    PDF,
    DocumentFactory,
    TrainingMaterialPageFactory,
    TrainingStageFactory,
)

ADDRESS = "/members/training/?download=zip"


@pytest.fixture
def member(client, training):
    user = MembershipFactory().user
    client.force_login(user)
    return user


def unpack(response):
    assert response.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(response.getvalue()))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_folders_by_stage_and_a_list_of_contents(client, member):
    stage = TrainingStageFactory(name="Stage 1", order=1)
    TrainingMaterialPageFactory(title="A handout", stages=[stage])
    TrainingMaterialPageFactory(title="For all", document__name="for all.docx")
    TrainingMaterialPageFactory(title="A link", link=True, stages=[stage])
    files = unpack(client.get(ADDRESS))
    assert set(files) == {"Stage 1/A handout.pdf", "All stages/For all.docx", "contents.txt"}
    assert files["Stage 1/A handout.pdf"] == PDF
    contents = files["contents.txt"].decode()
    assert "A handout (Handout, Stage 1)" in contents
    assert "https://example.org/there" in contents
    assert "Missing" not in contents


def test_videos_come_when_they_are_asked_for_with_their_captions(client, member):
    page = TrainingMaterialPageFactory(title="A film", video=True)
    without = unpack(client.get(ADDRESS))
    assert set(without) == {"contents.txt"}
    assert f"Watch it here: http://testserver{page.url}" in without["contents.txt"].decode()
    with_videos = unpack(client.get(f"{ADDRESS}&videos=yes"))
    assert set(with_videos) == {"All stages/A film.mp4", "All stages/A film.vtt", "contents.txt"}
    assert with_videos["All stages/A film.mp4"] == MP4


def test_it_is_the_list_as_it_was_narrowed(client, member):
    TrainingMaterialPageFactory(title="One", kind="handout")
    TrainingMaterialPageFactory(title="Two", kind="form")
    assert set(unpack(client.get(f"{ADDRESS}&kind=form"))) == {"All stages/Two.pdf", "contents.txt"}
    assert set(unpack(client.get(f"{ADDRESS}&q=one"))) == {"All stages/One.pdf", "contents.txt"}


def test_two_of_the_same_title_both_stay(client, member):
    TrainingMaterialPageFactory(title="Same")
    TrainingMaterialPageFactory(title="SAME")
    names = set(unpack(client.get(ADDRESS)))
    assert len(names) == 3
    assert len({name.casefold() for name in names}) == 3


def test_each_file_is_in_the_log_and_a_look_at_the_headers_is_not(client, member):
    page = TrainingMaterialPageFactory()
    TrainingMaterialPageFactory(video=True)
    assert client.head(ADDRESS).status_code == 200
    assert not Download.objects.exists()
    unpack(client.get(ADDRESS))
    row = Download.objects.get()
    assert (row.user, row.document, row.label) == (member, page.document, page.title)


def test_its_headers(client, member):
    TrainingMaterialPageFactory()
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="training-materials.zip"'
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Robots-Tag"] == "noindex"
    unpack(response)


def test_a_lost_file_is_named_and_the_rest_is_there(client, member):
    lost = TrainingMaterialPageFactory(title="Lost")
    TrainingMaterialPageFactory(title="There")
    TrainingMaterialPageFactory(title="Empty", document=None)
    Path(lost.document.file.path).unlink()
    files = unpack(client.get(ADDRESS))
    assert set(files) == {"All stages/There.pdf", "contents.txt"}
    contents = files["contents.txt"].decode()
    assert "Lost: the file “handout.pdf” is lost" in contents
    assert "Empty: it has no file yet" in contents
    assert Download.objects.count() == 1


def test_a_disk_that_fails_half_way_is_told(client, member, monkeypatch):
    class Failing(io.BytesIO):
        reads = 0

        def read(self, size=-1):
            self.reads += 1
            if self.reads > 1:
                raise OSError("The disk is tired.")
            return super().read(3)

    TrainingMaterialPageFactory(title="Half")
    monkeypatch.setattr(bundle, "open_file", lambda document: Failing(PDF))
    files = unpack(client.get(ADDRESS))
    assert files["All stages/Half.pdf"] == PDF[:3]
    assert "All stages/Half.pdf: only its beginning could be read" in files["contents.txt"].decode()


@pytest.mark.parametrize("limit", [{"MOST_FILES": 1}, {"MOST_BYTES": 20}])
def test_too_much_leads_back_to_the_list_which_says_so(client, member, monkeypatch, limit):
    for name, value in limit.items():
        monkeypatch.setattr(shelf, name, value)
    TrainingMaterialPageFactory()
    TrainingMaterialPageFactory()
    response = client.get(f"{ADDRESS}&kind=handout", follow=True)
    assert response.redirect_chain == [("/members/training/?kind=handout#download", 302)]
    assert "Choose a stage or a kind above" in response.content.decode()


def test_videos_that_are_too_much_are_left_to_be_downloaded_one_by_one(client, member, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_FILES", 1)
    TrainingMaterialPageFactory()
    TrainingMaterialPageFactory(video=True)
    assert "download them one by one" in client.get("/members/training/").content.decode()
    assert client.get(f"{ADDRESS}&videos=yes").status_code == 302
    assert len(unpack(client.get(ADDRESS))) == 2


def test_nothing_leads_back_to_the_list(client, member):
    assert client.get(ADDRESS)["Location"] == "/members/training/?#download"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\system32", "C Windows system32"),
        ("Line\r\nbreak\x00null", "Line break null"),
        ("gpj.\u202etxt", "gpj. txt"),
        ("con", "Material con"),
        ("...", "Material"),
        ("Ende. ", "Ende"),
        ("Ünïcode – and 👪", "Ünïcode – and 👪"),
        ("x" * 300, "x" * 100),
    ],
)
def test_names_are_safe_on_every_system(title, name):
    assert safe_name(title) == name


def big_file(megabytes):
    """A document whose file is a hole of so many megabytes: it costs no disk."""
    document = DocumentFactory(name="big.mp4", content=MP4)
    with Path(document.file.path).open("r+b") as file:
        file.truncate(megabytes * 1024 * 1024)
    Document.objects.filter(pk=document.pk).update(file_size=megabytes * 1024 * 1024)
    return document


def test_a_large_zip_takes_little_memory(client, member):
    for _ in range(3):
        TrainingMaterialPageFactory(video=True, document=big_file(100))
    response = client.get(f"{ADDRESS}&videos=yes")
    total, largest = 0, 0
    tracemalloc.start()
    for chunk in response:
        total += len(chunk)
        largest = max(largest, len(chunk))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 300 * 1024 * 1024
    assert largest <= bundle.CHUNK
    assert peak < 4 * 1024 * 1024


def test_a_visitor_who_goes_away_leaves_no_file_open(client, member, monkeypatch):
    opened = []

    def watch(document):
        opened.append(document.file.storage.open(document.file.name, "rb"))
        return opened[-1]

    monkeypatch.setattr(bundle, "open_file", watch)
    TrainingMaterialPageFactory(video=True, document=big_file(1))
    response = client.get(f"{ADDRESS}&videos=yes")
    stream = iter(response)
    next(stream), next(stream)
    assert [file.closed for file in opened] == [False]
    response.close()
    assert [file.closed for file in opened] == [True]


def test_the_number_of_queries_does_not_grow_with_what_is_read(client, member, django_assert_max_num_queries):
    for _ in range(30):
        TrainingMaterialPageFactory(link=True)
    with django_assert_max_num_queries(20):
        unpack(client.get(ADDRESS))
