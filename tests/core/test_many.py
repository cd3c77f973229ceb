"""The pages that tests make by the thousand are as those that are saved one by one."""

import pytest
from wagtail.models import Page

from members.training.models import TrainingMaterialPage
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory
from tests.members.training.factories import (
    TrainingIndexPageFactory,
    TrainingMaterialPageFactory,
    TrainingStageFactory,
)
from tests.support.many import repeat

pytestmark = pytest.mark.django_db


def test_they_stand_in_the_tree_with_their_relations_and_restrictions(client):
    HomePageFactory()
    index = TrainingIndexPageFactory()
    grade, stage = GradeFactory(name="Supervisor"), TrainingStageFactory()
    pages = [TrainingMaterialPageFactory(stages=[stage]), TrainingMaterialPageFactory(grades=[grade])]
    repeat(pages, 5)
    repeat(pages[:1], 1)
    assert not any(Page.find_problems())
    index.refresh_from_db()
    assert index.numchild == index.get_children().count() == TrainingMaterialPage.objects.count() == 8
    assert stage.materials.count() == 5
    closed = TrainingMaterialPage.objects.filter(view_restrictions__groups=grade.group)
    assert set(closed) == set(TrainingMaterialPage.objects.filter(grades=grade))
    assert closed.count() == 3
    client.force_login(MembershipFactory(grade__name="Trainee").user)
    for page in TrainingMaterialPage.objects.all():
        page.full_clean()
        assert client.get(page.url).status_code == (403 if page in closed else 200)
