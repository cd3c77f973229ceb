"""The list of training materials, the stages, and example materials of a local installation."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils.text import slugify

from accounts.first_content import EDITORS, MODERATORS
from library.models import Document
from members.membership.collections import members_collection
from members.membership.models import Grade
from members.training.kinds import Kind
from members.training.models import TrainingIndexPage, TrainingMaterialPage, TrainingStage

# After the members' area and its grades.
ORDER = 70

FILES = Path(__file__).parent / "first_content_files"

#: The pathway as the association's public pages have it.
STAGES = ["Initial training course", "Stage 1", "Stage 2", "Stage 3"]

SUPERVISORS = ["Supervisor", "Advanced supervisor", "National supervisor"]


@dataclass(frozen=True)
class Example:
    """One example material; every title says that it is one."""

    key: str
    title: str
    kind: Kind
    summary: str
    stages: tuple[str, ...]
    file: str = ""
    captions: str = ""
    fields: dict = field(default_factory=dict)
    supervisors_only: bool = False


EXAMPLES = [
    Example(
        key="stages",
        title="The stages at a glance (example)",
        kind=Kind.HANDOUT,
        summary="One page that says what each stage of the training asks.",
        stages=tuple(STAGES),
        file="example-handout.pdf",
        fields={"description": "<p>For the wall, or to go through with your supervisor.</p>"},
    ),
    Example(
        key="cycle",
        title="What a cycle is (example)",
        kind=Kind.SLIDES,
        summary="Three slides for the initial training course.",
        stages=("Initial training course",),
        file="example-slides.pdf",
    ),
    Example(
        key="record",
        title="Record of cycles (example)",
        kind=Kind.FORM,
        summary="A table for the six cycles of stage 1, to fill in.",
        stages=("Stage 1",),
        file="example-form.docx",
        fields={"description": "<p>Never write the name of a client on it.</p>"},
    ),
    Example(
        key="rings",
        title="Two rings meet (example)",
        kind=Kind.VIDEO,
        summary="A drawn film of twelve seconds, without sound, that shows how videos are played here.",
        stages=("Stage 1", "Stage 2"),
        file="example-video.mp4",
        captions="example-captions.vtt",
        fields={
            "duration": datetime.timedelta(seconds=12),
            "transcript": (
                "<p>The film has no sound.</p><p>Two rings, one green and one orange, stand far from each "
                "other. They come closer, meet, and go on together to the right.</p>"
            ),
        },
    ),
    Example(
        key="cochrane",
        title="The Cochrane review of video feedback (example)",
        kind=Kind.LINK,
        summary="O’Hara and others, 2019. It opens on the website of the Cochrane Library.",
        stages=(),
        fields={"address": "https://doi.org/10.1002/14651858.CD012348.pub2"},
    ),
    Example(
        key="end-of-a-stage",
        title="The end of a stage, for supervisors (example)",
        kind=Kind.HANDOUT,
        summary="Who takes part in the meeting, and how long it lasts.",
        stages=("Stage 1", "Stage 2", "Stage 3"),
        file="example-handout-supervisors.pdf",
        supervisors_only=True,
    ),
]


def load(content):
    for group in (EDITORS, MODERATORS):
        content.grant(group, TrainingStage, "add", "change", "delete", "view")
    for order, name in enumerate(STAGES, start=1):
        content.once(f"training-stage:{name}", lambda order=order, name=name: _stage(order, name))
    content.page(
        "training",
        content.find("page:members"),
        TrainingIndexPage(
            title="Training materials",
            slug="training",
            summary="Handouts, slides, forms, videos and links, for each stage of the training.",
            introduction="<p>Everything that is here for you, by stage and by kind.</p>",
            hide_from_search_engines=True,
        ),
    )


def demo(content):
    for example in EXAMPLES:
        content.page(
            f"training-example-{example.key}", content.find("page:training"), _page(content, example)
        )


def _stage(order, name):
    return TrainingStage.objects.create(name=name, slug=slugify(name), order=order)


def _page(content, example):
    page = TrainingMaterialPage(
        title=example.title,
        slug=slugify(example.title),
        kind=example.kind,
        summary=example.summary,
        hide_from_search_engines=True,
        document=_document(content, example.file, example.title),
        captions=_document(content, example.captions, f"{example.title}: captions"),
        stages=list(TrainingStage.objects.filter(name__in=example.stages)),
        **example.fields,
    )
    if example.supervisors_only:
        page.audience = page.Audience.GRADES
        page.grades = Grade.objects.filter(name__in=SUPERVISORS)
    return page


def _document(content, filename, title):
    if not filename:
        return None

    def upload():
        file = ContentFile((FILES / filename).read_bytes(), name=filename)
        return Document.objects.create(title=title, collection=members_collection(), file=file)

    return content.once(f"document:training-{filename}", upload)
