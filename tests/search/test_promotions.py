"""What editors put first for certain words: through the gate, and nothing is written down."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from accounts.first_content import EDITORS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from search import first_content
from search.promotions import Promotion, promoted
from tests.factories import StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return StandardPageFactory(title="How to begin")


def promote(words, **fields):
    return SearchPromotion.objects.create(query=Query.get(words), **fields)


def ask(words, django_assert_max_num_queries=None):
    return promoted(RequestFactory().get("/search/"), words)


def test_pages_and_links_stand_in_the_order_that_editors_chose(page):
    promote("training", page=page, description="The first step.", sort_order=2)
    link = {"external_link_url": "https://example.org/", "external_link_text": "Elsewhere"}
    promote("training", **link, sort_order=1)
    assert ask("  Training ") == [
        Promotion("Elsewhere", "https://example.org/", ""),
        Promotion("How to begin", page.url, "The first step."),
    ]
    assert ask("training day") == []


def test_what_is_closed_or_not_published_does_not_show(page):
    promote("training", page=page)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert ask("training") == []
    restriction.delete()
    assert len(ask("training")) == 1
    page.unpublish()
    assert ask("training") == []


def test_searching_writes_nothing_down(page):
    ask("pat smith")
    assert not Query.objects.exists()


def test_an_editor_promotes_a_page_from_the_menu_of_the_search(client, page):
    loader = Loader()
    load_groups(loader)
    first_content.load(loader)
    client.force_login(UserFactory(groups=[Group.objects.get(name=EDITORS)]))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    # Once: with the search, and not among the settings as well.
    assert home.count(reverse("wagtailsearchpromotions:index")) == 1
    data = {
        "query_string": "Begin",
        "editors_picks-TOTAL_FORMS": 1,
        "editors_picks-INITIAL_FORMS": 0,
        "editors_picks-MIN_NUM_FORMS": 0,
        "editors_picks-MAX_NUM_FORMS": 1000,
        "editors_picks-0-page": page.pk,
        "editors_picks-0-ORDER": 1,
    }
    assert client.post(reverse("wagtailsearchpromotions:add"), data).status_code == 302
    assert [pick.title for pick in ask("begin")] == ["How to begin"]
    listing = client.get(reverse("wagtailsearchpromotions:index")).content.decode()
    assert "begin" in listing
    assert "Views" not in listing
