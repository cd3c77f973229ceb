"""`/history/` and its milestones, as visitors meet them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from core.dates import DatePrecision
from history.models import HistoryEra
from tests.history.factories import HistoryEraFactory, HistoryPageFactory, MilestonePageFactory

quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def add(history, title, *day, **fields):
    return MilestonePageFactory(parent=history, title=title, date=datetime.date(*day), **fields)


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def groups(client):
    return [
        (group["era"] and group["era"].name, [milestone.title for milestone in group["milestones"]])
        for group in client.get("/history/").context["eras"]
    ]


def test_the_timeline_stands_in_date_order_whatever_is_known_of_the_dates(client, history):
    add(history, "NICE", 2012, 10, 1, precision="month")
    add(history, "About 1993", 1993, 1, 1, precision="about")
    add(history, "Book", 2011, 1, 1, precision="year")
    add(history, "Dataprev", 2010, 1, 1, precision="range", end_date=datetime.date(2011, 1, 3))
    add(history, "The day", 2011, 1, 3, precision="day")
    assert groups(client) == [(None, ["About 1993", "Dataprev", "Book", "The day", "NICE"])]
    content = client.get("/history/").content.decode().lower()
    for told in [
        '<time datetime="1993">about 1993</time>',
        '<time datetime="2010">2010–2011</time>',
        '<time datetime="2011-01-03">3 january 2011</time>',
        '<time datetime="2012-10">october 2012</time>',
    ]:
        assert told in content


def test_eras_part_the_timeline_by_their_years(client, history):
    HistoryEraFactory(page=history, name="Since then", start_year=2012, end_year=None)
    HistoryEraFactory(page=history, name="Beginnings", start_year=1993, end_year=1997)
    HistoryEraFactory(page=history, name="Nothing happened", start_year=1998, end_year=1999)
    for year in (1990, 1993, 1997, 2011, 2012):
        add(history, str(year), year, 6, 1)
    assert groups(client) == [
        (None, ["1990"]),
        ("Beginnings", ["1993", "1997"]),
        (None, ["2011"]),
        ("Since then", ["2012"]),
    ]


def test_private_and_unpublished_milestones_are_left_out(client, history):
    hide(add(history, "Private", 1993, 1, 1))
    add(history, "Draft", 1994, 1, 1, live=False)
    add(history, "Open", 1995, 1, 1)
    assert groups(client) == [(None, ["Open"])]


def test_an_empty_timeline_is_a_page_too(client, history):
    assert client.get("/history/").status_code == 200
    assert groups(client) == []


@quick
@given(
    st.lists(
        st.tuples(st.dates(), st.sampled_from([p for p in DatePrecision.values if p != "range"])), max_size=8
    )
)
def test_any_dates_of_any_precision_make_a_timeline_in_order(client, history, known):
    history.get_children().delete()
    history.refresh_from_db()
    for day, precision in known:
        MilestonePageFactory(parent=history, date=day, precision=precision)
    response = client.get("/history/")
    assert response.status_code == 200
    shown = [one.date for group in response.context["eras"] for one in group["milestones"]]
    assert shown == sorted(day for day, _precision in known)


def neighbours(client, milestone):
    context = client.get(milestone.url).context
    return tuple(context[name] and context[name].title for name in ("previous", "next"))


def test_each_milestone_leads_to_the_one_before_and_the_one_after(client, history):
    first = add(history, "First", 1993, 1, 1)
    last = add(history, "Last", 2012, 1, 1)
    hide(add(history, "Private", 1999, 1, 1))
    middle = add(history, "Middle", 1997, 1, 1)
    same_day = add(history, "Same day", 1997, 1, 1)
    assert neighbours(client, first) == (None, "Middle")
    assert neighbours(client, middle) == ("First", "Same day")
    assert neighbours(client, same_day) == ("Middle", "Last")
    assert neighbours(client, last) == ("Same day", None)


def test_related_pages_keep_the_editors_order_and_pass_the_gate(client, history):
    milestone = add(history, "Book", 2011, 1, 1)
    chosen = [
        add(history, title, 1990, 1, 1, live=title != "Draft") for title in ("B", "Private", "Draft", "A")
    ]
    hide(chosen[1])
    milestone.related = [("page", page) for page in chosen]
    milestone.save_revision().publish()
    assert [page.title for page in client.get(milestone.url).context["related_pages"]] == ["B", "A"]


@pytest.mark.parametrize(
    ("precision", "end", "words"),
    [
        ("range", None, "needs a last date"),
        ("range", datetime.date(2010, 1, 1), "after the first"),
        ("range", datetime.date(2009, 1, 1), "after the first"),
        ("day", datetime.date(2011, 1, 1), "Clear it"),
        ("about", datetime.date(2011, 1, 1), "Clear it"),
    ],
)
def test_a_last_date_belongs_to_a_range_and_comes_last(history, precision, end, words):
    with pytest.raises(ValidationError, match=words) as refused:
        add(history, "Wrong", 2010, 1, 1, precision=precision, end_date=end)
    assert list(refused.value.message_dict) == ["end_date"]


def test_a_milestone_needs_a_summary(history):
    with pytest.raises(ValidationError) as refused:
        add(history, "Untold", 2010, 1, 1, summary="")
    assert list(refused.value.message_dict) == ["summary"]


@pytest.mark.parametrize(
    ("era", "field"),
    [
        ({"start_year": 1997, "end_year": 1993}, "end_year"),
        ({"start_year": 93}, "start_year"),
        ({"start_year": 30000}, "start_year"),
    ],
)
def test_an_era_has_sensible_years(era, field):
    with pytest.raises(ValidationError) as refused:
        HistoryEra(name="Era", **era).full_clean(exclude=["page"])
    assert list(refused.value.message_dict) == [field]


def test_an_era_of_one_year_is_an_era():
    HistoryEra(name="Era", start_year=1993, end_year=1993).clean()


def test_there_is_one_timeline_only(history):
    assert not type(history).can_create_at(history.get_parent())
    assert HistoryPageFactory._meta.model.max_count == 1
