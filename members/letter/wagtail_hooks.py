"""The letter on the account page."""

from wagtail import hooks
from wagtail.admin.ui.components import Component

from members.directory.addresses import directory_page
from members.letter.letters import in_register


class LetterSection(Component):
    order = 25
    template_name = "letter/account_section.html"


@hooks.register("register_account_sections")
def account_section(request):
    """None for somebody for whom there is no letter."""
    member = getattr(request.user, "member", None)
    return LetterSection() if member and in_register(member) and directory_page(request) else None
