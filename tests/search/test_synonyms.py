"""Words that mean the same: how a query is cut, what editors may write, what the site begins with."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.first_content import EDITORS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from search import first_content
from search.models.words import Synonyms
from search.synonyms import alternatives
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    Synonyms.objects.create(words="guider, practitioner")
    Synonyms.objects.create(words="VIG, Video Interaction Guidance")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], []),
        (["film"], [["film"]]),
        (["guider"], [["guider", "practitioner"]]),
        (["practitioners"], [["practitioners", "guider", "practitioner"]]),
        (["vig", "film"], [["vig", "video interaction guidance"], ["film"]]),
        (["a", "video", "interaction", "guidance"], [["a"], ["video interaction guidance", "vig"]]),
        (["video", "interaction"], [["video"], ["interaction"]]),
        (["vig", "guiders"], [["vig", "video interaction guidance"], ["guiders", "guider", "practitioner"]]),
        (["video interaction guidance", "film"], [["video interaction guidance", "vig"], ["film"]]),
    ],
)
def test_a_query_is_cut_into_parts_that_mean_the_same(known, words, parts):
    assert alternatives(words) == parts


def test_accents_and_marks_make_no_difference():
    Synonyms.objects.create(words="café, O’Hara’s inn")
    assert alternatives(["cafes"]) == [["cafes", "cafe", "o hara s inn"]]


def test_it_takes_one_query_and_none_where_nothing_was_typed(known, django_assert_num_queries):
    with django_assert_num_queries(1):
        alternatives(["vig"] * 50)
    with django_assert_num_queries(0):
        alternatives([])


def test_what_an_editor_writes_is_put_in_order():
    synonyms = Synonyms(words="  Guider ,practitioner,, guiders ")
    synonyms.full_clean()
    # The singular and the plural are the same, and the last one stays.
    assert synonyms.words == "guiders, practitioner"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("guider", "two words or more"),
        ("guider, Guiders", "two words or more"),
        (", ,", "two words or more"),
        (", ".join(f"word{n}" for n in range(11)), "at most 10"),
        ("one, two three four five six seven eight", "too long"),
        ("coach, Practitioners", "stands already in “guider, practitioner”"),
    ],
)
def test_what_can_not_work_is_refused_with_a_sentence(known, words, message):
    with pytest.raises(ValidationError, match=message):
        Synonyms(words=words).full_clean()


def test_a_group_can_be_saved_again(known):
    Synonyms.objects.get(words__startswith="guider").full_clean()


def test_the_site_begins_with_the_words_of_the_field():
    loader = Loader()
    load_groups(loader)
    first_content.load(loader)
    assert alternatives(["practitioner"]) == [["practitioner", "guider"]]
    assert alternatives(["video", "interaction", "guidance"]) == [["video interaction guidance", "vig"]]
    for synonyms in Synonyms.objects.all():
        synonyms.full_clean()


def test_an_editor_keeps_them_in_the_admin(client):
    loader = Loader()
    load_groups(loader)
    first_content.load(loader)
    client.force_login(UserFactory(groups=[Group.objects.get(name=EDITORS)]))
    add = reverse("wagtailsnippets_search_synonyms:add")
    assert "stands already in" in client.post(add, {"words": "guider, coach"}).content.decode()
    client.post(add, {"words": "film, clip, video"})
    assert alternatives(["clips"]) == [["clips", "film", "clip", "video"]]
    assert "film, clip, video" in client.get(reverse("wagtailsnippets_search_synonyms:list")).content.decode()
