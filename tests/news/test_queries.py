"""The query budget (at most 12 uncached, the same for 1 and for 100 articles) and the editor's previews."""

import datetime

import pytest
from wagtail.images.tests.utils import get_test_image_file

from home.news.models import NewsPage
from library.models import Image
from tests.news.factories import NewsCategoryFactory, NewsPageFactory
from tests.support.many import another, save_all
from tests.support.queries import fill_main_menu, queries_for

pytestmark = pytest.mark.usefixtures("keeping")

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def with_a_menu_and_a_picture(news):
    """As on the real site."""
    fill_main_menu(news)
    news.listing_image = Image.objects.create(title="News", file=get_test_image_file())
    news.save()


def fill(news, count, category):
    """Articles with a picture each, as an editor would make them, but quickly."""
    day = datetime.date(2024, 1, 1)
    picture = Image.objects.create(title="Picture", file=get_test_image_file(size=(90, 60)))
    fields = {"listing_image": picture, "date": day, "categories": [category]}
    first = NewsPageFactory(parent=news, **fields, publish=False)
    pictures = [
        Image(title=f"Picture {number}", file=picture.file.name, width=90, height=60, file_size=1)
        for number in range(1, count)
    ]
    articles = []
    for number, other in enumerate(Image.objects.bulk_create(pictures), start=1):
        title = f"{first.title}, part {number}"
        before = {"date": day - datetime.timedelta(days=number), "listing_image": other}
        articles.append(another(first, news, title=title, slug=f"{first.slug}-{number}", **before))
    if articles:
        save_all(articles, news)


@pytest.mark.parametrize("address", ["/news/", "/news/2024/", "/news/?category=research", "/news/feed/"])
def test_a_list_costs_the_same_with_one_article_and_with_a_hundred(client, news, address):
    category = NewsCategoryFactory(slug="research")
    fill(news, 1, category)
    with_one = queries_for(client, address)
    fill(news, 99, category)
    with_hundred = queries_for(client, address)
    assert len(with_hundred) == len(with_one)
    assert len(with_one) <= MOST_QUERIES


def test_an_article_costs_the_same_with_one_relation_and_with_a_hundred(client, news):
    category = NewsCategoryFactory()
    # The home page, visited before, has not shown just the pictures that stand below the article.
    fill(news, 1, NewsCategoryFactory())
    fill(news, 2, category)
    address = NewsPage.objects.filter(categories=category).first().url
    with_one = queries_for(client, address)
    fill(news, 98, category)
    with_hundred = queries_for(client, address)
    assert len(with_hundred) == len(with_one)
    assert len(with_one) <= MOST_QUERIES


def preview(page, rf):
    return page.make_preview_request(rf.get("/admin/"), page.default_preview_mode)


def test_an_article_that_was_never_saved_can_be_previewed(news, rf):
    article = NewsPage(title="Not yet", slug="not-yet", summary="In short.", date=datetime.date(2024, 5, 17))
    news.add_child(instance=article)
    response = preview(article, rf)
    assert response.status_code == 200
    unsaved = NewsPage(title="Only in the form", slug="form", summary="In short.")
    unsaved.depth, unsaved.path = article.depth, news.path + "9999"
    assert b"Only in the form" in preview(unsaved, rf).render().content


def test_the_list_can_be_previewed_with_its_articles(news, rf):
    NewsPageFactory(parent=news, title="Shown in the preview")
    assert b"Shown in the preview" in preview(news, rf).render().content
