"""The officers' rights; on a local installation, an invented requirement and the log of an example."""

import datetime
from decimal import Decimal

from django.utils import timezone

from accounts.first_content import OFFICERS
from members.membership.models import Grade, Member
from members.practice.models import Reaccreditation, Requirement, Session

# After the grades and the example members.
ORDER = 80

EXPLANATION = (
    "An example, not the association’s rule. Supervision counts if you brought your own recordings to it."
)
#: Days ago, kind, hours, with whom.
EXAMPLES = [
    (9, Session.Kind.RECEIVED, "1.5", "Helen Example"),
    (23, Session.Kind.GIVEN, "1", "Tess Trainee (example)"),
    (51, Session.Kind.GIVEN, "1", "Tess Trainee (example)"),
    (80, Session.Kind.RECEIVED, "1", "Helen Example"),
]


def load(content):
    content.grant(OFFICERS, Requirement, "add", "change", "delete", "view")
    content.grant(OFFICERS, Reaccreditation, "add", "change", "view")


def demo(content):
    year = timezone.localdate().year
    for grade, received, given in (("Guider / practitioner", 4, 0), ("Supervisor", 6, 10)):
        content.once(f"example-requirement:{grade}", lambda row=(grade, received, given): _ask(year, *row))
    member = Member.objects.filter(user__email="supervisor@example.org").first()
    for days, *row in EXAMPLES if member else []:
        content.once(f"example-practice:{days}", lambda days=days, row=row: _log(member, days, *row))


def _ask(year, grade, received, given):
    return Requirement.objects.create(
        grade=Grade.objects.get(name=grade),
        from_year=year - 1,
        hours_received=received,
        hours_given=given,
        years=3,
        explanation=EXPLANATION,
    )


def _log(member, days, kind, hours, whom):
    return Session.objects.create(
        member=member,
        kind=kind,
        on=timezone.localdate() - datetime.timedelta(days=days),
        hours=Decimal(hours),
        with_whom=whom,
    )
