"""An editor imports a file in which one reference is a duplicate and one is broken."""

import pytest
from playwright.sync_api import expect

from evidence.models import EvidencePage
from tests.evidence.importing.files import BROKEN, ris
from tests.support.browsing import follow


@pytest.fixture
def editor(page, sign_in, watch):
    sign_in("editor")
    return page


def test_a_file_with_a_duplicate_and_a_broken_record(editor):
    there = EvidencePage.objects.exclude(doi="").first()
    count = EvidencePage.objects.count()
    content = ris("Entirely new", "2020", "10.5555/new") + ris("Here before", "2021", there.doi) + BROKEN

    editor.goto("/admin/")
    tasks = editor.locator("#site-tasks-section, [aria-labelledby*=site-tasks]")
    follow(tasks.get_by_text("Import references"))
    editor.get_by_label("File").set_input_files(
        {"name": "references.ris", "mimeType": "application/x-research-info-systems", "buffer": content}
    )
    follow(editor.get_by_role("button", name="Look at the file"))

    new, twin, broken = (editor.locator("tbody tr").nth(row) for row in range(3))
    expect(new.get_by_role("checkbox")).to_be_checked()
    expect(twin.get_by_role("checkbox")).not_to_be_checked()
    expect(twin).to_contain_text("Duplicate")
    expect(twin.get_by_role("link", name=there.title)).to_be_visible()
    expect(broken).to_contain_text("Can't be imported")
    expect(broken).to_contain_text("It may be cut off")
    assert EvidencePage.objects.count() == count

    editor.get_by_role("button", name="Import what is chosen, as drafts").click()
    expect(editor.get_by_text("1 reference imported as draft")).to_be_visible()
    editor.get_by_role("link", name="Entirely new").click()
    expect(editor.locator("#id_title")).to_have_value("Entirely new")
    assert EvidencePage.objects.count() == count + 1
    assert not EvidencePage.objects.get(title="Entirely new").live
    assert editor.request.get("/evidence/?q=Entirely+new").text().count("Entirely new</") == 0
