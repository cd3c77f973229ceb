"""The grades, the members' area and its files, the officers' rights, and example members."""

import datetime

from django.utils import timezone
from wagtail.models import Site

from accounts.first_content import OFFICERS, example_account
from core.models import RetentionPeriod
from members.membership.collections import members_collection
from members.membership.models import (
    Application,
    FormerAccreditation,
    Grade,
    Member,
    Membership,
    MembershipSettings,
    MembersIndexPage,
)

ORDER = 60

# As the association's public pages name them; an officer can change, add and reorder them.
GRADES = [
    "Trainee guider",
    "Guider / practitioner",
    "Supervisor",
    "Advanced supervisor",
    "National supervisor",
]
TRAINEES = {"Trainee guider"}
SUPERVISORS = {"Supervisor", "Advanced supervisor", "National supervisor"}


def load(content):
    for rank, name in enumerate(GRADES, start=1):
        content.once(f"grade:{name}", lambda rank=rank, name=name: _grade(rank, name))
    content.grant(OFFICERS, Member, "add", "change", "view")
    content.grant(OFFICERS, Application, "change", "view")
    content.grant(OFFICERS, Membership, "change", "view")
    content.grant(OFFICERS, MembershipSettings, "change")
    content.grant(OFFICERS, FormerAccreditation, "view")
    content.grant(OFFICERS, RetentionPeriod, "change")
    content.grant(OFFICERS, Grade, "add", "change", "delete", "view")
    content.once("membership:introduction", _introduce)
    members_collection()
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


def _grade(rank, name):
    return Grade.objects.create(
        name=name, rank=rank, is_accredited=name not in TRAINEES, in_directory=name in SUPERVISORS
    )


def _introduce():
    words = MembershipSettings.load()
    words.introduction = (
        "<p>Members of AVIGuk train in Video Interaction Guidance (VIG), practise it, supervise others in "
        "it or teach it.</p>"
        "<h2>What members have</h2>"
        "<ul><li>the standards documents, with word when one changes</li>"
        "<li>training materials for each stage</li>"
        "<li>an entry in the directory of supervisors, for supervisors</li></ul>"
        "<h2>What happens next</h2>"
        "<ol><li>You send the form.</li><li>Somebody reads it, and may write to you.</li>"
        "<li>If it is approved, you get an e-mail with a link to choose a password.</li></ol>"
    )
    words.save()
    return words


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
    _example_member(content, "grace", "Grace", "Lately", "Supervisor", today - datetime.timedelta(days=5))
    _example_member(
        content, "endsoon", "Enid", "Endsoon", "Trainee guider", today + datetime.timedelta(days=20)
    )
    grade = Grade.objects.first()
    if grade:
        content.once("example-application:1", lambda: _example_application(grade))


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


def _example_application(grade):
    return Application.objects.create(
        first_name="Anna",
        last_name="Applicant (example)",
        email="applicant@example.org",
        grade=grade,
        supervisor="Sunil Supervisor (example)",
        message="I have begun my training this spring.",
    )
