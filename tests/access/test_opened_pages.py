"""A page that code opens inside a closed part of the tree, and what lies closed inside it again."""

import random

import pytest
from wagtail.models import Page, PageViewRestriction

from core.access import Closed, may_view, visible_to
from tests.access.conftest import close, make_closed_site
from tests.factories import MembershipFactory, StandardPageFactory
from tests.support.many import repeat

pytestmark = pytest.mark.django_db

make_world = make_closed_site


def open_to_all(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.NONE)


@pytest.fixture
def nested(closed_site):
    """closed section > open page > its child > a page that is closed again > its child"""
    section = closed_site.closed["members"].pages["section"]
    opened = StandardPageFactory(parent=section, title="Opened")
    inner = StandardPageFactory(parent=opened, title="Inner")
    again = StandardPageFactory(parent=inner, title="Closed again")
    deepest = StandardPageFactory(parent=again, title="Deepest")
    open_to_all(opened)
    close(PageViewRestriction(page=again), "grade")
    return [section, opened, inner, again, deepest]


def seen(pages, request):
    found = set(visible_to(Page.objects.filter(pk__in=[page.pk for page in pages]), request))
    assert found == {page.page_ptr for page in pages if may_view(page, request)}
    return [page.title for page in pages if page.page_ptr in found]


def test_the_public_sees_what_was_opened_and_no_more(nested):
    assert seen(nested, None) == ["Opened", "Inner"]


def test_members_see_all_but_the_part_for_another_grade(nested, rf, member):
    request = rf.get("/")
    request.user = request._cached_user = MembershipFactory(grade__name="Trainee").user
    assert seen(nested, request) == ["Xanadu section", "Opened", "Inner"]
    request = rf.get("/")
    request.user = request._cached_user = member
    assert len(seen(nested, request)) == 5


def test_an_alias_of_a_closed_page_opens_nothing(nested, closed_site):
    alias = nested[0].create_alias(parent=closed_site.shelf, update_slug="again", recursive=True)
    assert seen([alias, *alias.get_descendants().specific()], None) == []


def test_an_opened_page_can_be_reached(client, nested):
    assert client.get(nested[1].url).status_code == 200
    assert client.get(nested[3].url).status_code == 302


@pytest.mark.parametrize("seed", range(20))
def test_the_nearest_restriction_decides_in_any_tree(closed_site, seed):
    draw = random.Random(seed)
    pages, rules = [closed_site.home], {}
    for number in range(25):
        page = StandardPageFactory(parent=draw.choice(pages), title=f"Page {number}")
        pages.append(page)
        if draw.random() < 0.5:
            rules[page.path] = draw.choice(["closed", "opened"])
    answer = Closed.of(
        {path for path, rule in rules.items() if rule == "closed"},
        {path for path, rule in rules.items() if rule == "opened"},
    )
    expected = set()
    for page in pages:
        above = [
            rules[page.path[:end]] for end in range(4, len(page.path) + 1, 4) if page.path[:end] in rules
        ]
        if above and above[-1] == "closed":
            expected.add(page.pk)
        assert answer.holds(page.path) == (page.pk in expected)
    query = answer.query()
    numbers = [page.pk for page in pages]
    found = Page.objects.filter(pk__in=numbers).filter(query) if query else Page.objects.none()
    assert set(found.values_list("pk", flat=True)) == expected


def test_a_thousand_restrictions_make_one_short_query(closed_site, django_assert_max_num_queries):
    section = closed_site.shelf
    page = StandardPageFactory(parent=section, title="Page")
    close(PageViewRestriction(page=page), "members")
    repeat([page], 999)
    assert PageViewRestriction.objects.filter(page__in=section.get_children()).count() >= 1000
    with django_assert_max_num_queries(2):
        assert not visible_to(section.get_children().filter(title__startswith="Page"), None).exists()
