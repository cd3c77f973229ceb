"""The member's own entry, on the account page."""

from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component

from members.directory.addresses import profile_address
from members.directory.own.status import entry_of, member_with_entry, own_accreditation, status


class OwnEntrySection(Component):
    """How the entry stands, and what can be done with it; or the way to one."""

    template_name = "directory/own/section.html"
    order = 30

    def __init__(self, request, entry):
        self.request, self.entry = request, entry

    @classmethod
    def of(cls, request):
        """The section for who asks; None for somebody who has no entry and could have none."""
        member = member_with_entry(request.user)
        if member is None or not (entry_of(member) or own_accreditation(member)):
            return None
        return cls(request, entry_of(member))

    def get_context_data(self, parent_context):
        # A component is rendered without the request: the form that pauses needs its token all the same.
        context = {"request": self.request, "entry": self.entry, "csrf_token": get_token(self.request)}
        if self.entry:
            context["status"] = status(self.entry)
            context["address"] = profile_address(self.entry, self.request) if self.entry.is_listed else ""
            context["may_edit"] = bool(own_accreditation(self.entry.member))
        return context
