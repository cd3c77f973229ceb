"""Evidence for tests: its words, its list, its items."""

import datetime

import factory
import wagtail_factories
from wagtail.models import Page

from evidence.models import (
    EvidenceIndexPage,
    EvidenceKind,
    EvidencePage,
    EvidencePerson,
    EvidenceTopic,
    GlossaryTerm,
    StudyDesign,
)
from tests.home.factories import site_root


class KindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvidenceKind
        django_get_or_create = ["slug"]

    name = factory.LazyAttribute(lambda kind: kind.slug.replace("-", " ").capitalize())
    slug = "trial"


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvidenceTopic
        django_get_or_create = ["slug"]

    name = factory.LazyAttribute(lambda topic: topic.slug.capitalize())
    slug = "neglect"


class DesignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StudyDesign
        django_get_or_create = ["slug"]

    name = factory.LazyAttribute(lambda design: design.slug.capitalize())
    slug = "randomised"


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GlossaryTerm

    term = factory.Sequence(lambda n: f"term {n}")
    explanation = "What it means."


class EvidenceIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = EvidenceIndexPage

    title = "The evidence"
    slug = "evidence"
    summary = "What has been found."
    parent = factory.LazyFunction(site_root)


class EvidencePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = EvidencePage

    title = factory.Sequence(lambda n: f"Item {n}")
    slug = factory.Sequence(lambda n: f"item-{n}")
    summary = "What it is."
    kind = factory.SubFactory(KindFactory)
    year = 2015


def person(family="Kennedy", given="H.", role="author", literal="") -> EvidencePerson:
    return EvidencePerson(family=family, given=given, role=role, literal=literal)


def fill(index: EvidenceIndexPage, count: int, **fields) -> None:
    """Many items quickly: rows written at once, as if each had been saved.

    Each third one has another kind, topic, year and so on; the words of the titles repeat every 50.
    """
    kinds = [KindFactory(slug=slug) for slug in ("trial", "review", "book", "thesis", "report")]
    topics = [TopicFactory(slug=slug) for slug in ("neglect", "attachment", "early-years", "schools")]
    designs = [DesignFactory(slug=slug) for slug in ("randomised", "cohort", "interviews")]
    scopes, accesses = EvidencePage.Scope.values, EvidencePage.Access.values
    start = index.numchild + 1
    pages = []
    for number in range(start, start + count):
        page = EvidencePage(
            title=f"Item {number} on {WORDS[number % len(WORDS)]} in families",
            slug=f"filled-{number}",
            summary=f"Study {number} of {WORDS[number * 7 % len(WORDS)]}. {SENTENCE}",
            abstract=" ".join([SENTENCE] * 6),
            kind=kinds[number % len(kinds)],
            design=designs[number % 3] if number % 4 else None,
            year=1980 + number * 13 % 45 if number % 50 else None,
            scope=scopes[number % len(scopes)],
            access=accesses[number % len(accesses)],
            depth=index.depth + 1,
            path=EvidencePage._get_path(index.path, index.depth + 1, number),
            url_path=f"{index.url_path}filled-{number}/",
            draft_title=f"Item {number}",
            locale=index.locale,
            content_type=content_type(),
            live=True,
            last_published_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
            **fields,
        )
        page.people = [person(NAMES[number % len(NAMES)]), person(NAMES[number * 3 % len(NAMES)])]
        page.topics = [topics[number % 4], *([topics[(number + 1) % 4]] if number % 3 == 0 else [])]
        page.keep_for_lists()
        pages.append(page)
    write(index, pages)


def content_type():
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(EvidencePage)


def write(index, pages) -> None:
    """The rows of the pages, their people and topics. Django has no bulk_create for inherited tables."""
    parent_fields = [field for field in Page._meta.local_concrete_fields if not field.primary_key]
    parents = [
        Page(**{field.attname: getattr(page, field.attname) for field in parent_fields}) for page in pages
    ]
    Page.objects.bulk_create(parents, batch_size=500)
    ids = dict(Page.objects.filter(path__startswith=index.path).values_list("path", "pk"))
    for page in pages:
        page.pk = page.page_ptr_id = ids[page.path]
    rows = EvidencePage._base_manager.all()
    rows.model = EvidencePage
    fields = EvidencePage._meta.local_concrete_fields
    for some in batches(pages, 200):
        rows._batched_insert(some, fields, batch_size=None)
    EvidencePerson.objects.bulk_create(
        [
            EvidencePerson(
                page_id=page.pk, sort_order=order, role=one.role, family=one.family, given=one.given
            )
            for page in pages
            for order, one in enumerate(page.people.all())
        ],
        batch_size=500,
    )
    through = EvidencePage.topics.through
    through.objects.bulk_create(
        [
            through(evidencepage_id=page.pk, evidencetopic_id=topic.pk)
            for page in pages
            for topic in page.topics.all()
        ],
        batch_size=500,
    )
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(pages))
    index.refresh_from_db()


def batches(things: list, size: int):
    return (things[start : start + size] for start in range(0, len(things), size))


WORDS = ["attachment", "sensitivity", "neglect", "attunement", "stress", "play", "talk", "schools", "café"]
NAMES = ["Kennedy", "Landor", "Todd", "O’Hara", "Müller", "van IJzendoorn", "Eliëns", "Fukkink", "Barlow"]
SENTENCE = (
    "The families were filmed at home, and looked with a practitioner at clips of moments that went well; "
    "the researchers compared what they saw before and after with what a second group did meanwhile."
)
