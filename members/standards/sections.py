"""What standards show elsewhere: on the members' home, in its news, and on the account page."""

from wagtail.admin.ui.components import Component

from accounts.sections import Section
from core.access import is_member, visible_to, visitor
from members.standards.context import with_histories
from members.whats_new import MOST, News

#: How many standards the members' home lists; the others are in the list of standards.
STANDARDS_SHOWN = 30
#: How many of those that wait to be confirmed are named.
WAITING_SHOWN = 5


def standards_in_force(request):
    """The standards that a visitor may read and that have a version in force, each with its ``history``.

    Found once a request: the members' home shows them in two of its sections.
    """
    from members.standards.models import StandardDocumentPage

    if not hasattr(request, "_standards_in_force"):
        standards = visible_to(StandardDocumentPage.objects.all(), request).order_by("number_key", "pk")
        found = with_histories(standards.defer("body"), request)
        request._standards_in_force = [standard for standard in found if standard.history.current]
    return request._standards_in_force


class HomeSection(Component):
    """The standards in force; those that are new or changed since the last visit first."""

    order = 20
    template_name = "standards/members_home_section.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        standards = standards_in_force(self.request)
        since = getattr(self.request, "previous_visit", None)  # set by the members' home
        for standard in standards:
            standard.flag = what_became_of(standard, since)
        standards = sorted(standards, key=lambda standard: not standard.flag)
        waiting = self.waiting(standards)
        return {
            "request": self.request,
            "standards": standards[:STANDARDS_SHOWN],
            "more": len(standards) - STANDARDS_SHOWN,
            "waiting": waiting[:WAITING_SHOWN],
            "waiting_count": len(waiting),
            "index": self.index(parent_context),
        }

    def index(self, parent_context):
        """The list of standards, which the members' home has found among the pages below it."""
        from members.standards.models import StandardsIndexPage

        doors = parent_context.get("doors") or []
        return next((page for page in doors if page.specific_class is StandardsIndexPage), None)

    def waiting(self, standards):
        """Those that this member is asked to confirm, and has not."""
        if not is_member(self.request):
            return []
        return [one for one in standards if one.asks_to_confirm and not one.history.current.confirmed_at]


def what_became_of(standard, since) -> str:
    """ "New" or "Changed" since that moment, or nothing; nothing too for who was never here before."""
    if since is None or standard.history.current.takes_effect_at <= since:
        return ""
    return "Changed" if standard.history.replaced else "New"


def news(request, since):
    """Versions that took effect since that moment, the newest first."""
    changed = [
        standard
        for standard in standards_in_force(request)
        if standard.history.current.takes_effect_at > since
    ]
    changed.sort(key=lambda standard: standard.history.current.takes_effect_at, reverse=True)
    return [
        News(
            title=str(standard),
            url=standard.get_url(request),
            when=standard.history.current.takes_effect_at,
            kind="Standard",
            note=f"version {standard.history.current.number}",
        )
        for standard in changed[:MOST]
    ]


class FollowedSection(Section):
    """On the account page: the standards that somebody follows, each with a button to stop."""

    order = 50
    template_name = "standards/account_section.html"

    def get_context_data(self, parent_context):
        from members.standards.models import StandardDocumentPage

        mine = StandardDocumentPage.objects.filter(follows__user=visitor(self.request))
        standards = visible_to(mine, self.request).order_by("number_key", "pk").defer("body")
        return super().get_context_data(parent_context) | {
            "standards": with_histories(standards, self.request)
        }
