"""A timeline, its eras and milestones for tests."""

import datetime

import factory
import wagtail_factories

from core.dates import DatePrecision
from history.models import HistoryEra, HistoryPage, MilestonePage
from tests.home.factories import site_root


class HistoryPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HistoryPage

    title = "History"
    slug = "history"
    summary = "How it began."
    parent = factory.LazyFunction(site_root)


class HistoryEraFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HistoryEra

    name = factory.Sequence(lambda n: f"Era {n}")
    start_year = 1990
    end_year = 1999


class MilestonePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = MilestonePage

    title = factory.Sequence(lambda n: f"Milestone {n}")
    slug = factory.Sequence(lambda n: f"milestone-{n}")
    summary = "It happened."
    date = datetime.date(1993, 1, 1)
    precision = DatePrecision.ABOUT
