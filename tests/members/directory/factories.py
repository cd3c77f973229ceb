"""Supervisors with entries."""

import datetime

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Site

from members.directory.models import DirectoryPage, Outcode, SupervisorEntry
from members.membership.models import Grade, Member
from tests.factories import MembershipFactory


def grade(name="Supervisor", *, accredited=True, in_directory=True) -> Grade:
    made, _new = Grade.objects.get_or_create(name=name)
    Grade.objects.filter(pk=made.pk).update(is_accredited=accredited, in_directory=in_directory)
    return Grade.objects.get(pk=made.pk)


def member(first_name="Pat", last_name="Person", **fields) -> Member:
    """A member with a term that is running today; ``fields`` are the term's, or ``user__…``."""
    fields.setdefault("grade", grade())
    term = MembershipFactory(user__first_name=first_name, user__last_name=last_name, **fields)
    return Member.objects.get(user=term.user)


def lapsed_dates():
    """The first and last day of a term that is over, days of grace and all."""
    today = timezone.localdate()
    return {
        "starts_on": today - datetime.timedelta(days=400),
        "ends_on": today - datetime.timedelta(days=100),
    }


class OutcodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outcode
        django_get_or_create = ["code"]

    code = "EH8"
    latitude = 55.95
    longitude = -3.18


class SupervisorEntryFactory(factory.django.DjangoModelFactory):
    """An entry that everybody can see."""

    class Meta:
        model = SupervisorEntry
        skip_postgeneration_save = True

    class Params:
        first_name = "Pat"
        last_name = factory.Sequence(lambda n: f"Supervisor{n}")

    member = factory.LazyAttribute(lambda made: member(made.first_name, made.last_name))
    text = "I begin with a moment that went well."
    in_person = True
    online = True
    town = "Edinburgh"
    outcode = factory.SubFactory(OutcodeFactory)
    room = SupervisorEntry.Room.YES

    @factory.post_generation
    def words(self, create, extracted, **kwargs):
        """``words={"sectors": […]}``"""
        for name, values in (extracted or {}).items():
            setattr(self, name, values)
        if extracted:
            self.save()


class DirectoryPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = DirectoryPage

    title = "Find a supervisor"
    slug = "supervisors"
    introduction = "<p>Everybody here is accredited.</p>"
    parents_text = "<p>Ask a professional who knows you.</p>"
    check_text = "<p>The whole name, or the number.</p>"
    parent = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True).root_page)
