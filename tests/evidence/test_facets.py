"""The numbers beside the choices, against counting by hand; the order; the search."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence import facets, state
from evidence.models import EvidencePage
from evidence.text import fold
from tests.evidence.factories import EvidenceIndexPageFactory, EvidencePageFactory, KindFactory, fill, person
from tests.home.factories import HomePageFactory

ITEMS = 60
examples = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def filled(db):
    HomePageFactory()
    index = EvidenceIndexPageFactory()
    fill(index, ITEMS)
    return index


def query_of(data):
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, [str(value) for value in values])
    return query


def by_hand(items, asked, known):
    """Which items fit, and the numbers beside the choices, in the plainest way."""

    def values(item, name):
        return {
            "topic": {topic.slug for topic in item.topics.all()},
            "kind": {item.kind.slug},
            "design": {item.design.slug} if item.design else set(),
            "scope": {item.scope},
            "open": {"yes"} if item.access == "open" else set(),
        }[name]

    def fits(item, but=""):
        if not all(term in item.search_text for term in asked.terms):
            return False
        for name, slugs in asked.chosen.items():
            if name != but and slugs and not values(item, name) & set(slugs):
                return False
        if but == "years" or not (asked.first or asked.last):
            return True
        return item.year is not None and (asked.first or 0) <= item.year <= (asked.last or 9999)

    numbers = {
        name: {
            choice.slug: sum(fits(item, but=name) and choice.slug in values(item, name) for item in items)
            for choice in choices
        }
        for name, choices in known.items()
    }
    years = [item.year for item in items if item.year and fits(item, but="years")]
    return {item.pk for item in items if fits(item)}, numbers, years


queries = st.fixed_dictionaries(
    {},
    optional={
        "q": st.lists(
            st.sampled_from(["attachment", "neglect families", "café", "Müller", "nothing"]), max_size=1
        ),
        "topic": st.lists(st.sampled_from(["neglect", "attachment", "schools", "gone"]), max_size=3),
        "kind": st.lists(st.sampled_from(["trial", "review", "book", "' OR 1=1"]), max_size=3),
        "design": st.lists(st.sampled_from(["randomised", "cohort"]), max_size=2),
        "scope": st.lists(st.sampled_from(["vig", "wider"]), max_size=2),
        "open": st.just(["yes"]),
        "from": st.lists(st.integers(1975, 2030), max_size=1),
        "to": st.lists(st.integers(1975, 2030), max_size=1),
    },
)


@examples
@given(queries)
def test_numbers_and_items_are_those_counted_by_hand(filled, data):
    known, _glossary = facets.words()
    asked = state.read(query_of(data), known)
    found = facets.find(filled.items(None), asked, known)
    items = list(EvidencePage.objects.select_related("kind", "design").prefetch_related("topics"))
    fitting, numbers, years = by_hand(items, asked, known)
    assert set(facets.keys(found.rows)) == fitting
    for name, choices in known.items():
        assert {choice.slug: found.numbers[name].get(choice.key, 0) for choice in choices} == numbers[name], (
            name
        )
    assert (found.first_year, found.last_year) == ((min(years), max(years)) if years else (None, None))


@examples
@given(queries, st.sampled_from(list(state.SORTS)), st.sampled_from(list(state.VIEWS)))
def test_an_address_leads_to_the_same_state_again(filled, data, sort, view):
    known, _glossary = facets.words()
    asked = state.read(query_of({**data, "sort": [sort], "view": [view]}), known)
    assert state.read(QueryDict(asked.query()), known) == asked


def titles(index, query):
    known, _glossary = facets.words()
    found = facets.find(index.items(None), state.read(QueryDict(query), known), known)
    pages = EvidencePage.objects.in_bulk(facets.keys(found.rows))
    return [pages[key].title for key in facets.keys(found.rows)]


def test_the_list_can_be_sorted_four_ways_and_no_date_comes_last(evidence):
    EvidencePageFactory(parent=evidence, title="Élan", year=2001, people=[person("Young")])
    EvidencePageFactory(parent=evidence, title="beta", year=2020, people=[person("Able")])
    EvidencePageFactory(parent=evidence, title="Alpha", year=None, people=[person("Öst")])
    assert titles(evidence, "") == ["beta", "Élan", "Alpha"]
    assert titles(evidence, "sort=oldest") == ["Élan", "beta", "Alpha"]
    assert titles(evidence, "sort=title") == ["Alpha", "beta", "Élan"]
    assert titles(evidence, "sort=author") == ["beta", "Alpha", "Élan"]


@pytest.mark.parametrize(
    "query", ["o'hara", "O’HARA", "ohara video", '"parental sensitivity"', "practitioner", "guiders", "2019"]
)
def test_words_are_found_in_titles_names_and_texts(evidence, query):
    EvidencePageFactory(
        parent=evidence,
        title="Video feedback",
        year=2019,
        people=[person("O’Hara")],
        found="<p>It may improve <b>parental</b> sensitivity. Practitioners said so, and each guider.</p>",
    )
    EvidencePageFactory(parent=evidence, title="Another")
    expected = [] if query.startswith("ohara") else ["Video feedback"]
    assert titles(evidence, f"q={query}") == expected


@pytest.mark.parametrize("query", ["%25", "_", "%5C", "%27", "x%00y", "<b>"])
def test_signs_of_the_database_are_only_signs(evidence, query):
    EvidencePageFactory(parent=evidence, title="Plain")
    assert titles(evidence, f"q={query}") == []


def test_what_lists_read_follows_a_change_of_the_item(evidence):
    page = EvidencePageFactory(parent=evidence, title="Before", people=[person("Kennedy"), person("Landor")])
    page.title = "Afterwards"
    page.people = [person("Kennedy"), person("Landor"), person("Todd"), person("Ball")]
    page.save_revision().publish()
    page = EvidencePage.objects.get()
    assert page.byline == "Kennedy and others"
    assert fold("Afterwards") in page.search_text
    assert "before" not in page.search_text
    assert "ball" in page.search_text


def test_a_draft_changes_nothing_that_lists_read(evidence):
    page = EvidencePageFactory(parent=evidence, title="Published")
    page.title = "Secret plan"
    page.save_revision()
    page = EvidencePage.objects.get()
    assert "secret" not in page.search_text
    assert page.title_key == "published"


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([], ""),
        ([person("Kennedy")], "Kennedy"),
        ([person("Kennedy"), person("Ball")], "Kennedy and Ball"),
        ([person("Kennedy"), person("Ball"), person("Barlow")], "Kennedy, Ball and Barlow"),
        ([person("A"), person("B"), person("C"), person("D")], "A and others"),
        ([person("Kennedy", role="editor"), person("Todd", role="editor")], "Kennedy and Todd (editors)"),
        ([person("Todd", role="editor")], "Todd (editor)"),
        ([person("", "", literal="NICE")], "NICE"),
        ([person("Todd", role="editor"), person("Ball")], "Ball"),
    ],
)
def test_the_names_in_a_list(evidence, people, words):
    page = EvidencePageFactory(parent=evidence, kind=KindFactory(), people=people)
    assert page.byline == words
