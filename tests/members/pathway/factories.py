"""Pathways and their versions, published as the admin does it."""

import factory
from wagtail.models import Site

from members.pathway.models import PathwayPage, PathwayVersionPage, Stage
from tests.factories import GradeFactory
from tests.members.standards.factories import PublishedFactory


def stages(*asked):
    """Stages of a version: dictionaries with what is special. The last ends with the accreditation."""
    last = len(asked) - 1
    return [
        Stage(
            **{
                "name": f"Stage {place + 1}",
                "sort_order": place + 1,
                "ending": Stage.Ending.ACCREDITATION if place == last else Stage.Ending.TRANSITION,
                "cycles": 3,
                "clients": 1,
                "sessions": 2,
                "session_hours": 1,
                **asks,
            }
        )
        for place, asks in enumerate(asked)
    ]


class PathwayFactory(PublishedFactory):
    class Meta:
        model = PathwayPage

    title = "The path to accreditation"
    slug = "pathway"
    summary = "What it takes."
    leads_to = factory.SubFactory(GradeFactory)
    parent = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True).root_page)


class PathwayVersionFactory(PublishedFactory):
    """``PathwayVersionFactory(parent=pathway, starts_on=days(-3), stages=stages({}, {"cycles": 9}))``."""

    class Meta:
        model = PathwayVersionPage

    title = factory.Sequence(lambda n: f"Version {n}")
    slug = factory.Sequence(lambda n: f"version-{n}")
    stages = factory.LazyFunction(lambda: stages({}, {}))
    parent = factory.LazyFunction(lambda: PathwayPage.objects.first() or PathwayFactory())
