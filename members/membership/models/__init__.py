"""Who the members are: a grade each, and a row for every term of membership; and the area they come to."""

from members.membership.models.area import MembersIndexPage, Visit
from members.membership.models.grades import Grade
from members.membership.models.terms import Membership

__all__ = ["Grade", "MembersIndexPage", "Membership", "Visit"]
