"""Which version holds for whom, and what its stages say."""

from decimal import Decimal

import pytest

from members.pathway.models import PathwayVersionPage, Stage
from tests.members.pathway.factories import PathwayVersionFactory
from tests.members.standards.factories import days

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "name"),
    [(-5000, "earlier"), (-101, "earlier"), (-100, "present"), (99, "present"), (100, "coming")],
)
def test_the_day_of_the_start_decides(pathway, versions, day, name):
    assert pathway.version_for(days(day)) == versions[name]


def test_a_draft_and_a_withdrawn_version_hold_for_nobody(pathway, versions):
    PathwayVersionFactory(parent=pathway, starts_on=days(-2), live=False)
    assert pathway.version_for(days(0)) == versions["present"]
    versions["present"].unpublish()
    assert pathway.version_for(days(0)) == versions["earlier"]


def test_where_no_version_began_there_is_none(pathway):
    PathwayVersionFactory(parent=pathway, starts_on=days(0))
    assert pathway.version_for(days(-1)) is None


def test_of_two_for_one_day_the_later_counts(pathway):
    PathwayVersionFactory(parent=pathway, starts_on=days(0))
    second = PathwayVersionFactory(parent=pathway, starts_on=days(0))
    assert pathway.version_for(days(0)) == second


def test_stages_keep_their_order_when_published(pathway, versions):
    version = PathwayVersionPage.objects.get(pk=versions["present"].pk)
    assert [stage.name for stage in version.stages.all()] == ["Stage 1", "Stage 2"]
    assert [stage.is_last for stage in version.stages.all()] == [False, True]


@pytest.mark.parametrize(
    ("asked", "cycles", "sessions", "ending"),
    [
        ({}, "", "", "Transition meeting"),
        ({"cycles": 1}, "1 cycle", "", "Transition meeting"),
        (
            {
                "cycles": 9,
                "clients": 3,
                "sessions": 8,
                "session_hours": Decimal("1.50"),
                "ending_hours": Decimal(1),
            },
            "9 cycles with 3 or more new clients",
            "8 × 1.5 hours of supervision",
            "Transition meeting (1 hour)",
        ),
    ],
)
def test_what_a_stage_asks_in_words(asked, cycles, sessions, ending):
    stage = Stage(name="Stage 1", **asked)
    assert (stage.cycles_text, stage.sessions_text, stage.ending_text) == (cycles, sessions, ending)


def test_hours_in_all():
    assert Stage(sessions=7, session_hours=Decimal("1.5")).hours == Decimal("10.5")
