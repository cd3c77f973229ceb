"""The forms of the admin speak to people who are not technical, and write a date as people here do."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.factories import StandardPageFactory
from tests.home.factories import ContactPageFactory

pytestmark = pytest.mark.django_db


def editing(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_a_date_is_shown_and_read_day_first(admin_client):
    page = StandardPageFactory(review_date=datetime.date(2027, 11, 7))
    assert 'value="07/11/2027"' in editing(admin_client, page)
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "body": streamfield([]),
            "review_date": "08/12/2027",
            "action-publish": "1",
        }
    )
    assert admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    page.refresh_from_db()
    assert page.review_date == datetime.date(2027, 12, 8)


def test_nobody_can_choose_another_clock_or_language_of_which_dates_would_be_read_differently(admin_client):
    account = admin_client.get(reverse("wagtailadmin_account")).content.decode()
    assert "Theme preferences" in account
    assert "current_time_zone" not in account
    assert "preferred_language" not in account


@pytest.mark.parametrize("make", [StandardPageFactory, ContactPageFactory])
def test_no_field_speaks_in_jargon(admin_client, make):
    form = BeautifulSoup(editing(admin_client, make()), "html.parser")
    said = " | ".join(
        found.get_text(" ", strip=True) for found in form.select(".w-field__label, label, .help")
    )
    assert "Short address" in said
    assert "Title for search engines" in said
    for jargon in ("Slug", "Title tag", "Meta description", "form field", "line separated", "in URLs"):
        assert jargon.lower() not in said.lower(), jargon


def test_the_form_of_a_picture_says_what_its_description_is_for(admin_client):
    form = admin_client.get(reverse("wagtailimages:add")).content.decode()
    assert "as you would say it to somebody on the telephone" in form
    assert "The name by which you find it again" in form
