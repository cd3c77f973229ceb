"""``load_site``: loads once, links well, and leaves alone whatever an editor has done since."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Site

from core.access import visible_to
from core.first_content import Loader
from core.models import FirstContent, SiteSettings
from home.models import StandardPage
from home.news.models import NewsCategory, NewsPage

pytestmark = pytest.mark.django_db

LINK = re.compile(r"""<(?:a|link|img|script)\b[^>]*?\b(?:href|src)=["']([^"']*)["']""")


def make_world():
    call_command("load_site", verbosity=0)


@pytest.fixture
def loaded(db):
    return Loader()


def load_again():
    call_command("load_site", verbosity=0)


def state():
    """What would show that something was made or changed."""
    return {
        "pages": list(
            Page.objects.order_by("pk").values_list("pk", "path", "url_path", "live", "latest_revision")
        ),
        "revisions": Revision.objects.count(),
        "pictures": list(get_image_model().objects.order_by("pk").values_list("pk", "file")),
        "records": FirstContent.objects.count(),
        "settings": list(SiteSettings.objects.values()),
        "sites": list(Site.objects.values()),
    }


def published():
    return [page.specific for page in Page.objects.filter(depth__gt=1).order_by("path")]


def test_a_second_load_changes_nothing(loaded):
    before = state()
    load_again()
    assert state() == before


def test_everything_is_published_and_wagtails_welcome_page_is_gone(loaded):
    assert all(page.live and not page.has_unpublished_changes for page in published())
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["home"]
    assert Site.objects.get().root_page.slug == "home"


def test_every_page_could_be_saved_by_an_editor_as_it_is(loaded):
    for page in published():
        page.full_clean()
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                stream = getattr(page, field.name)
                stream.stream_block.clean(stream)


def test_every_page_has_a_summary_and_a_picture_and_every_picture_a_description(loaded):
    pages = published()
    assert len(pages) > 25
    assert [page.title for page in pages if not page.summary] == []
    without = [page.slug for page in pages if not page.listing_image]
    assert set(without) <= {"members", "standards", "training", "cookies"}  # nothing there to show
    assert [image.title for image in get_image_model().objects.all() if len(image.description) < 20] == []


class Pictures(HTMLParser):
    """The pictures of a page, by their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs))


def test_every_picture_comes_in_sizes_keeps_its_place_and_waits_below_the_first_screen(loaded, client):
    seen = 0
    for page in visible_to(Page.objects.filter(depth__gt=1), None):
        pictures = Pictures(client.get(page.url).content.decode()).found
        for picture in pictures:
            assert int(picture["width"]) > 0, (page.url, picture)
            assert int(picture["height"]) > 0
            assert "alt" in picture
            assert re.fullmatch(r"(\S+\.webp \d+w(, )?){2,}", picture["srcset"])
            assert re.search(r"\d+(vw|rem)", picture["sizes"])
        # One at most is what the eye falls on first; all others wait.
        first = [picture for picture in pictures if picture.get("loading") != "lazy"]
        assert len(first) <= 1, page.url
        assert all(picture["fetchpriority"] == "high" for picture in first)
        seen += len(pictures)
    assert seen > 30


def test_an_edited_page_keeps_its_words(loaded):
    page = loaded.find("page:about-for-parents")
    page.title = "VIG for families"
    page.save_revision().publish()
    load_again()
    assert StandardPage.objects.get(pk=page.pk).title == "VIG for families"


def test_a_page_taken_down_stays_down(loaded):
    page = loaded.find("page:history-south-of-england")
    page.unpublish()
    load_again()
    page.refresh_from_db()
    assert not page.live


def test_a_moved_page_stays_where_it_was_put(loaded):
    page = loaded.find("page:about-privacy")
    page.move(Site.objects.get().root_page, pos="last-child")
    load_again()
    assert Page.objects.get(pk=page.pk).url == "/privacy/"


def test_deleted_pages_do_not_come_back(loaded):
    for key in ("about-for-parents", "history", "news", "contact"):
        Page.objects.get(pk=loaded.find(f"page:{key}").pk).delete()
    left = set(Page.objects.values_list("title", flat=True))
    load_again()
    assert set(Page.objects.values_list("title", flat=True)) == left


def test_a_deleted_category_and_picture_do_not_come_back(loaded):
    NewsCategory.objects.get(slug="history").delete()
    loaded.find("image:spread").delete()
    load_again()
    assert not NewsCategory.objects.filter(slug="history").exists()
    assert loaded.find("image:spread") is None


def test_changed_settings_and_menus_stay_changed(loaded):
    site_settings = SiteSettings.objects.get()
    site_settings.strapline = "Seeing what goes well"
    site_settings.footer_text = ""
    del site_settings.main_menu[1:]
    site_settings.save()
    load_again()
    site_settings = SiteSettings.objects.get()
    assert site_settings.strapline == "Seeing what goes well"
    assert site_settings.footer_text == ""
    assert len(site_settings.main_menu) == 1


def test_rights_that_were_taken_away_stay_away(loaded):
    group = loaded.find("group:Editors")
    group.permissions.filter(codename="change_sitesettings").delete()
    load_again()
    assert not group.permissions.filter(codename="change_sitesettings").exists()


def test_an_article_taken_out_of_its_categories_stays_out(loaded):
    article = loaded.find("page:news-a-new-home-on-the-web")
    article.categories.clear()
    article.save()
    load_again()
    assert not NewsPage.objects.get(pk=article.pk).categories.exists()


def test_every_link_on_every_page_leads_somewhere(loaded, client):
    """Starting at the front page: all that a visitor without an account can reach, and the files named."""
    waiting, seen, broken = ["/"], {"/"}, []
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow=True)
        if response.status_code != 200:
            broken.append((address, response.status_code))
            continue
        if "html" not in response.get("Content-Type", "") or response.streaming:
            continue
        for found in LINK.findall(response.content.decode()):
            target = urldefrag(urljoin(address, found.replace("&amp;", "&"))).url
            parts = urlsplit(target)
            if parts.netloc not in {"", "testserver"} or parts.scheme in {"mailto", "tel", "data"}:
                continue
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if path not in seen and not path.startswith("/static/"):
                seen.add(path)
                waiting.append(path)
    assert not broken
    public = {page.url for page in visible_to(Page.objects.filter(depth__gt=1), None)}
    assert len(public) > 25
    assert public <= seen


def test_whoever_wants_to_join_or_see_all_the_evidence_is_led_there_from_the_front_page(loaded, client):
    front = client.get("/").content.decode()
    assert re.search(r'<a href="/join/" ?>Join us</a>', front)
    assert 'href="/evidence/">All the evidence</a>' in front


@pytest.mark.parametrize("address", ["/contact/", "/news/the-evidence-with-its-limits/"])
def test_an_editors_first_change_of_a_loaded_page_can_be_undone(loaded, admin_client, address):
    page = Page.objects.get(url_path=f"{Site.objects.get().root_page.url_path}{address[1:]}").specific
    original = page.latest_revision
    page.title = "A mistake"
    page.save_revision(log_action=True).publish()
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, original.pk]) in history
