"""A document's life: an editor uploads it, is refused another, replaces it; a member downloads it."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from library.models import Document, Download
from members.membership.collections import members_collection

PDF = b"%PDF-1.7\n%%EOF first"
NEWER = b"%PDF-1.7\n%%EOF second"


@pytest.fixture
def editor(page, sign_in, watch):
    """A browser signed in as the example editor."""
    sign_in("editor")
    return page


def file(name, content):
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def test_an_editor_uploads_several_and_is_told_why_one_is_not_taken(editor):
    editor.goto("/admin/documents/multiple/add/")
    editor.locator("#fileupload").set_input_files(
        [file("minutes.pdf", PDF), file("page.pdf", b"<script>alert(1)</script>")]
    )
    expect(editor.locator("#upload-list")).to_contain_text("that is not what it contains")
    expect(editor.locator("#upload-list .upload-success")).to_have_count(1)
    document = Document.objects.get(file__endswith="minutes.pdf")
    assert document.file_size == len(PDF)
    assert not Document.objects.filter(file__endswith="page.pdf").exists()


def test_an_editor_replaces_a_file_and_its_address_still_works(editor):
    document = Document.objects.create(title="Minutes", file=ContentFile(PDF, name="minutes.pdf"))
    old_address = document.url
    editor.goto(f"/admin/documents/edit/{document.pk}/")
    expect(editor.locator("main")).to_contain_text("A new file takes the place of this one")
    editor.locator("#id_file").set_input_files(file("minutes-2.pdf", NEWER))
    editor.locator(
        "button[type=submit].action-save, footer button[type=submit], main button[type=submit]"
    ).first.click()
    expect(editor.locator(".messages")).to_contain_text("updated")
    assert editor.request.get(old_address).body() == NEWER


def test_a_member_downloads_and_finds_it_in_their_account(page, sign_in):
    document = Document.objects.create(
        title="Notes for members",
        file=ContentFile(b"For members only", name="notes.txt"),
        collection=members_collection(),
    )
    page.goto(document.url)
    expect(page).to_have_url(f"/accounts/login/?next={document.url}")
    sign_in("member")
    page.goto("/")
    with page.expect_download() as downloading:
        page.evaluate("address => { location.href = address }", document.url)
    assert downloading.value.suggested_filename == "notes.txt"
    assert downloading.value.path().read_bytes() == b"For members only"
    assert Download.objects.get().title == "Notes for members"
    page.goto("/members/account/")
    expect(page.get_by_role("link", name="Notes for members")).to_be_visible()
