"""What a visitor sees of a pathway and its versions."""

import re

import pytest
import time_machine

from members.pathway.models import Fee
from members.pathway.picture import Picture
from tests.members.pathway.factories import PathwayVersionFactory, stages
from tests.members.standards.factories import days
from tests.support.queries import queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    def text(address):
        response = client.get(address)
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return text


def test_the_pathway_shows_the_current_version_and_names_the_others(read, versions):
    page = read("/pathway/")
    assert "9 cycles with 1 or more new clients" in page
    assert "12 cycles" not in page
    for name in ("earlier", "present", "coming"):
        assert f'href="/pathway/{name}/"' in page


def test_on_its_day_the_next_version_takes_the_place(read, versions):
    with time_machine.travel(days(100)):
        assert "12 cycles" in read("/pathway/")


def test_a_version_says_what_it_is(read, versions):
    assert "<strong>Earlier version</strong> for those who started until" in read("/pathway/earlier/")
    assert "6 cycles" in read("/pathway/earlier/")
    assert "Present requirements is the current version" in read("/pathway/coming/")
    assert "<strong>Coming</strong>" in read("/pathway/coming/")
    assert "<strong>Current version</strong>" in read("/pathway/present/")


@pytest.mark.parametrize(("day", "name"), [(-400, "Earlier"), (0, "Present"), (200, "Coming")])
def test_which_version_applies_to_me(read, versions, day, name):
    page = read(f"/pathway/?started={days(day).isoformat()}")
    assert f"{name} requirements</a> applies to you" in page


def test_which_version_where_there_was_none(read, pathway):
    PathwayVersionFactory(parent=pathway, starts_on=days(-10))
    page = read(f"/pathway/?started={days(-11).isoformat()}")
    assert "We have no version for" in page


@pytest.mark.parametrize("typed", ["", "yesterday", "31/02/2025", "%3Cb%3E", "9" * 500])
def test_what_is_no_date_gets_a_sentence(read, versions, typed):
    page = read(f"/pathway/?started={typed}")
    assert "This is no date." in page or "Give the day" in page
    assert "applies to you" not in page


def test_a_pathway_without_a_version(read, pathway):
    assert "The stages will be here soon." in read("/pathway/")


def test_before_the_first_version_holds_it_is_shown_as_coming(read, pathway):
    PathwayVersionFactory(parent=pathway, title="First", starts_on=days(10))
    PathwayVersionFactory(parent=pathway, title="Second", starts_on=days(20))
    page = read("/pathway/")
    assert "First</a></strong> for those who start from" in page


def test_drafts_are_nowhere(read, client, pathway, versions):
    PathwayVersionFactory(parent=pathway, title="Secret", slug="secret", starts_on=days(-1), live=False)
    assert "Secret" not in read("/pathway/")
    assert client.get("/pathway/secret/").status_code == 404


def test_a_draft_is_previewed_among_the_others(client, pathway, versions, rf):
    draft = PathwayVersionFactory(parent=pathway, title="Draft", starts_on=days(-1), live=False)
    request = rf.get("/")
    context = draft.get_context(request)
    assert context["current"] == draft


def test_fees_that_are_over_are_gone(read, pathway):
    PathwayVersionFactory(
        parent=pathway,
        fees=[
            Fee(sort_order=1, name="Old fee", amount=40, ends_on=days(-1)),
            Fee(sort_order=2, name="Fee of today", amount=50, starts_on=days(0)),
            Fee(sort_order=3, name="Free of a number"),
        ],
    )
    page = read("/pathway/")
    assert "Old fee" not in page
    assert "£50" in page
    assert re.search(r"Free of a number.*?Ask us", page)


def test_the_picture_says_in_words_what_it_shows(read, versions):
    picture = Picture(stages({"cycles": 9}, {"cycles": 0, "clients": 0, "sessions": 0}))
    assert picture.words == (
        "Stage 1: 9 cycles with 1 or more new clients, 2 × 1 hour of supervision; "
        "ends with: Transition meeting. Stage 2: no counted work; ends with: Accreditation meeting."
    )
    stops = picture.stops
    assert stops[0].y < stops[0].end_y < stops[1].y < stops[1].end_y < picture.height
    assert re.search(r'<desc id="way-words">Stage 1: 9 cycles', read("/pathway/"))


def test_the_cost_does_not_grow(client, pathway):
    PathwayVersionFactory(parent=pathway, starts_on=days(-1))
    one = len(queries_for(client, "/pathway/"))
    for number in range(2, 30):
        PathwayVersionFactory(parent=pathway, starts_on=days(-number), publish=False)
    assert len(queries_for(client, "/pathway/")) == one <= 20
