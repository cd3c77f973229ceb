"""The news feeds: Atom (RFC 4287) and RSS 2.0. They carry public articles only, whoever asks."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.views.decorators.http import conditional_page

from core.context import settings_for
from core.exports import printable
from core.seo import absolute_url
from home.news.models import NewsIndexPage, NewsPage

LATEST = 20


class AtomFeed(Feed):
    """The newest public articles below one news index. Call an instance with the request and the index."""

    feed_type: type[SyndicationFeed] = Atom1Feed

    def __call__(self, request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
        return conditional_page(self.answer)(request, index)

    def answer(self, request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
        response = super().__call__(request, index)
        # Only the ETag tells a reader that an article was taken back: the newest one's date may stay.
        del response.headers["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest, index: NewsIndexPage) -> NewsIndexPage:
        self.request = request
        self.site_name = printable(settings_for(request).site_name)
        return index

    def title(self, index: NewsIndexPage) -> str:
        return f"{printable(index.title)} – {self.site_name}"

    def subtitle(self, index: NewsIndexPage) -> str:
        return printable(index.summary or f"News from {self.site_name}")

    description = subtitle

    def author_name(self) -> str:
        return self.site_name

    def link(self, index: NewsIndexPage) -> str:
        return absolute_url(index.get_url(self.request))

    def feed_url(self) -> str:
        return absolute_url(self.request.path)

    def items(self, index: NewsIndexPage) -> list[NewsPage]:
        return list(index.articles(None).prefetch_related("categories")[:LATEST])

    def item_title(self, article: NewsPage) -> str:
        return printable(article.title)

    def item_description(self, article: NewsPage) -> str:
        """Both formats take this for HTML, so plain text is escaped once more than the XML does."""
        return escape(printable(article.summary))

    def item_link(self, article: NewsPage) -> str:
        return absolute_url(article.get_url(self.request))

    def item_guid(self, article: NewsPage) -> str:
        """Stays the same when the article moves, so that nobody is shown it as new."""
        return f"urn:uuid:{article.translation_key}"

    item_guid_is_permalink = False

    def item_author_name(self, article: NewsPage) -> str | None:
        return printable(article.author) or None

    def item_categories(self, article: NewsPage) -> list[str]:
        return [printable(category.name) for category in article.categories.all()]

    def item_pubdate(self, article: NewsPage) -> datetime.datetime:
        """A date still to come is no date of publication: then it is the moment it went up."""
        return min(article.published, article.last_published_at or article.published)

    def item_updateddate(self, article: NewsPage) -> datetime.datetime:
        return article.last_published_at or article.published


class RssFeed(AtomFeed):
    feed_type = Rss201rev2Feed
