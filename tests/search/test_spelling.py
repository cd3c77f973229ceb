""" "Did you mean": other words that do find something for who asks, on either database."""

import pytest
from wagtail.models import PageViewRestriction

from search.query import search
from tests.factories import StandardPageFactory
from tests.home.factories import site_root

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db, indexed):
    with indexed():
        return StandardPageFactory(
            parent=site_root(), title="Moments of attunement", summary="With VIG, in combats and homes."
        )


def meant(words):
    return search(None, words).did_you_mean


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("atunement", "attunement"),
        ("ATTUNEMNET", "attunement"),
        ("momments", "moments"),
        ("vig atunement", "vig attunement"),
        ("atunement momment", "attunement moments"),
        ("“moments of atunement”", '"moments of attunement"'),
        ("what is atunement for", "attunement"),
    ],
)
def test_a_slip_is_put_right(page, typed, better):
    assert meant(typed) == better
    assert search(None, better).total == 1


@pytest.mark.parametrize("typed", ["xylophone", "attunement", "attuned moments", "attunement xylophone"])
def test_nothing_is_offered_where_nothing_would_be_found(page, typed):
    assert meant(typed) == ""


def test_what_is_offered_is_a_link(page, client):
    text = client.get("/search/?q=atunement").content.decode()
    assert 'Did you mean <a href="?q=attunement">attunement</a>?' in " ".join(text.split())


def test_a_word_of_a_closed_page_is_a_slip_to_who_may_not_see_it(page, indexed):
    """Or the help would tell, by staying away, that the word stands somewhere."""
    assert meant("wombats") == "combats"
    with indexed():
        closed = StandardPageFactory(parent=site_root(), title="Of wombats")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert meant("wombats") == "combats"
    assert meant("wombats attunement") == "combats attunement"


@pytest.mark.parametrize("typed", ["atunement", "atunement momment", "atunement xylophone vig moments"])
def test_it_takes_few_queries(page, django_assert_max_num_queries, typed):
    with django_assert_max_num_queries(15):
        meant(typed)


def test_a_long_query_is_not_looked_through(page, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert meant("atunement one two three four five six seven eight nine") == ""
