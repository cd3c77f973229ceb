"""News in the admin, as a member of the Editors group meets it."""

import csv
import datetime
import io
import zipfile

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.news.models import NewsCategory, NewsPage
from library.models import Image
from tests.news.factories import NewsCategoryFactory, NewsPageFactory
from tests.support.editors import sign_in_editor

LISTING = "/admin/news/newspage/"


@pytest.fixture
def editor(client, db):
    return sign_in_editor(client)


def listed(client, query=""):
    return [article.title for article in client.get(f"{LISTING}{query}").context["object_list"]]


def test_the_menu_leads_to_the_listing(client, editor, news):
    assert f'"{LISTING}"' in client.get("/admin/").content.decode()


def test_the_listing_shows_picture_date_and_state(client, editor, news):
    picture = Image.objects.create(title="Course", file=get_test_image_file())
    NewsPageFactory(parent=news, title="Shown", listing_image=picture, date=datetime.date(2024, 5, 17))
    NewsPageFactory(parent=news, title="Not yet", live=False, date=datetime.date(2024, 5, 16))
    content = client.get(LISTING).content.decode()
    assert listed(client) == ["Shown", "Not yet"]
    assert "17 May 2024" in content
    assert "fill-100x100" in content
    assert 'alt=""' in content
    assert "Draft" in content


@pytest.mark.parametrize(
    "query",
    ["?q=cour", "?q=writer", "?q=in+word", "?category=training", "?year=2019", "?state=live"],
)
def test_an_editor_finds_and_filters(client, editor, news, query):
    NewsPageFactory(
        parent=news,
        title="Course",
        author="A. Writer",
        summary="In a word.",
        date=datetime.date(2019, 1, 1),
        categories=[NewsCategoryFactory(slug="training")],
    )
    NewsPageFactory(parent=news, title="Other", live=False)
    assert listed(client, query) == ["Course"]


def test_the_columns_sort(client, editor, news):
    NewsPageFactory(parent=news, title="B", date=datetime.date(2020, 1, 1))
    NewsPageFactory(parent=news, title="A", date=datetime.date(2019, 1, 1))
    assert listed(client, "?o=0") == ["A", "B"]
    assert listed(client, "?o=-0") == ["B", "A"]
    assert listed(client, "?o=2") == ["A", "B"]


def test_a_new_article_goes_below_the_news_without_asking(client, editor, news):
    response = client.get(f"{LISTING}create/")
    assert response["Location"].startswith(f"/admin/pages/add/news/newspage/{news.pk}/")
    assert client.get(response["Location"]).status_code == 200


def test_before_there_is_a_news_page_the_listing_says_what_is_missing(client, editor):
    content = client.get(LISTING).content.decode()
    assert "News List" in content
    assert f"{LISTING}create/" not in content


def test_looking_over_copying_and_taking_down_are_one_click_away(client, editor, news):
    category = NewsCategoryFactory(name="Research")
    article = NewsPageFactory(parent=news, title="Course", categories=[category])
    content = client.get(LISTING).content.decode()
    for action in ["edit", "copy", "unpublish", "delete"]:
        assert f"/admin/pages/{article.pk}/{action}/" in content
    inspected = client.get(f"{LISTING}inspect/{article.pk}/").content.decode()
    assert "Research" in inspected
    assert article.full_url in inspected


def test_the_csv_is_readable_and_no_cell_is_a_formula(client, editor, news):
    NewsPageFactory(
        parent=news,
        title="=HYPERLINK(1)",
        summary="+1 – später",
        author="",
        live=False,
        categories=[NewsCategoryFactory(name="@cat")],
    )
    content = client.get(f"{LISTING}?export=csv").getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["Title"] == "'=HYPERLINK(1)"
    assert row["Summary"] == "'+1 – später"
    assert row["Categories"] == "'@cat"
    assert row["Author"] == ""
    assert row["State"] == "Draft"


def test_the_workbook_opens_even_with_control_characters_and_holds_text(client, editor, news):
    NewsPageFactory(parent=news, title="=1+1", summary="page\x0bbreak")
    response = client.get(f"{LISTING}?export=xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(response.getvalue())).read("xl/worksheets/sheet1.xml").decode()
    assert "=1+1" in sheet
    assert "<f>" not in sheet
    assert "pagebreak" in sheet


def test_an_export_has_all_that_the_filter_lets_through(client, editor, news):
    NewsPageFactory(parent=news, title="Then", date=datetime.date(2019, 1, 1))
    NewsPageFactory(parent=news, title="Now", date=datetime.date(2020, 1, 1))
    content = client.get(f"{LISTING}?export=csv&year=2019").getvalue().decode()
    assert "Then" in content
    assert "Now" not in content


def article_form(**changes):
    return nested_form_data(
        {
            "title": "Course",
            "slug": "course",
            "summary": "A course.",
            "date": "2024-05-17",
            "author": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **changes,
        }
    )


def test_an_editor_publishes_an_article_and_it_appears(client, editor, news):
    category = NewsCategoryFactory()
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", news.pk])
    assert client.post(address, article_form() | {"categories": [category.pk]}).status_code == 302
    assert [article.title for article in client.get("/news/").context["articles"]] == ["Course"]
    assert list(NewsPage.objects.get().categories.all()) == [category]


def test_a_reserved_address_gets_its_message_beside_the_field(client, editor, news):
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", news.pk])
    response = client.post(address, article_form(slug="2024"))
    assert "Add a word or two" in response.context["form"].errors["slug"][0]


def test_a_copy_may_not_take_a_reserved_address_either(client, editor, news):
    article = NewsPageFactory(parent=news)
    address = reverse("wagtailadmin_pages:copy", args=[article.pk])
    data = {"new_title": "Feed", "new_slug": "feed", "new_parent_page": news.pk, "alias": False}
    response = client.post(address, data)
    assert "new_slug" in response.context["form"].errors
    assert client.post(address, data | {"new_slug": "another"}).status_code == 302


def test_categories_are_searched_and_show_where_they_are_used(
    admin_client, news, django_capture_on_commit_callbacks
):
    category = NewsCategoryFactory(name="Research", slug="research")
    NewsCategoryFactory(name="Training", slug="training")
    with django_capture_on_commit_callbacks(execute=True):
        NewsPageFactory(parent=news, title="A finding", categories=[category])
    found = admin_client.get("/admin/snippets/news/newscategory/?q=resea")
    assert [one.name for one in found.context["object_list"]] == ["Research"]
    usage = admin_client.get(f"/admin/snippets/news/newscategory/usage/{category.pk}/")
    assert "A finding" in usage.content.decode()


def test_a_category_is_made_with_an_address_of_its_own(admin_client):
    address = "/admin/snippets/news/newscategory/add/"
    assert admin_client.post(address, {"name": "Research", "slug": "research"}).status_code == 302
    refused = admin_client.post(address, {"name": "Research 2", "slug": "research"})
    assert "slug" in refused.context["form"].errors
    assert NewsCategory.objects.count() == 1
