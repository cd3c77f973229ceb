"""News: an index with archives by year and category and two feeds, its articles, and their categories."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Value
from django.db.models.functions import Cast, Substr
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import seo
from core.access import may_view, visible_to, visitor
from core.blocks import ContentBlocks
from core.cards import attach_pictures
from core.context import settings_for
from core.kept import kept
from core.models import BasePage
from home.news.addresses import ArticleCopyForm, check_article_slug
from home.news.fields import UsedManyToManyField

RELATED_ARTICLES = 3


class NewsCategory(index.Indexed, models.Model):
    """What an article is about. Visitors narrow the news by it; articles that share one are related."""

    name = models.CharField(
        max_length=60, unique=True, help_text="Shown to visitors, for example “Training” or “Research”."
    )
    slug = models.SlugField(
        "short address",
        max_length=60,
        unique=True,
        help_text="Used in the address of this category's list of news. Links to it break when it changes.",
    )

    panels = [TitleFieldPanel("name", placeholder=False), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "news category"
        verbose_name_plural = "news categories"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(PageQuerySet):
    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-date", "-pk")

    def with_pictures(self) -> "ArticleQuerySet":
        """Each article's picture in the same query; ``core.cards.attach_pictures`` adds the scaled files."""
        return self.select_related("listing_image")

    def numbers(self) -> "list[tuple[int, int, str, str, int]]":
        """How many articles there are: (year, category's key, name, slug, number).

        Each year stands once as a whole, with the key 0, and once for each of its categories. One query.
        """
        # Not date__year: SQLite would ask Python for the year of each row.
        year = Cast(Substr(Cast("date", models.TextField()), 1, 4), models.IntegerField())
        whole = self.order_by().values_list(year, Value(0), Value(""), Value(""))
        parts = self.filter(categories__isnull=False).order_by()
        parts = parts.values_list(year, "categories", "categories__name", "categories__slug")
        number = Count("pk")
        return list(whole.annotate(number=number).union(parts.annotate(number=number), all=True))

    def about(self, categories: Iterable[int]) -> "ArticleQuerySet":
        """Articles in any of these categories."""
        filed = NewsPage.categories.through.objects.filter(newscategory__in=categories)
        return self.filter(pk__in=filed.values("newspage"))


class NewsIndexPage(RoutablePageMixin, BasePage):
    """`/news/`: all articles, newest first; `/news/<year>/`; `/news/feed/` (Atom); `/news/feed/rss/`."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A sentence or two above the list of news. May be left blank.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count = 1

    class Meta:
        verbose_name = "news list"

    def articles(self, request: HttpRequest | None) -> ArticleQuerySet:
        """What this visitor may read of this list, newest first; without a request, what everybody may."""
        return visible_to(NewsPage.objects.child_of(self), request).newest_first().with_pictures()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As ever, but an article is found in one query, with its picture, where Wagtail takes three."""
        if len(path_components) == 1:
            articles = NewsPage.objects.child_of(self).filter(slug=path_components[0])
            for article in articles.with_pictures().order_by():  # one at most
                request.trail = [*getattr(request, "trail", []), self]
                article._cached_parent_obj = self
                return article.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args, year: int | None = None, **kwargs) -> dict:
        from home.news.archive import archive

        return {**super().get_context(request, *args, **kwargs), **archive(self, request, year)}

    @re_path(r"^(?P<year>[0-9]{4})/$")
    def year_archive(self, request: HttpRequest, year: str) -> HttpResponse:
        return self.render(request, year=int(year))

    @path("feed/")
    def atom_feed(self, request: HttpRequest) -> HttpResponse:
        from home.news.feeds import AtomFeed

        return AtomFeed()(request, self)

    @path("feed/rss/")
    def rss_feed(self, request: HttpRequest) -> HttpResponse:
        from home.news.feeds import RssFeed

        return RssFeed()(request, self)

    def get_route_paths(self) -> list[str]:
        """Every address of this page: when it moves, a redirect is left at each."""
        years = NewsPage.objects.child_of(self).dates("date", "year")
        return ["/", "/feed/", "/feed/rss/", *(f"/{day.year}/" for day in years)]


