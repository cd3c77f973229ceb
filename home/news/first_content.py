"""Loads the news: the list, its categories and the first three articles."""

import datetime
import json
from dataclasses import dataclass

from wagtail.models import Site

from accounts.first_content import EDITORS, MODERATORS
from home.content.blocks import Block, Link, bullets, heading, text
from home.first_content import Linker
from home.news.models import NewsCategory, NewsIndexPage, NewsPage

# After the history and the other pages that articles lead on to.
ORDER = 40

TITLE = "News"
SUMMARY = "What is new at AVIGuk and on this website."
CATEGORIES = {"this-website": "This website", "history": "History", "evidence": "Evidence"}
AUTHOR = "AVIGuk"


@dataclass(frozen=True)
class Article:
    key: str
    title: str
    date: str
    picture: str
    categories: tuple[str, ...]
    summary: str
    body: tuple[Block, ...]


def articles(link: Link) -> list[Article]:
    return [
        Article(
            key="our-history-with-dates-and-sources",
            title="Our history, now with dates and sources",
            date="2026-11-18",
            picture="history-tayside",
            categories=("history",),
            summary=(
                "How VIG came to the UK, step by step. Each step says where it is known from, and how "
                "exactly."
            ),
            body=(
                text(
                    f"{link('history', 'Our history')} is now a timeline. It begins about 1993, when "
                    "educational psychologists in Tayside, Scotland, brought VIG training to the UK.",
                    "Not everything can be dated exactly, and we say so. “About 1993” means that the "
                    "sources do not agree: one says 1993, others say the mid 1990s.",
                    "Much of the timeline rests on one text, the association’s own account. Each step names "
                    "its source, so that you can see what rests on it.",
                ),
                heading("Were you there?"),
                text(
                    "If you can give us a date, or a source that we do not have, please "
                    f"{link('contact', 'write to us')}.",
                ),
            ),
        ),
        Article(
            key="the-evidence-with-its-limits",
            title="The evidence, with its limits",
            date="2026-11-20",
            picture="for-commissioners",
            categories=("evidence",),
            summary=(
                "A new page says what research has found about video feedback and VIG, and how sure we can "
                "be of it."
            ),
            body=(
                text(
                    f"Does VIG work? {link('about-for-commissioners', 'Our new evidence page')} does not "
                    "only list what speaks for it.",
                ),
                text(
                    bullets(
                        "It gives the findings in words as careful as those of the researchers.",
                        "It says what each source can’t tell you.",
                        "It links to the sources, where they can be read online.",
                        "It says when it was last reviewed.",
                    ),
                    "It also marks what only the association itself has said.",
                ),
            ),
        ),
        Article(
            key="a-new-home-on-the-web",
            title="A new home for AVIGuk on the web",
            date="2026-11-23",
            picture="news-welcome",
            categories=("this-website",),
            summary=(
                "This is our new website: for parents, for professionals, and for people who commission "
                "services."
            ),
            body=(
                text(
                    "Welcome to the new website of AVIGuk, the Association for Video Interaction Guidance UK."
                ),
                heading("What you can find here"),
                text(
                    bullets(
                        f"{link('about', 'What VIG is')}, in plain words",
                        f"{link('about-for-parents', 'How parents and carers can get it')}",
                        f"{link('about-training', 'What training asks of you')}",
                        f"{link('about-for-commissioners', 'What the evidence says')}, and what it does not",
                        f"{link('history', 'How VIG came to the UK')}.",
                    ),
                ),
                heading("Made to be read by everyone"),
                text(
                    "The site should work on a phone, with a keyboard and with a screen reader. "
                    f"{link('about-accessibility', 'The accessibility statement')} says what we have "
                    "tested, and what we have not.",
                    f"Is something in your way, or wrong? Please {link('contact', 'tell us')}.",
                ),
            ),
        ),
    ]


def load(content):
    for group in (EDITORS, MODERATORS):
        content.grant(group, NewsCategory, "add", "change", "delete", "view")
    categories = {
        slug: content.once(f"news-category:{slug}", lambda slug=slug, name=name: _category(slug, name))
        for slug, name in CATEGORIES.items()
    }
    news = content.page("news", Site.objects.get(is_default_site=True).root_page, _index(content))
    for article in articles(Linker(content)):
        content.page(f"news-{article.key}", news, _page(content, article, categories))


def _category(slug, name):
    return NewsCategory.objects.create(slug=slug, name=name)


def _index(content):
    return NewsIndexPage(
        title=TITLE, slug="news", summary=SUMMARY, listing_image=content.find("image:news-welcome")
    )


def _page(content, article, categories):
    return NewsPage(
        title=article.title,
        slug=article.key,
        date=datetime.date.fromisoformat(article.date),
        author=AUTHOR,
        summary=article.summary,
        listing_image=content.find(f"image:{article.picture}"),
        categories=[categories[slug] for slug in article.categories if categories[slug]],
        body=json.dumps(article.body),
    )
