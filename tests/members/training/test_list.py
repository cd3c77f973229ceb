"""The list of materials: narrowed, searched, sorted and paged by its address alone."""

import pytest

from members.training import shelf
from members.training.models import TrainingStage
from tests.factories import GradeFactory, MembershipFactory
from tests.members.training.factories import (
    DocumentFactory,
    TrainingMaterialPageFactory,
    TrainingStageFactory,
)
from tests.support.many import repeat
from tests.support.queries import fill_main_menu, queries_for

MOST_QUERIES = 20
ADDRESS = "/members/training/"


@pytest.fixture
def member(client, training):
    client.force_login(MembershipFactory().user)


@pytest.fixture
def stages(db):
    return [TrainingStageFactory(name=f"Stage {number}", order=number) for number in (1, 2, 3)]


def listed(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return [material.title for material in response.context["materials"]]


def choices(client, name, query=""):
    found = client.get(f"{ADDRESS}{query}").context[name]
    return {choice.label: choice.number for choice in found if choice.number is not None}


def test_in_the_order_of_the_training(client, member, stages):
    first, second, third = stages
    TrainingMaterialPageFactory(title="For no stage")
    TrainingMaterialPageFactory(title="For the third", stages=[third])
    TrainingMaterialPageFactory(title="For two and three", stages=[third, second])
    TrainingMaterialPageFactory(title="B for the first", stages=[first])
    TrainingMaterialPageFactory(title="A for the first", stages=[first])
    assert listed(client) == [
        "A for the first",
        "B for the first",
        "For two and three",
        "For the third",
        "For no stage",
    ]


def test_narrowed_by_stage_and_kind_with_the_numbers_of_what_is_there(client, member, stages):
    first, second, _third = stages
    TrainingMaterialPageFactory(title="Handout", stages=[first, second])
    TrainingMaterialPageFactory(title="Film", video=True, stages=[first])
    TrainingMaterialPageFactory(title="Link", link=True)
    assert choices(client, "stages") == {"Stage 1": 2, "Stage 2": 1}
    assert choices(client, "kinds") == {"Handout": 1, "Video": 1, "Link": 1}
    assert listed(client, "?stage=stage-1") == ["Film", "Handout"]
    assert listed(client, "?stage=stage-1&kind=video") == ["Film"]
    assert choices(client, "kinds", "?stage=stage-2") == {"Handout": 1}
    assert choices(client, "stages", "?kind=video") == {"Stage 1": 1}
    assert choices(client, "stages", "?kind=video&stage=stage-2") == {"Stage 1": 1, "Stage 2": 0}
    assert listed(client, "?kind=video&stage=stage-2") == []


def test_a_choice_keeps_the_others(client, member, stages):
    TrainingMaterialPageFactory(title="A & B", stages=stages[:1])
    response = client.get(f"{ADDRESS}?stage=stage-1&q=a+%26+b")
    content = response.content.decode()
    assert f'href="{ADDRESS}?stage=stage-1&amp;kind=handout&amp;q=a+%26+b"' in content
    assert f'href="{ADDRESS}?q=a+%26+b"' in content
    assert '<input type="hidden" name="stage" value="stage-1">' in content


@pytest.mark.parametrize("words", ["course", "COURSE", "short", "useful", "words course"])
def test_found_by_its_words(client, member, words):
    TrainingMaterialPageFactory(
        title="For the course",
        summary="In short words.",
        description="<p>Very <strong>useful</strong></p>",
    )
    TrainingMaterialPageFactory(title="Other")
    assert listed(client, f"?q={words}") == ["For the course"]


@pytest.mark.parametrize("words", ["strong", "useless", "course useless", "%", "_", "' OR 1=1 --", "\\"])
def test_not_found_by_what_is_not_a_word_of_it(client, member, words):
    TrainingMaterialPageFactory(title="For the course", description="<p>Very <strong>useful</strong></p>")
    assert listed(client, f"?q={words}") == []


def test_a_search_without_an_answer_says_so_and_leads_on(client, member):
    TrainingMaterialPageFactory()
    content = client.get(f"{ADDRESS}?q=nowhere").content.decode()
    assert "Nothing fits" in content
    assert "0 materials" in content


def test_an_endless_search_is_cut_short(client, member):
    TrainingMaterialPageFactory(title="word")
    assert listed(client, f"?q={'word+' * 3000}") == ["word"]


@pytest.mark.parametrize(
    "query",
    ["?stage=nowhere", "?stage=1'", "?kind=game", "?page=0", "?page=-1", "?page=abc", "?page=2", "?page=1e9"],
)
def test_what_does_not_exist_is_not_found(client, member, query):
    TrainingMaterialPageFactory()
    assert client.get(f"{ADDRESS}{query}").status_code == 404


def test_an_empty_list_says_so(client, member):
    content = client.get(ADDRESS).content.decode()
    assert "There are no materials here yet." in content
    assert "Download" not in content


def test_a_long_list_has_pages_that_keep_the_choice(client, member, monkeypatch):
    monkeypatch.setattr(shelf, "PER_PAGE", 2)
    for number in range(3):
        TrainingMaterialPageFactory(title=f"Material {number}")
    content = client.get(f"{ADDRESS}?kind=handout").content.decode()
    assert 'href="?kind=handout&amp;page=2">Next</a>' in content
    assert listed(client, "?kind=handout&page=2") == ["Material 2"]


def test_a_stage_that_is_taken_away_leaves_its_materials(client, member, stages):
    TrainingMaterialPageFactory(title="Handout", stages=stages[:1])
    TrainingStage.objects.get(slug="stage-1").delete()
    assert listed(client) == ["Handout"]


def fill(count, grade):
    """Materials as on a site that is in use: files, stages, some of them for a grade.

    From the 31st on they are like the first 30 in turn.
    """
    stages = [TrainingStageFactory(name=f"Stage {number}", order=number) for number in (1, 2, 3)]
    document = DocumentFactory()
    first = [
        TrainingMaterialPageFactory(
            document=document,
            stages=[stages[number % 3]],
            grades=[grade] if number % 10 == 1 else [],
            publish=False,
        )
        for number in range(min(count, 30))
    ]
    repeat(first, count - len(first))


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "?stage=stage-1&kind=handout&q=material"])
def test_a_page_costs_the_same_with_1_100_and_1000_materials(client, training, query):
    """For a trainee, to whom some are closed, on a site with a menu."""
    client.force_login(MembershipFactory(grade__name="Trainee").user)
    fill_main_menu(training)
    supervisors = GradeFactory(name="Supervisor")
    fill(2, supervisors)
    with_two = queries_for(client, f"{ADDRESS}{query}")
    fill(98, supervisors)
    with_hundred = queries_for(client, f"{ADDRESS}{query}")
    fill(900, supervisors)
    with_thousand = queries_for(client, f"{ADDRESS}{query}")
    assert len(with_thousand) == len(with_hundred) == len(with_two) <= MOST_QUERIES, "\n".join(with_thousand)
