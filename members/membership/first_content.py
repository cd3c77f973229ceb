"""The grades, the members' area, and the example members of a local installation."""

import datetime

from django.utils import timezone
from wagtail.models import Site

from accounts.first_content import OFFICERS, example_account
from members.membership.models import Grade, Membership, MembersIndexPage

ORDER = 60

# As the association's public pages name them; an officer can change, add and reorder them.
GRADES = [
    "Trainee guider",
    "Guider / practitioner",
    "Supervisor",
    "Advanced supervisor",
    "National supervisor",
]


def load(content):
    for rank, name in enumerate(GRADES, start=1):
        content.once(f"grade:{name}", lambda rank=rank, name=name: Grade.objects.create(name=name, rank=rank))
    content.grant(OFFICERS, Membership, "add", "change", "view")
    content.grant(OFFICERS, Grade, "add", "change", "delete", "view")
    content.page(
        "members",
        Site.objects.get(is_default_site=True).root_page,
        MembersIndexPage(
            title="Members’ area",
            slug="members",
            summary="For members of AVIGuk: trainee guiders, guiders and supervisors.",
            hide_from_search_engines=True,
            body=[
                (
                    "paragraph",
                    "<p>Welcome. This part of the site opens to members only. Standards documents and "
                    "training materials have their place here.</p>",
                )
            ],
        ),
    )


def demo(content):
    today = timezone.localdate()
    next_year = today + datetime.timedelta(days=300)
    # The first day of last month: over, and past the days of grace, on every day of the year.
    last_month = (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    _example_member(content, "member", "Morgan", "Practitioner", "Guider / practitioner", next_year)
    _example_member(content, "trainee", "Tess", "Trainee", "Trainee guider", next_year)
    _example_member(content, "supervisor", "Sunil", "Supervisor", "Supervisor", next_year)
    _example_member(content, "lapsed", "Lara", "Lapsed", "Guider / practitioner", last_month)
    _example_member(
        content,
        "suspended",
        "Sam",
        "Suspended",
        "Guider / practitioner",
        next_year,
        status=Membership.Status.SUSPENDED,
        note="Suspended as an example.",
    )


def _example_member(content, account, first_name, last_name, grade_name, ends_on, **fields):
    user = example_account(content, account, first_name, last_name)
    grade = Grade.objects.filter(name=grade_name).first()
    if user and grade:
        content.once(
            f"example-membership:{account}",
            lambda: Membership.objects.create(
                user=user,
                grade=grade,
                starts_on=ends_on - datetime.timedelta(days=364),
                ends_on=ends_on,
                **fields,
            ),
        )