def newest_about(categories: Iterable[int], request: HttpRequest | None) -> "list[NewsPage]":
    """The newest articles of these categories, with their pictures: one more than is shown under another."""
    articles = visible_to(NewsPage.objects.about(categories), request).newest_first().with_pictures()
    found = list(articles.defer("body")[: RELATED_ARTICLES + 1])
    attach_pictures(found, "listing_image")
    return found


class NewsPage(BasePage):
    """One article. Wagtail's "go live" and "expiry" dates say when it is up; `date` is what readers see."""

    summary = models.TextField(
        max_length=300,
        help_text="One or two sentences. Shown in lists and feeds, above the article, and by search engines.",
    )
    date = models.DateField(
        default=timezone.localdate,
        help_text="Shown with the article, and decides its place in the list and its yearly archive. To "
        "publish later, use “Set schedule” in the status panel instead.",
    )
    author = models.CharField(
        max_length=120, blank=True, help_text="Who wrote it, as readers should see it. May be left blank."
    )
    categories = UsedManyToManyField(
        NewsCategory,
        blank=True,
        related_name="articles",
        help_text="What it is about. Articles that share a category are shown under one another.",
    )
    body = StreamField(ContentBlocks(), blank=True, verbose_name="article", help_text="The article itself.")

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("date"), FieldPanel("author")], heading="Date and author"),
        FieldPanel("body"),
        FieldPanel("categories"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("author"),
        index.FilterField("date"),
    ]

    search_kind = "news"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    copy_form_class = ArticleCopyForm

    class Meta:
        verbose_name = "news article"
        # The order of every list, so that the newest are found without sorting all.
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="news_newest_first")]

    def clean(self) -> None:
        super().clean()
        try:
            check_article_slug(self.slug or "")
        except ValidationError as error:
            raise ValidationError({"slug": error}) from error

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        attach_pictures([self], "listing_image")
        filed_under = self.filed_under(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "filed_under": filed_under,
            "related": self.related(request, filed_under),
        }

    def filed_under(self, request: HttpRequest) -> list[NewsCategory]:
        """The article's categories; those of a draft where one is previewed."""
        if getattr(request, "is_preview", False):
            return list(self.categories.all())
        return kept(("categories of", self.pk), lambda: list(self.categories.all()))

    def related(self, request: HttpRequest, filed_under: Iterable[NewsCategory]) -> list["NewsPage"]:
        """The newest other articles that share a category with this one and that the visitor may read."""
        categories = frozenset(category.pk for category in filed_under)
        if visitor(request).is_authenticated:
            articles = newest_about(categories, request)
        else:
            articles = kept(("articles about", categories), lambda: newest_about(categories, None))
        others = [one for one in articles if one.pk != self.pk and may_view(one, request)]
        return others[:RELATED_ARTICLES]

    # https://ogp.me/#type_article
    share_type = "article"

    def structured_data(self, request: HttpRequest) -> list[dict]:
        return [*super().structured_data(request), self.news_article(request)]

    def news_article(self, request: HttpRequest) -> dict:
        """https://schema.org/NewsArticle, as
        https://developers.google.com/search/docs/appearance/structured-data/article asks."""
        site_name = settings_for(request).site_name
        publisher = {"@type": "Organization", "@id": seo.absolute_url("/#organization"), "name": site_name}
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.meta_description,
            "datePublished": self.published.isoformat(),
            "dateModified": (self.last_published_at or self.published).isoformat(),
            "author": {"@type": "Person", "name": self.author} if self.author else publisher,
            "publisher": publisher,
            "mainEntityOfPage": seo.canonical(self, request),
        }
        if self.share_image and (picture := seo.share_rendition(self.share_image)):
            data["image"] = seo.absolute_url(picture.url)
        return data

    @property
    def search_date(self) -> str:
        return date_format(self.date)

    @property
    def published(self) -> datetime.datetime:
        """The start of the article's day, in the site's own time zone, for machines that want an instant."""
        return timezone.make_aware(datetime.datetime.combine(self.date, datetime.time()))
