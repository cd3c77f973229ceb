"""Many pages at once: the rows of both tables, as if each page had been saved."""

import datetime
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from config.large_site.words import Words
from core.many_pages import insert
from evidence.models import (
    EvidenceIndexPage,
    EvidenceKind,
    EvidencePage,
    EvidencePerson,
    EvidenceTopic,
    StudyDesign,
)
from home.models import HomePage, StandardPage
from home.news.models import NewsCategory, NewsIndexPage, NewsPage

AT_ONCE = 500
#: How many pages of free content stand below one.
BRANCHES = 20
SLUG = "test-"

Report = Callable[[int], None]


def standard_pages(count: int, report: Report) -> None:
    """A tree: each page has up to BRANCHES below it, beside the pages that editors made."""
    home = HomePage.objects.get()
    made = list(StandardPage.objects.filter(slug__startswith=SLUG).order_by("depth", "path"))
    for number in range(len(made), count):
        words = Words("page", number)
        parent = made[(number - 1) // BRANCHES] if number else home
        page = StandardPage(summary=words.sentences(1)[:300], body=words.paragraphs(4))
        place(page, parent, words)
        made.append(page)
    for start in range(0, len(made), AT_ONCE):
        insert([page for page in made[start : start + AT_ONCE] if page.pk is None])
        report(min(start + AT_ONCE, count))
    count_children([home, *made])


def news(count: int, report: Report) -> None:
    index, categories = NewsIndexPage.objects.get(), list(NewsCategory.objects.all())
    through, today = NewsPage.categories.through, timezone.localdate()

    def make(words: Words) -> NewsPage:
        date = today - datetime.timedelta(days=words.chance.randrange(20 * 365))
        author = " ".join(words.name()) if words.chance.random() < 0.5 else ""
        body = words.paragraphs(words.chance.randrange(2, 7))
        return NewsPage(summary=words.sentences(2)[:300], date=date, author=author, body=body)

    def finish(pages: list) -> None:
        through.objects.bulk_create(
            through(newspage_id=page.pk, newscategory_id=category.pk)
            for page in pages
            for category in Words("filed", page.pk).chance.sample(categories, min(2, len(categories)))
        )

    fill(index, NewsPage, count, make, finish, report)


def evidence(count: int, report: Report) -> None:
    index = EvidenceIndexPage.objects.get()
    kinds, designs = list(EvidenceKind.objects.all()), [*StudyDesign.objects.all(), None]
    topics, topic_rows = list(EvidenceTopic.objects.all()), EvidencePage.topics.through

    def make(words: Words) -> EvidencePage:
        chance = words.chance
        page = EvidencePage(
            summary=words.sentences(2)[:300],
            abstract=words.sentences(8),
            kind=chance.choice(kinds),
            design=chance.choice(designs),
            year=chance.randrange(1985, timezone.localdate().year + 1) if chance.random() < 0.97 else None,
            scope=chance.choice(EvidencePage.Scope.values),
            access=chance.choice(EvidencePage.Access.values),
            title=words.title(),
        )
        names = [Words("author", chance.randrange(2000)).name() for _one in range(chance.randrange(1, 5))]
        page.people = [
            EvidencePerson(sort_order=order, role="author", given=given, family=family)
            for order, (given, family) in enumerate(names)
        ]
        page.topics = chance.sample(topics, min(2, len(topics)))
        page.keep_for_lists()
        return page

    def finish(pages: list) -> None:
        people = [(page, person) for page in pages for person in page.people.all()]
        for page, person in people:
            person.page_id = page.pk
        EvidencePerson.objects.bulk_create(person for _page, person in people)
        topic_rows.objects.bulk_create(
            topic_rows(evidencepage_id=page.pk, evidencetopic_id=topic.pk)
            for page in pages
            for topic in page.topics.all()
        )

    fill(index, EvidencePage, count, make, finish, report)


def fill(index, model, count: int, make, finish, report: Report) -> None:
    """As many test pages below ``index`` as are still missing."""
    start = model.objects.filter(slug__startswith=SLUG).count()
    for numbers in batches(start, count):
        pages = []
        for number in numbers:
            words = Words(model.__name__, number)
            page = make(words)
            place(page, index, words)
            pages.append(page)
        with transaction.atomic():
            insert(pages)
            finish(pages)
            count_children([index])
        report(numbers.stop)


def batches(start: int, stop: int) -> Iterator[range]:
    return (range(first, min(first + AT_ONCE, stop)) for first in range(start, stop, AT_ONCE))


def place(page, parent, words: Words) -> None:
    """Give the page its title and its place in the tree, as the last one below ``parent``."""
    if not hasattr(parent, "_next_step"):
        last = Page.objects.child_of(parent).order_by("path").last() if parent.pk else None
        parent._next_step = last._get_lastpos_in_path() if last else 0
    parent._next_step += 1
    page.title = page.draft_title = page.title or words.title()
    page.slug = f"{SLUG}{words.number}"
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, parent._next_step)
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.translation_key = words.key
    page.locale_id = parent.locale_id
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.first_published_at = page.last_published_at = timezone.now()


def count_children(parents: list) -> None:
    for parent in parents:
        if parent.pk and hasattr(parent, "_next_step"):
            Page.objects.filter(pk=parent.pk).update(numchild=Page.objects.child_of(parent).count())
