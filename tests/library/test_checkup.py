"""`manage.py checkup` finds what is open by mistake, and nothing on a site that is well."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from core.checkup import run
from library.models import Document
from library.storage import PrivateStorage
from tests.factories import HomePageFactory, StandardPageFactory
from tests.library.conftest import PDF, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path, monkeypatch):
    """Other tests' files are not this site's."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.CHECKUPS = ["core.checkup.pages", "library.checkup.documents"]
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", PrivateStorage())


@pytest.fixture
def home(db):
    home = HomePageFactory(parent=Site.objects.get().root_page.get_root())
    Site.objects.update(root_page=home)
    return home


@pytest.fixture
def closed(home):
    page = StandardPageFactory(parent=home, title="For members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def faults():
    return [finding.text for finding in run() if finding.is_fault]


def notes():
    return [finding.text for finding in run() if not finding.is_fault]


def test_a_site_that_is_well(home, closed, members_files, capsys):
    make_document(collection=members_files)
    call_command("checkup")
    assert capsys.readouterr().out == "No faults found.\n"


def test_it_fails_on_a_fault_and_says_how_many(home, members_files):
    document = make_document(collection=members_files)
    document.file.storage.delete(document.file.name)
    with pytest.raises(CommandError, match=r"1 fault found") as failed:
        call_command("checkup")
    assert failed.value.returncode == 1


def test_shared_passwords(home):
    page = StandardPageFactory(parent=home, title="Secret")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesame"
    )
    collection = Collection.get_first_root_node().add_child(name="Secrets")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password="sesame"
    )
    page_fault, collection_fault = faults()
    assert "The page “Secret”" in page_fault
    assert "The collection “Secrets”" in collection_fault
    assert "sesame" not in page_fault + collection_fault


def test_groups_without_a_group(home):
    page = StandardPageFactory(parent=home, title="For nobody")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    assert ["none is chosen" in fault for fault in faults()] == [True]


def test_what_is_open_on_purpose_is_a_note(closed):
    page = StandardPageFactory(parent=closed, title="A taste")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.NONE)
    assert faults() == []
    assert ["“A taste”" in note for note in notes()] == [True]


def test_files_and_rows_that_do_not_belong_together(home, members_files):
    document = make_document(collection=members_files)
    storage = document.file.storage
    storage.save("documents/stray/left.pdf", ContentFile(PDF))
    assert faults() == [
        "The private file documents/stray/left.pdf belongs to no document. If nobody misses it, delete it."
    ]
    Document._base_manager.update(file_hash="", file_size=None)
    assert any("has no size or no hash" in fault for fault in faults())


def test_a_private_file_in_the_public_folder(home, settings):
    for name in ("original_images/picture.png", "uploaded_files/minutes.pdf", "top.pdf"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PDF)
    assert [fault.split()[2] for fault in faults()] == ["top.pdf", "uploaded_files/minutes.pdf"]


def test_a_file_that_everybody_on_the_machine_may_read(home, members_files, settings):
    document = make_document(collection=members_files)
    path = settings.PRIVATE_ROOT / document.file.name
    path.chmod(0o604)
    assert ["Everybody with an account" in fault for fault in faults()] == [True]
    path.chmod(0o600)
    settings.FILES_DELIVERY = "nginx"
    assert ["nginx may not read" in fault for fault in faults()] == [True]


def test_an_open_file_that_only_a_closed_page_leads_to(home, closed, members_files):
    document = make_document(title="Minutes")

    def link_from(page):
        page.body = [("download", {"document": document, "label": ""})]
        page.save_revision().publish()

    link_from(closed)
    (fault,) = faults()
    assert "“Minutes”" in fault
    assert "“For members”" in fault
    # Filed with the members' files it is as closed as the page.
    document.collection = members_files
    document.save()
    assert faults() == []
    # Whatever an open page leads to is meant to be open.
    document.collection = Collection.get_first_root_node()
    document.save()
    link_from(StandardPageFactory(parent=home, title="Open"))
    assert faults() == []


def test_of_a_great_many_the_first_are_named(home, members_files):
    for number in range(12):
        document = make_document(f"{number}.pdf", collection=members_files)
        document.file.storage.delete(document.file.name)
    found = faults()
    assert len(found) == 11
    assert found[-1] == "… and 2 more of the same."


def test_the_number_of_queries_does_not_grow_with_the_documents(
    home, members_files, django_assert_max_num_queries
):
    Document.objects.bulk_create(
        Document(
            title=f"{n}",
            file=f"documents/{n}/x.pdf",
            file_size=1,
            file_hash="0" * 40,
            collection=members_files,
        )
        for n in range(2000)
    )
    with django_assert_max_num_queries(20):
        assert len(faults()) == 11
