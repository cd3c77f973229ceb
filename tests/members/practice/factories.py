"""What members log, and what is asked of them."""

import datetime
from decimal import Decimal

import factory

from members.practice.models import Reaccreditation, Requirement, Session
from tests.members.directory.factories import grade, member

SINCE = datetime.date(2024, 5, 1)
UNTIL = datetime.date(2027, 4, 30)


def practitioner(first_name="Pat", last_name="Person", **fields):
    """A member of a grade that is accredited and not in the directory, from ``SINCE`` to ``UNTIL``."""
    days = {"starts_on": SINCE, "ends_on": UNTIL} | fields
    days.setdefault("grade", grade("Practitioner", in_directory=False))
    return member(first_name, last_name, **days)


class RequirementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Requirement

    grade = factory.LazyFunction(lambda: grade("Practitioner", in_directory=False))
    from_year = 2020
    hours_received = Decimal(6)
    hours_given = Decimal(0)
    years = 3


class SessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Session

    kind = Session.Kind.RECEIVED
    on = datetime.date(2026, 11, 2)
    hours = Decimal(1)
    with_whom = factory.Sequence(lambda n: f"Helen {n}")


class ReaccreditationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reaccreditation

    on = datetime.date(2026, 6, 30)
