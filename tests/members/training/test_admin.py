"""Training materials in the admin, as a member of the Editors group meets them."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from core.first_content import Loader
from members.training import first_content
from members.training.models import TrainingMaterialPage, TrainingStage
from tests.factories import GradeFactory
from tests.members.training.factories import (
    MP4,
    VTT,
    DocumentFactory,
    TrainingMaterialPageFactory,
    TrainingStageFactory,
)
from tests.support.editors import sign_in_editor

LISTING = "/admin/training/trainingmaterialpage/"


@pytest.fixture
def editor(client, db):
    return sign_in_editor(client)


@pytest.fixture
def add(client, editor, training):
    """Send the form for a new material; returns the errors by field, none if it was published."""
    address = reverse("wagtailadmin_pages:add", args=["training", "trainingmaterialpage", training.pk])

    def send(action="action-publish", transcript="", **changes):
        data = nested_form_data(
            {
                "title": "Course",
                "slug": "course",
                "summary": "",
                "kind": "handout",
                "audience": "members",
                "description": rich_text(""),
                "transcript": rich_text(transcript),
                "comments": inline_formset([]),
                action: "1",
            }
        )
        # A file is chosen by its number.
        changes = {name: getattr(value, "pk", value) for name, value in changes.items()}
        response = client.post(address, data | changes)
        return response.context["form"].errors if response.status_code == 200 else {}

    return send


def published():
    return TrainingMaterialPage.objects.filter(live=True)


def test_a_handout_needs_a_file(add):
    assert add() == {"document": ["Choose the file that members get."]}
    assert not published().exists()
    assert add(document=DocumentFactory()) == {}
    assert published().get().document


def test_a_draft_may_be_unfinished(add):
    assert add(action="action-save") == {}
    assert add(action="action-save", kind="video", slug="film") == {}
    assert TrainingMaterialPage.objects.count() == 2
    assert not published().exists()


@pytest.mark.parametrize(
    ("kind", "name"),
    [("handout", "film.mp4"), ("slides", "text.docx"), ("form", "slides.pptx"), ("video", "handout.pdf")],
)
def test_a_file_of_another_kind_is_refused_with_what_may_be_chosen(add, kind, name):
    document = DocumentFactory(name=name)
    captions = DocumentFactory(name="film.vtt", content=VTT)
    errors = add(kind=kind, document=document, captions=captions, transcript="<p>Hello.</p>")
    [error] = errors["document"]
    assert f"“{name}” can't be used here." in error
    assert "it must be a file of the type" in error


def test_a_video_needs_captions_and_a_transcript(add):
    film = DocumentFactory(name="film.mp4", content=MP4)
    captions = DocumentFactory(name="film.vtt", content=VTT)
    assert set(add(kind="video", document=film)) == {"captions", "transcript"}
    assert set(add(kind="video", document=film, captions=captions, transcript="<p> </p>")) == {"transcript"}
    assert (
        add(kind="video", document=film, captions=captions, transcript="<p>Hello.</p>", duration="12:30")
        == {}
    )
    assert published().get().length == "12 min 30 s"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("film.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello"),
        ("film.vtt", b"<html>"),
        ("film.vtt", b"WEBVTTX"),
    ],
)
def test_captions_that_are_none_are_refused(add, name, content):
    film = DocumentFactory(name="film.mp4", content=MP4)
    captions = DocumentFactory(name=name, content=content)
    errors = add(kind="video", document=film, captions=captions, transcript="<p>Hello.</p>")
    assert f"“{name}” is not a WebVTT file" in errors["captions"][0]


def test_captions_whose_file_is_lost_are_refused(add):
    film = DocumentFactory(name="film.mp4", content=MP4)
    captions = DocumentFactory(name="film.vtt", content=VTT)
    captions.file.storage.delete(captions.file.name)
    assert "captions" in add(kind="video", document=film, captions=captions, transcript="<p>Hello.</p>")


def test_a_link_needs_an_address(add):
    assert add(kind="link") == {"address": ["Give the address that the link leads to."]}
    assert add(kind="link", address="https://example.org/there") == {}
    assert published().get().address == "https://example.org/there"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,hello", "ftp://example.org/", "nowhere"],
)
def test_an_address_that_is_none_is_refused(add, address):
    assert "address" in add(kind="link", address=address)
    assert not published().exists()


@pytest.mark.parametrize("duration", ["long", "12:xx"])
def test_a_duration_that_is_none_is_refused(add, duration):
    assert "duration" in add(document=DocumentFactory(), duration=duration)


def test_it_is_for_some_grades_only(add):
    assert "grades" in add(document=DocumentFactory(), audience="grades")
    grade, stage = GradeFactory(name="Supervisor"), TrainingStageFactory()
    assert add(document=DocumentFactory(), audience="grades", grades=[grade.pk], stages=[stage.pk]) == {}
    page = published().get()
    assert list(page.grades.all()) == [grade]
    assert list(page.stages.all()) == [stage]
    assert [group.name for group in page.view_restrictions.get().groups.all()] == ["Grade: Supervisor"]


def test_the_form_follows_the_kind(client, editor, training):
    address = reverse("wagtailadmin_pages:add", args=["training", "trainingmaterialpage", training.pk])
    content = client.get(address).content.decode()
    assert 'data-controller="w-rules"' in content
    assert "{&quot;kind&quot;: [&quot;link&quot;]}" in content
    assert "data-w-rules-target" in content


def listed(client, query=""):
    return [material.title for material in client.get(f"{LISTING}{query}").context["object_list"]]


@pytest.mark.parametrize(
    "query", ["?q=film", "?q=hello", "?kind=video", "?stage=stage-1", "?audience=grades", "?state=live"]
)
def test_an_editor_finds_and_filters(client, editor, training, query):
    TrainingMaterialPageFactory(
        title="Film",
        video=True,
        description="<p>Hello</p>",
        stages=[TrainingStageFactory(name="Stage 1")],
        grades=[GradeFactory(name="Supervisor")],
    )
    TrainingMaterialPageFactory(title="Other", live=False)
    assert listed(client) == ["Film", "Other"]
    assert listed(client, query) == ["Film"]


def test_the_listing_says_who_may_read_it(client, editor, training):
    TrainingMaterialPageFactory(title="Film", grades=[GradeFactory(name="Supervisor")])
    content = client.get(LISTING).content.decode()
    assert "Supervisor" in content
    assert b"Supervisor" in client.get(f"{LISTING}?export=csv").getvalue()


def test_the_dashboard_leads_to_a_new_material(client, editor, training):
    assert "Add training material" in client.get("/admin/").content.decode()
    response = client.get(f"{LISTING}create/")
    assert response["Location"].startswith(f"/admin/pages/add/training/trainingmaterialpage/{training.pk}/")


def test_an_editor_keeps_the_stages(client, editor, training):
    first_content.load(Loader())
    assert [stage.name for stage in TrainingStage.objects.all()] == first_content.STAGES
    address = "/admin/snippets/training/trainingstage/add/"
    assert client.post(address, {"name": "Stage 4", "slug": "stage-4", "order": "5"}).status_code == 302
    refused = client.post(address, {"name": "Again", "slug": "stage-4", "order": "6"})
    assert "slug" in refused.context["form"].errors
    assert TrainingStage.objects.last().name == "Stage 4"


def test_a_stage_shows_where_it_is_used(client, editor, training, django_capture_on_commit_callbacks):
    first_content.load(Loader())
    stage = TrainingStageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        TrainingMaterialPageFactory(title="A handout", stages=[stage])
    usage = client.get(f"/admin/snippets/training/trainingstage/usage/{stage.pk}/")
    assert "A handout" in usage.content.decode()


def test_a_file_in_use_can_not_be_deleted(client, editor, training, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = TrainingMaterialPageFactory()
    client.post(reverse("wagtaildocs:delete", args=[page.document.pk]), follow=True)
    page.refresh_from_db()
    assert page.document
