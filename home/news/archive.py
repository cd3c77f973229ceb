"""One page of the news list, as asked for by year, `?category=` and `?page=`.

One rule for bad input: an archive exists while it has an article that this visitor may read; all else is 404.
Nothing from the address reaches the database before it is recognised.
"""

from collections.abc import Iterable

from django.core.paginator import Page
from django.db.models import Min
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

from core.access import visitor
from core.cards import attach_pictures
from core.kept import kept
from core.paging import numbered_page
from home.news.models import ArticleQuerySet, NewsCategory, NewsIndexPage

PER_PAGE = 12


def archive(index: NewsIndexPage, request: HttpRequest, year: int | None) -> dict:
    """The list's template context.

    Raises:
        Http404: for a year, category or page number that there is nothing to show of.
    """
    articles = index.articles(request)
    numbers = numbers_of(index, articles, request)
    years = sorted({row[0] for row in numbers}, reverse=True)
    categories = {
        key: NewsCategory(pk=key, name=name, slug=slug) for _year, key, name, slug, _n in numbers if key
    }
    category = chosen(categories.values(), request.GET.get("category"))
    if category:
        articles = articles.filter(categories=category)
    if year is not None:
        if year not in years:
            raise Http404(f"No news from {year}.")
        articles = articles.filter(date__year=year)
    key = category.pk if category else 0
    number = sum(row[-1] for row in numbers if row[1] == key and year in {None, row[0]})
    page = page_of(articles, number, request.GET.get("page"))
    attach_pictures([index, *page.object_list], "listing_image")
    address = index.get_url(request) or ""
    return {
        "articles": page,
        "years": years,
        "categories": sorted(categories.values(), key=lambda category: category.name.casefold()),
        "selected_year": year,
        "selected_category": category,
        "base_query": urlencode({"category": category.slug}) if category else "",
        "feed_url": f"{address}feed/",
        "rss_url": f"{address}feed/rss/",
    }


def numbers_of(index: NewsIndexPage, articles: ArticleQuerySet, request: HttpRequest) -> list[tuple]:
    """How many articles there are, as ``ArticleQuerySet.numbers`` says; kept until one of them expires."""
    if visitor(request).is_authenticated:
        return articles.numbers()

    def read() -> tuple:
        return articles.numbers(), articles.order_by().aggregate(until=Min("expire_at"))["until"]

    numbers, until = kept(("news numbers", index.pk), read)
    return numbers if until is None or until > timezone.now() else articles.numbers()


def chosen(categories: Iterable[NewsCategory], slug: str | None) -> NewsCategory | None:
    """The category that the address names; none when it names none."""
    if slug is None:
        return None
    for category in categories:
        if category.slug == slug:
            return category
    raise Http404("No news in that category.")


def page_of(articles: ArticleQuerySet, number: int, asked: str | None) -> Page:
    """The page that was asked for, of so many articles."""
    page = numbered_page(articles, PER_PAGE, asked, number)
    # First which ones, then the ones: far down the list the database would else carry all that stand before.
    keys = list(page.object_list.values_list("pk", flat=True))
    page.object_list = list(articles.filter(pk__in=keys)) if keys else []
    return page
