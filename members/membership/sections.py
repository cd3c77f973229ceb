"""What members see of their own membership: on the account page, and on the members' home."""

import datetime

from django.utils import timezone
from wagtail.admin.ui.components import Component

from core.kept import kept
from members.membership.models import MembershipSettings, State

#: The home page speaks of the end from so many days before it.
SPEAK_BEFORE = datetime.timedelta(days=30)


class MembershipSection(Component):
    """Number, grade, since, until, and how to renew; lapsed members see it too."""

    template_name = "membership/account_section.html"
    order = 20

    def __init__(self, member):
        self.member = member

    @classmethod
    def of(cls, request):
        """The section for who asks; None for somebody who never was a member."""
        member = getattr(request.user, "member", None)
        return cls(member) if member and member.terms else None

    @property
    def last(self):
        """The last term that nobody ended early; the current one if there is none such."""
        kept = [term for term in self.member.terms if term.status != term.Status.RESIGNED]
        return max(kept, key=lambda term: term.ends_on, default=self.member.current_term)

    def get_context_data(self, parent_context):
        state, last = self.member.state, self.last
        today = timezone.localdate()
        return {
            "member": self.member,
            "term": self.member.current_term,
            "last": last,
            "since": min(term.starts_on for term in self.member.terms),
            "state": state,
            "ends_soon": state == State.ACTIVE and last.ends_on - SPEAK_BEFORE <= today,
            "words": kept("words of membership", MembershipSettings.load),
        }


class MembershipNotice(MembershipSection):
    """Only when there is something to do: the membership ends soon, or has ended."""

    template_name = "membership/home_section.html"
    order = 0

    @classmethod
    def of(cls, request):
        # The gate has looked at the terms already: most people have nothing to do, and cost nothing more.
        kept = [
            term for term in getattr(request.user, "terms_found", []) if term.status != term.Status.RESIGNED
        ]
        if any(term.ends_on - SPEAK_BEFORE > timezone.localdate() for term in kept):
            return None
        section = super().of(request)
        if not section:
            return None
        ends_soon = section.last.ends_on - SPEAK_BEFORE <= timezone.localdate()
        return section if section.member.state in {State.ACTIVE, State.GRACE} and ends_soon else None
