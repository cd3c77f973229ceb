"""Continuing practice on the members' home and on the account page, for those who are accredited today."""

import datetime

from django.utils import timezone
from wagtail.admin.ui.components import Component

from members.practice.record import Record, record_of
from members.practice.reminding import EARLY


class PracticeSection(Component):
    """This year's hours, when re-accreditation is due, and the way to log."""

    template_name = "practice/account_section.html"
    order = 35

    def __init__(self, record: Record, today: datetime.date):
        self.record, self.today = record, today

    @classmethod
    def of(cls, request):
        """The section for who asks; None for somebody who is not accredited today."""
        # The gate has looked at the terms already: whoever never had such a grade costs nothing more.
        known = getattr(request.user, "terms_found", None)
        if known is not None and not any(term.grade.is_accredited for term in known):
            return None
        member = getattr(request.user, "member", None)
        today = timezone.localdate()
        record = record_of(member, today, today.year) if member else None
        return cls(record, today) if record else None

    def get_context_data(self, parent_context):
        due_on = self.record.due_on
        return {
            "record": self.record,
            "year": self.today.year,
            "soon": due_on is not None and due_on - EARLY <= self.today,
        }


class PracticeOnHome(PracticeSection):
    """On the members' home only if something is asked of them, or they log already."""

    template_name = "practice/home_section.html"
    order = 30

    @classmethod
    def of(cls, request):
        section = super().of(request)
        return section if section and (section.record.amounts or section.record.due_on) else None
