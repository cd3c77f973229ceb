"""The page of one material: a download, a player with captions and transcript, or a link."""

import datetime

import pytest
from wagtail.images.tests.utils import get_test_image_file

from library.models import Image
from tests.factories import GradeFactory, MembershipFactory
from tests.members.training.factories import TrainingMaterialPageFactory, TrainingStageFactory
from tests.support.queries import fill_main_menu, queries_for

MOST_QUERIES = 20


@pytest.fixture
def show(client, training):
    client.force_login(MembershipFactory().user)

    def content(page):
        response = client.get(page.url)
        assert response.status_code == 200
        return response.content.decode()

    return content


def test_a_handout_has_a_download_that_says_what_it_is(show):
    page = TrainingMaterialPageFactory(description="<p>For the wall.</p>")
    content = show(page)
    assert f'<a class="download" href="{page.document.url}">' in content
    assert "For the wall." in content
    assert "PDF, 16" in content
    assert "<video" not in content


def test_a_video_has_captions_a_transcript_and_a_download(show):
    page = TrainingMaterialPageFactory(video=True, duration=datetime.timedelta(minutes=12, seconds=30))
    content = show(page)
    assert f'<source src="{page.document.url}" type="video/mp4">' in content
    assert '<video class="player" controls preload="metadata"' in content
    assert f'src="{page.captions.url}" default>' in content
    assert "Somebody says hello." in content
    assert "12 min 30 s" in content
    assert f'<a class="download" href="{page.document.url}">' in content


def test_a_link_leads_out_and_says_where(show):
    content = show(TrainingMaterialPageFactory(link=True))
    assert '<a class="button" href="https://example.org/there">' in content
    assert "another website: https://example.org/there" in content


def test_what_another_kind_would_need_is_kept_but_not_shown(show):
    page = TrainingMaterialPageFactory(video=True)
    page.kind, page.address = "link", "https://example.org/"
    page.save_revision().publish()
    content = show(page)
    assert page.document.url not in content
    assert "Somebody says hello." not in content
    page.refresh_from_db()
    assert page.captions


def test_a_stage_leads_to_its_list(show):
    page = TrainingMaterialPageFactory(stages=[TrainingStageFactory(name="Stage 2")])
    assert 'href="/members/training/?stage=stage-2">More for Stage 2</a>' in show(page)


def test_a_file_that_is_still_missing_breaks_nothing(show):
    assert "The file is not here yet." in show(TrainingMaterialPageFactory(document=None))


def test_one_material_costs_the_same_among_many(client, show, training):
    """With all that a material can have, on a site with a menu, where something else is closed."""
    fill_main_menu(training)
    TrainingMaterialPageFactory(grades=[GradeFactory(name="Supervisor")])
    stages = [TrainingStageFactory() for _ in range(3)]
    picture = Image.objects.create(title="Still", file=get_test_image_file())
    page = TrainingMaterialPageFactory(video=True, stages=stages, listing_image=picture)
    with_one = queries_for(client, page.url)
    for _ in range(20):
        TrainingMaterialPageFactory(stages=stages)
    assert len(queries_for(client, page.url)) == len(with_one) <= MOST_QUERIES, "\n".join(with_one)


@pytest.mark.parametrize(
    ("duration", "words"),
    [(None, ""), (45, "45 s"), (60, "1 min"), (3725, "62 min 5 s")],
)
def test_how_long_a_video_is(training, duration, words):
    length = datetime.timedelta(seconds=duration) if duration else None
    assert TrainingMaterialPageFactory(video=True, duration=length).length == words
