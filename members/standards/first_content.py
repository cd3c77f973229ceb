"""The list of standards, empty until an editor fills it; and example standards of a local installation."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.first_content import OFFICERS
from library.models import Document
from members.membership.collections import members_collection
from members.membership.models import Grade
from members.standards.models import (
    ReadConfirmation,
    StandardDocumentPage,
    StandardsIndexPage,
    StandardVersionPage,
)

# After the members' area, its grades and its collection.
ORDER = 70

EXAMPLES = Path(__file__).parent / "examples"
SUPERVISORS = ["Supervisor", "Advanced supervisor", "National supervisor"]
Audience = StandardDocumentPage.Audience


@dataclass(frozen=True)
class Version:
    """``days``: when it takes effect, counted from the day on which the examples are made."""

    days: int
    changes: str = ""


@dataclass(frozen=True)
class Standard:
    number: str
    slug: str
    title: str
    summary: str
    versions: tuple[Version, ...]
    audience: str = Audience.MEMBERS
    grades: tuple[str, ...] = ()
    asks_to_confirm: bool = True


STANDARDS = [
    Standard(
        "E1",
        "keeping-recordings",
        "Keeping recordings (example)",
        "How recordings are kept. An example: it is not a standard of AVIGuk.",
        (
            Version(-800),
            Version(-400, "<p>Each recording now has a date on which it is looked at again, or deleted.</p>"),
            Version(
                -20,
                "<p>Recordings are deleted on a date, and no longer only looked at again.</p>"
                "<ul><li>Note when it was done.</li><li>Older recordings: by the end of the year.</li></ul>",
            ),
        ),
    ),
    Standard(
        "E2",
        "notes-of-supervision",
        "Notes of supervision (example)",
        "What a supervisor writes down. An example that only supervisors see.",
        (Version(-500), Version(-90, "<p>The note says where it is kept.</p>")),
        audience=Audience.GRADES,
        grades=tuple(SUPERVISORS),
    ),
    Standard(
        "E3",
        "what-you-can-expect",
        "What you can expect (example)",
        "What families are told before anything is filmed. An example that everybody may read.",
        (Version(-300),),
        audience=Audience.PUBLIC,
        asks_to_confirm=False,
    ),
    Standard(
        "E10",
        "plain-words",
        "Plain words (example)",
        "How we write for families. An example with a version that is still to come.",
        (Version(-200), Version(100, "<p>Each rule now has an example.</p>")),
    ),
]


def load(content):
    content.grant(OFFICERS, ReadConfirmation, "view")
    content.page(
        "members-standards",
        content.find("page:members"),
        StandardsIndexPage(
            title="Standards",
            slug="standards",
            summary="What we go by: each standard with the version in force, and what it replaced.",
            hide_from_search_engines=True,
        ),
    )


def demo(content):
    index = content.find("page:members-standards")
    editor = content.find("example-account:editor")
    today = timezone.localdate()
    for example in STANDARDS:
        standard = content.page(f"example-standard:{example.slug}", index, _standard(example, editor, today))
        for number, version in enumerate(example.versions, start=1):
            _version(content, standard, example, number, today + datetime.timedelta(days=version.days))


def _standard(example, editor, today):
    return StandardDocumentPage(
        title=example.title,
        slug=example.slug,
        number=example.number,
        summary=example.summary,
        audience=example.audience,
        grades=list(Grade.objects.filter(name__in=example.grades)),
        asks_to_confirm=example.asks_to_confirm,
        review_owner=editor,
        review_date=today + datetime.timedelta(days=180),
    )


def _version(content, standard, example, number, day):
    name = f"{example.slug}-v{number}.pdf"

    def upload():
        return Document.objects.create(
            title=f"{example.number} {example.title}, version {number}",
            collection=members_collection(),
            file=ContentFile((EXAMPLES / name).read_bytes(), name=name),
        )

    document = content.once(f"example-file:{name}", upload)
    content.page(
        f"example-standard:{example.slug}:{number}",
        standard,
        StandardVersionPage(
            number=number,
            in_force_from=day,
            document=document,
            changes=example.versions[number - 1].changes,
        ),
    )
