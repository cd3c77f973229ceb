"""Articles, categories and an index for tests."""

import datetime

import factory
import wagtail_factories

from home.news.models import NewsCategory, NewsIndexPage, NewsPage
from tests.home.factories import site_root


class NewsCategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NewsCategory
        django_get_or_create = ["slug"]

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsIndexPage

    title = "News"
    slug = "news"
    summary = "What is new."
    parent = factory.LazyFunction(site_root)


class NewsPageFactory(wagtail_factories.PageFactory):
    """Published through a revision, as the admin does it, so that it has its dates."""

    class Meta:
        model = NewsPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Article {n}")
    slug = factory.Sequence(lambda n: f"article-{n}")
    summary = "In short."
    date = datetime.date(2024, 5, 17)

    @factory.post_generation
    def categories(self, create, extracted, **kwargs):
        if extracted:
            self.categories.set(extracted)
            self.save()

    @factory.post_generation
    def publish(self, create, extracted, **kwargs):
        if create and self.live and extracted is not False:
            self.save_revision().publish()
            self.refresh_from_db()
