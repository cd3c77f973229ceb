"""What a student, a commissioner and an editor do with the evidence, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

NARROW = {"width": 390, "height": 844}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request):
    return request.param


@pytest.fixture
def browser_context_args(request, browser_context_args):
    on = request.getfixturevalue("scripts") if "scripts" in request.fixturenames else True
    return {**browser_context_args, "java_script_enabled": on}


@pytest.mark.parametrize("size", [NARROW, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
def test_a_student_narrows_the_list_and_shares_the_address(page, scripts, size, new_context):
    page.set_viewport_size(size)
    page.goto("/evidence/")
    if not page.get_by_label("Meta-analysis").is_visible():
        page.get_by_text("Narrow the list").click()
    page.get_by_label("Meta-analysis").check()
    if not scripts:
        page.get_by_role("button", name="Show what fits").click()
    expect(page.locator("#evidence-count")).to_contain_text("2 items fit")
    expect(page).to_have_url(re.compile(r"/evidence/\?.*kind=meta-analysis"))
    expect(page.locator(".finder__items h3")).to_have_count(2)
    expect(page.get_by_label("Meta-analysis")).to_be_checked()
    other = new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".finder__items h3")).to_have_count(2)


def test_a_search_marks_its_words(page, scripts):
    page.goto("/evidence/")
    page.get_by_label("Search the evidence").fill("o'hara")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("#evidence-count")).to_contain_text("1 item fits")
    expect(page.locator(".finder__items mark").first).to_have_text("O’Hara")


def test_chips_and_the_table_work_without_a_reload(page, check_accessible):
    page.goto("/evidence/?kind=book&q=video")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="“video”").click()
    expect(page).to_have_url(re.compile(r"/evidence/\?kind=book$"))
    expect(page.get_by_label("Search the evidence")).to_have_value("")
    page.get_by_role("link", name="Table").click()
    expect(page.locator("table.item-table tbody tr")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="items fit")).to_have_count(1)
    check_accessible(page)
    page.go_back()
    expect(page.locator(".finder__items h3")).to_have_count(2)
    assert page.evaluate("window.stays") is True


def test_the_focus_stays_where_it_was(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/evidence/")
    box = page.get_by_label("Meta-analysis")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#evidence-count")).to_contain_text("2 items fit")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#evidence-count")).to_have_text(re.compile(r"\d+ items\s*$"))
    expect(box).to_be_focused()


def test_a_word_is_explained_in_place_and_the_picture_has_its_table(page, scripts):
    page.goto("/evidence/")
    page.get_by_text("Meta-analysis", exact=True).last.click()
    expect(page.get_by_text("A way to work out one result")).to_be_visible()
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("region", name="Items by year and kind")).to_be_visible()


def test_a_student_copies_the_reference(page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/evidence/less-is-more/")
    page.get_by_role("button", name="Copy reference (APA 7)").click()
    expect(page.locator("#copied")).to_have_text("The reference is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Bakermans-Kranenburg" in copied
    assert "10.1037/0033-2909.129.2.195" in copied
    assert "<" not in copied


def test_a_reference_can_be_taken_without_scripts(page, scripts):
    page.goto("/evidence/less-is-more/")
    expect(page.locator("#cite-apa")).to_contain_text("Psychological Bulletin")
    page.get_by_text("BibTeX", exact=True).click()
    expect(page.locator("pre").first).to_contain_text("@article{")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a file").first.click()
    assert download.value.suggested_filename == "less-is-more.bib"


def test_how_sure_it_is_stands_in_sight_on_a_small_phone(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/evidence/cochrane-review-of-video-feedback/")
    table = page.get_by_role("region", name="What was found, outcome by outcome")
    expect(table).to_contain_text("Very low")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")


def test_what_only_the_association_says_stands_out(page):
    page.goto("/evidence/dataprev-2011-selection/")
    box = page.locator(".item__vouching")
    expect(box).to_contain_text("The association’s own page is the only source")
    expect(box).to_have_css("border-top-width", "4px")
    body = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    expect(box).not_to_have_css("background-color", body)


#: Each kind of details, a kind that asks for them, and the fields that it needs of those that not all need.
NEEDED = {
    "Journal article": "season container_title volume issue pages number genre",
    "Book": "place volume edition isbn",
    "Chapter of a book": "container_title place volume pages edition isbn",
    "Guideline": "place pages number edition genre isbn",
    "Thesis": "place number genre",
}
NOT_ALWAYS = {name for names in NEEDED.values() for name in names.split()}
ALWAYS = {"kind", "title", "year", "publisher", "doi", "web_address", "sample", "strength", "last_reviewed"}


def test_the_form_shows_what_the_kind_needs(page, sign_in, site):
    from evidence.models import EvidenceIndexPage

    sign_in("editor")
    page.goto(f"/admin/pages/add/evidence/evidencepage/{EvidenceIndexPage.objects.get().pk}/")
    kind = page.locator("select[name=kind]")
    for name, needed in NEEDED.items():
        kind.select_option(label=name)
        for field in sorted(ALWAYS | NOT_ALWAYS):
            shown = field in ALWAYS or field in needed.split()
            expect(page.locator(f"form [name={field}]"), f"{field} of {name}").to_be_visible(visible=shown)
    kind.select_option(label="Book")
    page.locator("input[name=isbn]").fill("9781849054102")
    kind.select_option(label="Thesis")
    expect(page.locator("input[name=isbn]")).to_be_visible()
