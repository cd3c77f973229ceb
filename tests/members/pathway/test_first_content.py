"""The pathway that the site begins with says what is known, and what is not."""

import pytest

from core.first_content import Loader
from members.membership import first_content as membership
from members.pathway import first_content
from members.pathway.models import PathwayPage, PathwayVersionPage
from tests.members.standards.factories import days


@pytest.fixture
def content(db):
    membership.load(Loader())
    first_content.load(Loader())


def test_the_stages_are_those_of_the_notes(client, content):
    version = PathwayPage.objects.get().version_for(days(0))
    assert [
        (s.name, s.training, s.work, s.cycles, s.clients, s.sessions, s.hours, s.ending_text)
        for s in version.stages.all()
    ] == [
        (
            "Initial training course",
            "2 days or 4 half-days",
            "Active participation",
            *(0, 0, 0, 0),
            "Course evaluation",
        ),
        ("Stage 1", "", "", 6, 2, 7, 7, "Transition meeting (1 hour)"),
        ("Stage 2", "1-hour introduction", "", 9, 3, 8, 8, "Transition meeting (1 hour)"),
        ("Stage 3", "1-hour introduction", "", 12, 3, 8, 8, "Accreditation meeting (1 hour)"),
    ]
    page = client.get("/pathway/").content.decode()
    assert "do not fully agree" in page
    assert "Ask us" in page


def test_loading_again_leaves_what_an_editor_changed(content):
    PathwayVersionPage.objects.get().delete()
    first_content.load(Loader())
    assert not PathwayVersionPage.objects.exists()
    assert PathwayPage.objects.get().leads_to.name == first_content.GRADE
