"""What pages share is kept between requests, and used only while nothing has changed in the database."""

import threading

import pytest
from django.conf import settings
from django.db import connection, transaction
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from consent.models import BannerWords, ConsentCategory
from core.kept import asked_once, kept
from core.models import SiteSettings
from home.models import StandardPage
from home.news.models import NewsCategory, NewsPage
from library.models import Image, Rendition
from tests.factories import HomePageFactory, StandardPageFactory
from tests.news.factories import NewsIndexPageFactory, NewsPageFactory
from tests.support.queries import fewest_queries, fill_main_menu

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(transactional_db):
    """What the tests before have emptied is made again: each of these ends with an empty database."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    home = HomePageFactory(parent=Page.get_first_root_node() or Page.add_root(title="Root", slug="root"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return home


@pytest.fixture
def article(home):
    """An article with a related one, below a menu of a page."""
    about = StandardPageFactory(parent=home, title="About", slug="about")
    fill_main_menu(about)
    news = NewsIndexPageFactory(parent=home)
    training = NewsCategory.objects.create(name="Training", slug="training")
    article, other = (NewsPageFactory(parent=news, title=title) for title in ("First article", "Second one"))
    for page in (article, other):
        page.categories.set([training])
        page.save()
    article.listing_image = Image.objects.create(title="A picture", file=get_test_image_file())
    article.body = [("paragraph", f'<p>See <a linktype="page" id="{about.pk}">what we are</a>.</p>')]
    article.save_revision().publish()
    ConsentCategory.objects.create(varname="films", name="Films", description="Lets films play.")
    return article


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    """Each page is made anew, so that what it is made of is seen."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "PageCacheMiddleware" not in name]


def elsewhere(change):
    """Do it on another connection, as another process would."""

    def run():
        try:
            change()
        finally:
            connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move(page):
    page.slug = "who-we-are"
    page.save()


CHANGES = {
    # what is done: (the change, what the page said before, what it says afterwards)
    "name": (lambda: SiteSettings.objects.update(site_name="Attuned"), "AVIGuk</title>", "Attuned</title>"),
    "footer": (lambda: SiteSettings.objects.update(footer_text="<p>SC0123</p>"), "", "SC0123"),
    "menu": (lambda: fill_main_menu(), ">About</a>", ""),
    "label": (lambda: StandardPage.objects.update(title="Us"), ">About</a>", ">Us</a>"),
    "address": (lambda: move(StandardPage.objects.get()), 'href="/about/"', 'href="/who-we-are/"'),
    "take down": (lambda: StandardPage.objects.get().unpublish(), ">About</a>", ""),
    "close": (lambda: close(StandardPage.objects.get()), ">About</a>", ""),
    "related": (lambda: NewsPage.objects.get(title="Second one").unpublish(), "Second one", ""),
    "close related": (lambda: close(NewsPage.objects.get(title="Second one")), "Second one", ""),
    "filed elsewhere": (lambda: NewsPage.categories.through.objects.all().delete(), "Filed under", ""),
    "name of a category": (lambda: NewsCategory.objects.update(name="Courses"), ">Training<", ">Courses<"),
    "banner": (
        lambda: BannerWords.objects.update_or_create(pk=1, defaults={"text": "Biscuits"}),
        "",
        "Biscuits",
    ),
    "category": (lambda: ConsentCategory.objects.update(description="Shows films."), "", "Shows films."),
    "scaled picture": (lambda: Rendition.objects.update(file="images/other.webp"), "", "other.webp"),
    "site": (lambda: Site.objects.update(root_page=NewsPage.objects.get(title="Second one")), "First", ""),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("by", ["this process", "another"])
def test_every_change_shows_at_once(client, article, change, by):
    do, before, after = CHANGES[change]
    address = article.url
    page = client.get(address).content.decode()
    assert before in page
    assert not after or after not in page
    if by == "another":
        elsewhere(do)
    else:
        do()
    page = client.get(address).content.decode()
    assert after in page
    assert not before or before not in page


def test_an_article_costs_no_query_for_what_pages_share(client, article):
    client.get(article.url)  # makes the scaled pictures: a change
    # The mark, and the article with its picture.
    assert fewest_queries(lambda: client.get(article.url)) <= 2


def test_who_is_signed_in_leaves_nothing_behind(client, django_user_model, article):
    close(StandardPage.objects.get())
    client.force_login(django_user_model.objects.create_superuser(email="a@example.org", password="x"))
    assert ">About</a>" in client.get(article.url).content.decode()
    client.logout()
    page = client.get(article.url).content.decode()
    assert ">About</a>" not in page
    assert "Sign out" not in page


def test_the_home_page_is_the_same_each_time(client, article):
    pages = [client.get("/").content for _time in range(3)]
    assert len(set(pages)) == 1


def test_the_banner_leads_back_to_the_page_it_stands_on(client, article):
    for address in (article.url, f"{article.url}?a=%22><b>", "/about/"):
        page = client.get(address).content.decode()
        assert f'name="next" value="{client.get(address).wsgi_request.get_full_path()}"' in page


def test_nothing_is_kept_or_used_within_a_transaction(home):
    kept("home", lambda: "kept before")
    with transaction.atomic():
        Page.objects.update(title="Undone")
        assert kept("home", lambda: Page.objects.get(pk=home.pk).title) == "Undone"
        transaction.set_rollback(True)
    assert kept("home", lambda: Page.objects.get(pk=home.pk).title) == home.title


def test_a_request_asks_for_the_mark_once_and_sees_what_it_writes_itself(home, django_assert_num_queries):
    with asked_once():
        with django_assert_num_queries(1):
            assert [kept(name, lambda: "read") for name in ("one", "two", "one")] == ["read"] * 3
        if connection.vendor == "sqlite":
            Page.objects.update(title="Written")
            assert kept("one", lambda: "read again") == "read again"


def test_an_article_whose_time_is_over_is_counted_no_longer(client, article, time_machine):
    time_machine.move_to("2026-11-01T12:00:00Z", tick=False)
    old = NewsPageFactory(parent=article.get_parent(), date="2001-02-03")
    NewsPage.objects.filter(pk=old.pk).update(expire_at="2026-11-01T13:00:00Z")
    assert "2001" in client.get("/news/").content.decode()
    assert client.get("/news/2001/").status_code == 200
    time_machine.move_to("2026-11-01T13:00:01Z", tick=False)
    assert "2001" not in client.get("/news/").content.decode()
    assert client.get("/news/2001/").status_code == 404


def test_what_is_kept_has_a_bound(home, monkeypatch):
    monkeypatch.setattr("core.kept.MOST", 3)
    for number in range(10):
        kept(number, lambda: "read")
    assert kept(0, lambda: "read again") == "read again"
