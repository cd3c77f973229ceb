"""People, grades and pages that tests of several apps make."""

import datetime

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Site

from accounts.models import User
from home.models import HomePage, StandardPage
from members.membership.models import Grade, Membership

PASSWORD = "a-good-long-password"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Pat"
    last_name = factory.Sequence(lambda n: f"Person{n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        self.groups.add(*extracted or [])


class GradeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Grade
        django_get_or_create = ["name"]

    name = "Guider"


class MembershipFactory(factory.django.DjangoModelFactory):
    """A term that is running today."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    grade = factory.SubFactory(GradeFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=100))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=100))


class StandardPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Page {n}")
    summary = "In short."
    parent = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True).root_page)


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "AVIGuk"
    hero_title = "Better moments, seen together"
    parent = None
