"""The order of the timeline and its eras, with nothing but plain objects."""

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import DatePrecision, describe, machine
from history.timeline import era_of, overlapping, timeline


def era(start, end=None, name="Era"):
    return SimpleNamespace(name=name, start_year=start, end_year=end)


def milestone(year, month=1, day=1):
    return SimpleNamespace(date=datetime.date(year, month, day))


def years(groups):
    return [
        (group["era"] and group["era"].name, [m.date.year for m in group["milestones"]]) for group in groups
    ]


def test_milestones_stand_in_their_eras_and_between_them():
    eras = [era(1993, 1997, "Beginnings"), era(2005, None, "Since then")]
    milestones = [milestone(year) for year in (1980, 1993, 1997, 1999, 2004, 2005, 2020)]
    assert years(timeline(milestones, eras)) == [
        (None, [1980]),
        ("Beginnings", [1993, 1997]),
        (None, [1999, 2004]),
        ("Since then", [2005, 2020]),
    ]


def test_without_eras_all_milestones_stand_together():
    assert years(timeline([milestone(1993), milestone(2012)], [])) == [(None, [1993, 2012])]


def test_an_era_without_a_milestone_is_left_out():
    assert timeline([], [era(1990)]) == []


@pytest.mark.parametrize(
    ("year", "expected"), [(1992, None), (1993, "A"), (1997, "A"), (1998, None), (2000, "B"), (2999, "B")]
)
def test_both_years_of_an_era_belong_to_it(year, expected):
    found = era_of(year, [era(1993, 1997, "A"), era(2000, None, "B")])
    assert (found and found.name) == expected


def test_eras_that_share_a_year_overlap():
    first, second = era(1993, 1997), era(1997, 2000)
    assert overlapping([second, first]) == [(first, second)]


def test_an_open_era_overlaps_every_later_one():
    assert overlapping([era(1993), era(2005, 2010)])


def test_eras_that_touch_do_not_overlap():
    assert not overlapping([era(1993, 1997), era(1998, 1998), era(1999)])


some_eras = st.lists(st.tuples(st.integers(1900, 2100), st.none() | st.integers(0, 60)), max_size=6).map(
    lambda spans: [era(start, None if length is None else start + length) for start, length in spans]
)


@given(some_eras)
def test_no_overlap_is_found_exactly_when_no_year_has_two_eras(eras):
    claimed = [
        sum(one.start_year <= year <= (one.end_year or 2999) for one in eras) for year in range(1900, 3000)
    ]
    assert bool(overlapping(eras)) == any(count > 1 for count in claimed)


@given(some_eras.filter(lambda eras: not overlapping(eras)), st.lists(st.dates(), max_size=20))
def test_the_timeline_keeps_every_milestone_in_date_order_and_names_each_era_once(eras, days):
    milestones = [SimpleNamespace(date=day) for day in sorted(days)]
    groups = timeline(milestones, eras)
    assert [one for group in groups for one in group["milestones"]] == milestones
    named = [id(group["era"]) for group in groups if group["era"]]
    assert len(named) == len(set(named))
    for group in groups:
        assert all(era_of(one.date.year, eras) is group["era"] for one in group["milestones"])


@given(st.dates(), st.none() | st.dates(), st.sampled_from(DatePrecision.values))
def test_every_date_can_be_told_and_never_more_exactly_than_it_is_known(start, end, precision):
    assert str(start.year) in describe(start, end, precision)
    told = machine(start, precision)
    assert start.isoformat().startswith(told)
    assert (len(told) == 10) == (precision == DatePrecision.DAY)
