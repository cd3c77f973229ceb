"""Standards and their versions, published as the admin does it."""

import datetime

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Site

from library.models import Document
from members.membership.models import MembersIndexPage
from members.standards.models import StandardDocumentPage, StandardsIndexPage, StandardVersionPage


def days(count):
    """The date so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=count)


def pdf(name="standard.pdf", words=b"words"):
    file = ContentFile(b"%PDF-1.7\n" + words + b"\n%%EOF\n", name=name)
    return Document.objects.create(title=name, file=file)


class PublishedFactory(wagtail_factories.PageFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def publish(self, create, extracted, **kwargs):
        if create and self.live and extracted is not False:
            self.save_revision().publish()
            self.refresh_from_db()


class MembersIndexPageFactory(PublishedFactory):
    class Meta:
        model = MembersIndexPage

    title = "Members’ area"
    slug = "members"
    parent = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True).root_page)


class StandardsIndexPageFactory(PublishedFactory):
    class Meta:
        model = StandardsIndexPage

    title = "Standards"
    slug = "standards"
    summary = "What we go by."
    parent = factory.LazyFunction(lambda: MembersIndexPage.objects.first() or MembersIndexPageFactory())


class StandardFactory(PublishedFactory):
    class Meta:
        model = StandardDocumentPage

    title = factory.Sequence(lambda n: f"Standard {n}")
    slug = factory.Sequence(lambda n: f"standard-{n}")
    number = factory.Sequence(lambda n: f"S{n}")
    summary = "In short."
    parent = factory.LazyFunction(lambda: StandardsIndexPage.objects.first() or StandardsIndexPageFactory())

    @factory.post_generation
    def grades(self, create, extracted, **kwargs):
        if extracted:
            self.grades.set(extracted)
            self.save()


class VersionFactory(PublishedFactory):
    """``VersionFactory(parent=standard, number=2, in_force_from=days(-3))``."""

    class Meta:
        model = StandardVersionPage

    title = ""
    slug = ""
    number = 1
    in_force_from = factory.LazyFunction(lambda: days(-100))
    document = factory.LazyFunction(pdf)
    changes = "<p>Something is different.</p>"
    parent = factory.SubFactory(StandardFactory)
