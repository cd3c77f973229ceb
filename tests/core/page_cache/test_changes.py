"""Whatever changes on a kept page shows at the next request, and the time alone changes it too."""

import datetime

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from consent.first_content import category
from consent.models import ConsentCategory
from core.models import SiteSettings
from library.models import Image
from members.membership.models import Membership
from tests.factories import StandardPageFactory
from tests.home.factories import PictureFactory
from tests.members.directory.factories import DirectoryPageFactory, SupervisorEntryFactory
from tests.news.factories import NewsCategoryFactory, NewsIndexPageFactory, NewsPageFactory


@pytest.fixture
def picture(home):
    home.hero_image = PictureFactory()
    home.save()


def test_every_change_shows_at_the_next_request(client, home, about, picture, made, subtests):
    news = NewsIndexPageFactory(parent=home)
    article = NewsPageFactory(parent=news, categories=[NewsCategoryFactory(name="Events", slug="events")])
    settings = SiteSettings.for_site(Site.objects.get())
    category("essential", "Needed", "The site needs them.", [], ordering=0, is_required=True)
    category("video", "Videos", "Plays videos.", [], ordering=1)

    def publish():
        about.title = "About the association"
        about.save_revision().publish()

    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'By hand' WHERE id = %s", [about.pk])

    def menu():
        settings.main_menu = [("item", {"page": about, "url": "", "label": "In the menu"})]
        settings.save()

    def announce():
        settings.announcement = "<p>We have moved.</p>"
        settings.save()

    def describe_category():
        found = ConsentCategory.objects.get(varname="video")
        found.description = "Plays films."
        found.save()

    def schedule():
        page = StandardPageFactory(parent=home, title="Later", slug="later", live=False)
        settings.main_menu = [("item", {"page": page, "url": "", "label": "Later"})]
        settings.save()
        assert "Later" not in client.get("/").content.decode()
        page.go_live_at = timezone.now() + datetime.timedelta(milliseconds=1)
        page.save_revision(approved_go_live_at=page.go_live_at)
        page.save()
        assert "Later" not in client.get("/").content.decode()
        call_command("publish_scheduled")

    changes = {
        "a page is published": ("/about/", publish),
        "a queryset is updated": ("/about/", lambda: type(about).objects.update(summary="Other words")),
        "SQL is written by hand": ("/about/", by_hand),
        "a menu": ("/", menu),
        "a setting": ("/news/", announce),
        "a snippet": (
            article.get_url(),
            lambda: article.categories.model.objects.filter(slug="events").update(name="Days"),
        ),
        "a picture": ("/", lambda: Image.objects.get().delete()),
        "a category of cookies": ("/", describe_category),
        "a new article": ("/news/", lambda: NewsPageFactory(parent=news, title="The newest")),
        "a page is scheduled": ("/", schedule),
        "a page moves": ("/about/", lambda: about.move(news, pos="last-child")),
        "a page is made private": (
            "/news/about/",
            lambda: PageViewRestriction.objects.create(page=about, restriction_type="login"),
        ),
        "a page is opened again": ("/sitemap.xml", lambda: PageViewRestriction.objects.all().delete()),
        "a page is unpublished": ("/news/about/", lambda: about.unpublish()),
        "a page is deleted": ("/sitemap.xml", lambda: article.delete()),
    }
    for name, (address, change) in changes.items():
        with subtests.test(name):
            for _ in range(2):  # the first may write: pictures in a new size
                client.get(address)
            made.clear()
            before = client.get(address)
            assert made == []
            about.refresh_from_db()
            change()
            after = client.get(address)
            caches["pages"].clear()
            fresh = client.get(address)
            assert (after.status_code, after.content) == (fresh.status_code, fresh.content)
            assert after.content != before.content


@pytest.fixture
def at(time_machine):
    def move(moment):
        time_machine.move_to(timezone.make_aware(datetime.datetime.fromisoformat(moment)), tick=False)

    return move


def test_who_lapses_at_midnight_is_gone_after_midnight(client, home, made, at):
    at("2026-05-01 12:00")
    directory = DirectoryPageFactory(parent=home)
    entry = SupervisorEntryFactory(last_name="Shah")
    Membership.objects.update(ends_on=datetime.date(2026, 5, 10), starts_on=datetime.date(2025, 5, 1))
    days = 14  # of grace: settings.MEMBERSHIP_GRACE_DAYS
    last_day = datetime.date(2026, 5, 10) + datetime.timedelta(days=days)
    at(f"{last_day} 23:59:58")
    for _ in range(2):
        assert entry.slug in client.get("/sitemap.xml").content.decode()
    assert made == ["/sitemap.xml"]
    at(f"{last_day + datetime.timedelta(days=1)} 00:00:01")
    assert entry.slug not in client.get("/sitemap.xml").content.decode()
    assert client.get(f"{directory.get_url()}{entry.slug}/").status_code == 404


def test_a_page_that_expires_is_gone_at_that_moment(client, about, at):
    at("2026-05-01 12:00")
    StandardPageFactory(title="Soon", slug="soon", expire_at=timezone.now() + datetime.timedelta(seconds=40))
    StandardPageFactory(title="Next", slug="next", expire_at=timezone.now() + datetime.timedelta(seconds=80))
    for seconds, shown in (
        (0, {"soon", "next"}),
        (39, {"soon", "next"}),
        (41, {"next"}),
        (79, {"next"}),
        (81, set()),
    ):
        at(f"2026-05-01 12:{seconds // 60:02}:{seconds % 60:02}")
        listed = client.get("/sitemap.xml").content.decode()
        for slug in ("soon", "next"):
            assert client.get(f"/{slug}/").status_code == (200 if slug in shown else 404)
            assert (f"/{slug}/" in listed) == (slug in shown)


def test_what_changes_past_django_shows_after_five_minutes(client, about, made, at):
    at("2026-05-01 12:00:00")
    client.get("/about/")
    at("2026-05-01 12:04:59")
    client.get("/about/")
    assert len(made) == 1
    at("2026-05-01 12:05:01")
    client.get("/about/")
    assert len(made) == 2
