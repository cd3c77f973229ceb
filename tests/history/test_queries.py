"""The query budget (at most 12 uncached, the same for 1 and for 100 milestones) and the editor's previews."""

import datetime

import pytest
from wagtail.images.tests.utils import get_test_image_file

from history.models import MilestonePage
from library.models import Image
from tests.history.factories import HistoryEraFactory, MilestonePageFactory
from tests.support.queries import fill_main_menu, queries_for

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def with_a_menu_and_a_picture(history):
    """As on the real site."""
    fill_main_menu(history)
    history.listing_image = Image.objects.create(title="History", file=get_test_image_file())
    history.save()


def fill(history, count, first_year=1900):
    for number in range(count):
        picture = Image.objects.create(title=f"Picture {number}", file=get_test_image_file(size=(90, 60)))
        day = datetime.date(first_year + number, 1, 1)
        MilestonePageFactory(parent=history, listing_image=picture, date=day)


def test_the_timeline_costs_the_same_with_one_milestone_and_with_a_hundred(client, history):
    for start in range(1900, 2000, 10):
        HistoryEraFactory(page=history, start_year=start, end_year=start + 9)
    fill(history, 1)
    with_one = queries_for(client, "/history/")
    fill(history, 99, first_year=1901)
    with_hundred = queries_for(client, "/history/")
    assert len(with_hundred) == len(with_one)
    assert len(with_one) <= MOST_QUERIES
    content = client.get("/history/").content
    assert content.count(b"<time ") >= 100


def test_a_milestone_costs_the_same_among_a_hundred_and_with_all_its_related_pages(client, history):
    fill(history, 3)
    _first, milestone, related = MilestonePage.objects.child_of(history).in_date_order()
    milestone.related = [("page", related)]
    milestone.save_revision().publish()
    with_few = queries_for(client, milestone.url)
    fill(history, 97, first_year=1903)
    others = list(MilestonePage.objects.child_of(history)[10:15])
    milestone = MilestonePage.objects.get(pk=milestone.pk)
    milestone.related = [("page", page) for page in [related, *others]]
    milestone.save_revision().publish()
    with_many = queries_for(client, milestone.url)
    assert len(with_many) == len(with_few)
    assert len(with_few) <= MOST_QUERIES


def preview(page, rf):
    return page.make_preview_request(rf.get("/admin/"), page.default_preview_mode)


def test_a_milestone_that_was_never_saved_can_be_previewed(history, rf):
    saved = MilestonePageFactory(parent=history, title="Before", date=datetime.date(1993, 1, 1))
    milestone = MilestonePage(title="Only in the form", slug="form", summary="In short.")
    milestone.path, milestone.depth = history.path + "9999", saved.depth
    response = preview(milestone, rf).render()
    assert b"Only in the form" in response.content
    assert response.context_data["previous"] == saved


def test_the_timeline_can_be_previewed_with_eras_that_were_never_saved(history, rf):
    MilestonePageFactory(parent=history, title="Shown", date=datetime.date(1993, 1, 1))
    history.eras = [HistoryEraFactory.build(name="A new era", start_year=1990, end_year=None)]
    content = preview(history, rf).render().content
    assert b"A new era" in content
    assert b"Shown" in content
