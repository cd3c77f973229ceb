"""Who the members are: a number each, a row for every term, a grade; and the area they come to."""

from members.membership.models.applications import Application
from members.membership.models.area import MembersIndexPage, Visit
from members.membership.models.former import FormerAccreditation
from members.membership.models.grades import Grade
from members.membership.models.imports import MemberImport
from members.membership.models.members import Member
from members.membership.models.reminders import Reminder
from members.membership.models.settings import MembershipSettings
from members.membership.models.terms import Membership, State

__all__ = [
    "Application",
    "FormerAccreditation",
    "Grade",
    "Member",
    "MemberImport",
    "MembersIndexPage",
    "Membership",
    "MembershipSettings",
    "Reminder",
    "State",
    "Visit",
]
