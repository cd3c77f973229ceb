"""The member's own entry, on the account page."""

from accounts.sections import Section
from members.directory.addresses import profile_address
from members.directory.own.status import entry_of, member_with_entry, own_accreditation, status


class OwnEntrySection(Section):
    """How the entry stands, and what can be done with it; or the way to one."""

    template_name = "directory/own/section.html"
    order = 30

    def __init__(self, request, entry):
        super().__init__(request)
        self.entry = entry

    @classmethod
    def of(cls, request):
        """The section for who asks; None for somebody who has no entry and could have none."""
        member = member_with_entry(request.user)
        if member is None or not (entry_of(member) or own_accreditation(member)):
            return None
        return cls(request, entry_of(member))

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context) | {"entry": self.entry}
        if self.entry:
            context["status"] = status(self.entry)
            context["address"] = profile_address(self.entry, self.request) if self.entry.is_listed else ""
            context["may_edit"] = bool(own_accreditation(self.entry.member))
        return context
