"""Editing the timeline: its eras as a form, and milestones found and added without walking the tree."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from history.models import HistoryPage, MilestonePage
from tests.history.factories import HistoryEraFactory, MilestonePageFactory
from tests.support.editors import sign_in_editor

LISTING = "/admin/history/milestonepage/"


@pytest.fixture
def editor(client, db):
    return sign_in_editor(client)


def save_eras(client, history, *eras, publish=True):
    forms = [
        {"name": name, "start_year": start, "end_year": end or "", "introduction": ""}
        for name, start, end in eras
    ]
    data = nested_form_data(
        {
            "title": history.title,
            "slug": history.slug,
            "summary": history.summary,
            "introduction": "null",
            "eras": inline_formset(forms),
            "comments": inline_formset([]),
        }
    )
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[history.pk]), data)


def era_errors(response):
    return [form.errors for form in response.context["form"].formsets["eras"].forms]


def test_an_editor_gives_the_timeline_its_eras(client, editor, history):
    assert save_eras(client, history, ("Since", 1998, None), ("Beginnings", 1993, 1997)).status_code == 302
    eras = [(era.name, era.start_year) for era in HistoryPage.objects.get().eras.all()]
    assert eras == [("Beginnings", 1993), ("Since", 1998)]


def test_eras_that_overlap_are_refused_and_the_message_says_which(client, editor, history):
    response = save_eras(client, history, ("Since", 1997, None), ("Beginnings", 1993, 1997))
    assert era_errors(response) == [
        {
            "start_year": [
                "“Beginnings” runs until 1997, so this era can't begin in 1997: eras may not overlap."
            ]
        },
        {},
    ]
    assert "eras may not overlap" in response.content.decode().replace("&#x27;", "'")
    assert not HistoryPage.objects.get().eras.exists()


def test_a_second_open_era_is_refused(client, editor, history):
    response = save_eras(client, history, ("One", 1993, None), ("Two", 2000, None))
    assert "has no last year" in era_errors(response)[1]["start_year"][0]


def test_an_era_that_ends_before_it_begins_is_refused(client, editor, history):
    response = save_eras(client, history, ("Backwards", 1997, 1993))
    assert era_errors(response) == [{"end_year": ["An era that begins in 1997 can't end in 1993."]}]


def test_half_filled_eras_get_messages_and_no_crash(client, editor, history):
    response = save_eras(client, history, ("", 1993, None), ("Named", "", None), ("x", "19x", None))
    assert [bool(errors) for errors in era_errors(response)] == [True, True, True]


def test_an_era_can_be_moved_out_of_the_way_of_another_in_one_go(client, editor, history):
    HistoryEraFactory(page=history, name="One", start_year=1993, end_year=1999)
    era = history.eras.get()
    form = {"id": era.pk, "name": "One", "start_year": 1993, "end_year": 1995, "introduction": ""}
    new = {"name": "Two", "start_year": 1996, "end_year": "", "introduction": ""}
    data = nested_form_data(
        {
            "title": history.title,
            "slug": history.slug,
            "summary": history.summary,
            "introduction": "null",
            "eras": inline_formset([form, new], initial=1),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    assert client.post(reverse("wagtailadmin_pages:edit", args=[history.pk]), data).status_code == 302
    assert [era.end_year for era in HistoryPage.objects.get().eras.all()] == [1995, None]


def test_an_editor_finds_and_filters_milestones(client, editor, history):
    MilestonePageFactory(parent=history, title="Tayside", date=datetime.date(1993, 1, 1))
    MilestonePageFactory(parent=history, title="NICE", date=datetime.date(2012, 10, 1), precision="month")
    listed = client.get(LISTING).content.decode()
    assert "about 1993" in listed
    assert "October 2012" in listed
    for query in ["q=tay", "precision__exact=about", "year=1993", "q=ay&state=live"]:
        found = [page.title for page in client.get(f"{LISTING}?{query}").context["object_list"]]
        assert found == ["Tayside"], query


def test_a_new_milestone_goes_below_the_timeline_without_asking(client, editor, history):
    response = client.get(f"{LISTING}create/")
    assert response["Location"].startswith(f"/admin/pages/add/history/milestonepage/{history.pk}/")
    assert client.get(response["Location"]).status_code == 200


def test_a_milestone_can_be_looked_over_and_exported(client, editor, history):
    milestone = MilestonePageFactory(parent=history, title="=1+1", source="A book")
    assert "about 1993" in client.get(f"{LISTING}inspect/{milestone.pk}/").content.decode()
    exported = client.get(f"{LISTING}?export=csv").getvalue().decode("utf-8-sig")
    assert "'=1+1" in exported
    assert "about 1993" in exported


def test_a_wrong_date_gets_its_message_beside_the_field(client, editor, history):
    data = nested_form_data(
        {
            "title": "Dataprev",
            "slug": "dataprev",
            "summary": "Selected.",
            "date": "2010-01-01",
            "precision": "range",
            "end_date": "2009-01-01",
            "body": "null",
            "source": "",
            "source_url": "",
            "related": streamfield([]),
            "comments": inline_formset([]),
        }
    )
    response = client.post(
        reverse("wagtailadmin_pages:add", args=["history", "milestonepage", history.pk]), data
    )
    assert response.context["form"].errors == {"end_date": ["The last date must come after the first one."]}
    assert not MilestonePage.objects.exists()
