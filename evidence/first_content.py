"""Loads the evidence: its words, its list, its items. The words: ``evidence.content``."""

import datetime

from wagtail.models import Site

from accounts.first_content import EDITORS, MODERATORS
from evidence.content.items import ITEMS
from evidence.content.shape import Item
from evidence.content.words import DESIGNS, GLOSSARY, KINDS, TOPICS
from evidence.models import (
    EvidenceIndexPage,
    EvidenceKind,
    EvidencePage,
    EvidencePerson,
    EvidenceTopic,
    GlossaryTerm,
    StudyDesign,
)

# After the history and the pages about VIG, which items lead on to.
ORDER = 35

TITLE = "The evidence"
SUMMARY = (
    "What has been published about VIG and video feedback: what it found, what it can’t tell us, and where "
    "to read it."
)
INTRODUCTION = (
    "<p>We are the association for VIG, so please don’t take our word for it. Each item says what it found, "
    "how sure its judges are, what it can’t tell you, and when we last looked. What only our own page says "
    "is marked so. Most of the pooled research is about video feedback in general, of which VIG is one "
    "form.</p>"
)
REVIEWED = datetime.date(2026, 11, 23)
NEXT_REVIEW = datetime.date(2027, 11, 1)
DATES = {"date", "accessed"}
#: kind -> the picture of its items in lists
PICTURES = {
    "book": "first-book",
    "guideline": "nice-guideline",
    "thesis": "research-theses",
    "evaluation": "for-professionals",
    "protocol": "training",
}


def load(content):
    for group in (EDITORS, MODERATORS):
        for model in (EvidenceKind, EvidenceTopic, StudyDesign, GlossaryTerm):
            content.grant(group, model, "add", "change", "delete", "view")
    kinds = {
        slug: content.once(f"evidence-kind:{slug}", lambda kind=(order, slug, *rest): _kind(*kind))
        for order, (slug, *rest) in enumerate(KINDS, start=1)
    }
    topics = {
        slug: content.once(
            f"evidence-topic:{slug}",
            lambda order=order, slug=slug, name=name: EvidenceTopic.objects.create(
                slug=slug, name=name, order=10 * order
            ),
        )
        for order, (slug, name) in enumerate(TOPICS, start=1)
    }
    designs = {
        slug: content.once(
            f"study-design:{slug}",
            lambda order=order, slug=slug, name=name, words=words: StudyDesign.objects.create(
                slug=slug, name=name, explanation=words, order=10 * order
            ),
        )
        for order, (slug, name, words) in enumerate(DESIGNS, start=1)
    }
    for term, words in GLOSSARY.items():
        content.once(
            f"glossary:{term}",
            lambda term=term, words=words: GlossaryTerm.objects.create(term=term, explanation=words),
        )
    index = content.page("evidence", Site.objects.get(is_default_site=True).root_page, _index(content))
    for item in ITEMS:
        if kinds[item.kind]:  # an item can't be without a kind that an editor has deleted
            content.page(f"evidence-{item.key}", index, _page(content, item, kinds, topics, designs))


def _kind(order, slug, name, csl_type, details, is_usual):
    return EvidenceKind.objects.create(
        slug=slug, name=name, csl_type=csl_type, details=details, is_usual=is_usual, order=10 * order
    )


def _index(content):
    return EvidenceIndexPage(
        title=TITLE,
        slug="evidence",
        summary=SUMMARY,
        introduction=INTRODUCTION,
        listing_image=content.find("image:research-theses"),
        review_date=NEXT_REVIEW,
    )


def _page(content, item: Item, kinds, topics, designs):
    fields = {
        name: datetime.date.fromisoformat(value) if name in DATES else value
        for name, value in item.fields.items()
    }
    related = [content.find(f"page:{key}") for key in item.related]
    return EvidencePage(
        title=item.title,
        slug=item.key,
        summary=item.summary,
        listing_image=content.find(f"image:{PICTURES.get(item.kind, 'for-commissioners')}"),
        kind=kinds[item.kind],
        design=designs.get(item.design),
        topics=[topics[slug] for slug in item.topics if topics[slug]],
        people=[_person(order, *person) for order, person in enumerate(item.people)],
        outcomes=[
            ("outcome", {"outcome": outcome, "finding": finding, "certainty": certainty})
            for outcome, finding, certainty in item.outcomes
        ],
        related=[("page", page) for page in related if page],
        last_reviewed=REVIEWED,
        review_date=NEXT_REVIEW,
        **fields,
    )


def _person(order, role, *names):
    if len(names) == 1:
        return EvidencePerson(sort_order=order, role=role, literal=names[0])
    return EvidencePerson(sort_order=order, role=role, family=names[0], given=names[1])
