"""Who fits, and the numbers beside the choices, against counting by hand."""

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.directory.models import SupervisorEntry
from members.directory.register import current_terms
from members.directory.search import facets, places, rows, state
from members.directory.search.everybody import everybody
from members.membership.models import Membership
from tests.factories import MembershipFactory
from tests.members.directory.factories import SupervisorEntryFactory, grade, member
from tests.members.directory.many import fill

ENTRIES = 60
examples = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def many(db):
    fill(ENTRIES, outcodes=20)


def query_of(data):
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, values)
    return query


def find(query):
    directory = everybody(timezone.localdate())
    asked = state.read(query, directory.choices)
    place = places.find(asked.near, directory.rows, directory.points) if asked.near else None
    found = facets.find(directory, asked, place, facets.distances(place, directory.points))
    return found, asked, directory.choices


def values(entry, name):
    return {
        "how": {
            way for way, offered in (("in-person", entry.in_person), ("online", entry.online)) if offered
        },
        "room": {"now"} if entry.has_room else set(),
        "grade": {str(entry.accreditation.grade.pk)},
        "sector": {word.slug for word in entry.sectors.all()},
        "group": {word.slug for word in entry.client_groups.all()},
        "language": {word.slug for word in entry.languages.all()},
    }[name]


def fits(entry, asked, but=""):
    parts = f" {entry.member.user.first_name} {entry.member.user.last_name}".lower()
    if asked.name and f" {asked.name.lower()}" not in parts:
        return False
    if asked.near and asked.miles:
        centre = (53.82, -1.57)
        if not entry.in_person or not entry.outcode:
            return False
        if places.miles(centre, (entry.outcode.latitude, entry.outcode.longitude)) > asked.miles:
            return False
    return all(
        name == but or not slugs or values(entry, name) & set(slugs) for name, slugs in asked.chosen.items()
    )


queries = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([["ann"], ["Siân"], ["nobody"]]),
        "near": st.just(["LS6"]),
        "within": st.sampled_from([["10"], ["60"], ["any"], ["7"]]),
        "how": st.lists(st.sampled_from(["in-person", "online", "x"]), max_size=2),
        "room": st.just(["now"]),
        "grade": st.lists(st.sampled_from(["1", "2", "3", "4", "' OR 1=1"]), max_size=2),
        "sector": st.lists(st.sampled_from([f"sector-{n}" for n in range(9)]), max_size=3),
        "group": st.lists(st.sampled_from([f"clientgroup-{n}" for n in range(9)]), max_size=3),
        "language": st.lists(st.sampled_from([f"language-{n}" for n in range(13)]), max_size=3),
    },
)


@examples
@given(queries)
def test_people_and_numbers_are_those_counted_by_hand(many, data):
    found, asked, known = find(query_of(data))
    entries = list(SupervisorEntry.objects.listed(timezone.localdate()).with_people().with_words())
    assert {row[0] for row in found.rows} == {entry.pk for entry in entries if fits(entry, asked)}
    for name, choices in known.items():
        expected = {
            choice.slug: sum(
                fits(entry, asked, but=name) and choice.slug in values(entry, name) for entry in entries
            )
            for choice in choices
        }
        assert {choice.slug: found.numbers[name].get(choice.key, 0) for choice in choices} == expected, name


@examples
@given(queries, st.sampled_from(list(state.VIEWS)))
def test_an_address_leads_to_the_same_state_again(many, data, view):
    known = rows.choices()
    asked = state.read(query_of({**data, "view": [view]}), known)
    assert state.read(QueryDict(asked.query()), known) == asked


spans = st.lists(
    st.tuples(
        st.integers(-60, 20), st.integers(0, 60), st.sampled_from(Membership.Status.values), st.integers(0, 2)
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans, st.booleans(), st.booleans())
def test_the_rows_are_exactly_the_entries_that_are_listed(db, terms, live, paused):
    """Whatever terms somebody has, also two that begin on the same day."""
    today = timezone.localdate()
    grades = [grade("Supervisor"), grade("National supervisor"), grade("Guider", in_directory=False)]
    person = member(
        starts_on=today - datetime.timedelta(days=900), ends_on=today - datetime.timedelta(days=800)
    )
    SupervisorEntryFactory(member=person, live=live, paused=paused)
    for start, length, status, which in terms:
        first = today + datetime.timedelta(days=start)
        MembershipFactory(
            user=person.user,
            grade=grades[which],
            status=status,
            starts_on=first,
            ends_on=first + datetime.timedelta(days=length),
        )
    found = rows.listed(today)
    assert {row[0] for row in found} == set(
        SupervisorEntry.objects.listed(today).values_list("pk", flat=True)
    )
    assert len({row[0] for row in found}) == len(found)
    theirs = current_terms(today).values_list("grade", flat=True)
    assert {row[1] for row in found} <= set(theirs)
