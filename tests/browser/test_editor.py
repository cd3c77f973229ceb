"""What an editor does in the admin. The admin calls nobody outside either: the watch sees to that."""

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from home.news.models import NewsPage
from tests.support.browsing import follow


@pytest.fixture
def editor(page, sign_in, watch):
    """A browser signed in as the example editor."""
    sign_in("editor")
    return page


def publish(page):
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_an_editor_is_greeted_with_tasks(editor):
    editor.goto("/admin/")
    tasks = editor.locator("#site-tasks-section, [aria-labelledby*=site-tasks]").first
    expect(tasks).to_contain_text("Write news")
    expect(editor).to_have_title(re.compile("AVIGuk"))


def test_an_editor_mends_a_typo_and_sees_it_on_the_site(editor):
    editor.goto("/admin/")
    follow(editor.get_by_role("link", name="Change a page"))
    follow(editor.locator("table.listing").get_by_role("link", name="Contact").first)
    editor.locator("#id_title").fill("Get in touch")
    publish(editor)
    editor.goto("/contact/")
    expect(editor.get_by_role("heading", level=1)).to_have_text("Get in touch")


def test_an_editor_writes_news_without_walking_the_tree(editor):
    editor.goto("/admin/")
    follow(editor.get_by_role("link", name="Write news"))
    editor.locator("#id_title").fill("A short item")
    editor.locator("#id_summary").fill("In one sentence.")
    publish(editor)
    article = NewsPage.objects.get(title="A short item")
    assert article.slug == "a-short-item"
    editor.goto("/")
    expect(editor.locator("main")).to_contain_text("A short item")


@pytest.mark.parametrize("fails", [False, True])
def test_publishing_waits_until_the_first_autosave_has_ended(editor, watch, fails):
    saved = []
    watch.allow("Failed to load resource")

    def hold(route):
        """The page is made, and its editor is not told yet."""
        is_autosave = "json" in route.request.headers["accept"]
        if is_autosave and not saved and "In one sentence." in (route.request.post_data or ""):
            saved.append((route, None if fails else route.fetch()))
        else:
            route.continue_()

    editor.route("**/admin/pages/add/**", hold)
    editor.goto("/admin/")
    follow(editor.get_by_role("link", name="Write news"))
    # What is typed before Wagtail has looked at the form counts as its beginning.
    editor.locator("form[data-w-unsaved-has-edits-value=false]").wait_for()
    editor.locator("#id_title").fill("A short item")
    editor.locator("#id_summary").fill("In one sentence.")
    for _tenth_of_a_second in range(300):
        if saved:
            break
        editor.wait_for_timeout(100)
    editor.locator("footer").get_by_role("button", name="More actions").click()
    editor.locator("button[name=action-publish]").click()
    editor.wait_for_timeout(1000)
    assert "/add/" in editor.url
    [(route, answer)] = saved
    if answer:
        route.fulfill(response=answer)
    else:
        route.abort()
    expect(editor.locator(".messages")).to_contain_text("published")
    assert NewsPage.objects.get(title="A short item").live


def test_an_editor_undoes_a_change(editor):
    article = NewsPage.objects.first()
    before = article.title
    good = article.save_revision()
    good.publish()
    article.title = "A mistake"
    article.save_revision().publish()
    editor.goto(f"/admin/pages/{article.pk}/revisions/{good.pk}/revert/")
    expect(editor.locator("#id_title")).to_have_value(before)
    publish(editor)
    article.refresh_from_db()
    assert article.title == before


@pytest.mark.parametrize("path", ["contact/", "news/", "history/", "about/", ""])
def test_every_page_type_has_a_preview(editor, site, path):
    found = Page.objects.get(url_path=f"{Page.objects.get(depth=2).url_path}{path}")
    editor.goto(f"/admin/pages/{found.pk}/view_draft/")
    expect(editor.locator("h1")).to_have_count(1)


def test_the_preview_beside_the_form_shows_the_page(editor):
    page = Page.objects.get(slug="for-parents")
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    editor.get_by_role("button", name="Toggle preview").click()
    expect(editor.frame_locator("#w-preview-iframe").locator("h1")).to_have_text(page.title)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/snippets/",
        "/admin/settings/core/sitesettings/",
        "/admin/news/newspage/",
        "/admin/history/milestonepage/",
        "/admin/account/",
    ],
)
def test_the_admin_is_quiet_and_calls_nobody(editor, path):
    assert editor.goto(path).status == 200
    editor.wait_for_load_state("networkidle")


def test_an_editor_sees_the_edit_button_on_the_site_and_the_public_does_not(editor, new_context):
    editor.goto("/about/")
    expect(editor.locator("wagtail-userbar")).to_have_count(1)
    public = new_context().new_page()
    public.goto("/about/")
    expect(public.locator("wagtail-userbar")).to_have_count(0)
