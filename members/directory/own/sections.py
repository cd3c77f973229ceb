"""The member's own entry, on the account page."""

from wagtail.admin.ui.components import Component

from members.directory.models import SupervisorEntry
from members.directory.own.status import own_accreditation, status
from members.membership.models import Member


class OwnEntrySection(Component):
    """How the entry stands, and what can be done with it; or the way to one."""

    template_name = "directory/own/section.html"
    order = 30

    def __init__(self, request, entry):
        self.request, self.entry = request, entry

    @classmethod
    def of(cls, request):
        """The section for who asks; None for somebody who has no entry and could have none."""
        member = Member.objects.filter(user=request.user).select_related("user").first()
        if member is None:
            return None
        entry = SupervisorEntry.objects.filter(member=member).first()
        if entry:
            entry.member = member
        elif not own_accreditation(member):
            return None
        return cls(request, entry)

    def get_context_data(self, parent_context):
        context = {"request": self.request, "entry": self.entry}
        if self.entry:
            context["status"] = status(self.entry)
            context["may_edit"] = bool(own_accreditation(self.entry.member))
        return context
