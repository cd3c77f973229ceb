"""Members and grades in the admin, for membership officers."""

from django.urls import reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.dashboard import Task
from members.membership.models import Grade, Membership


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "group"
    menu_label = "Terms of membership"
    list_display = ["user", "grade", "status", "starts_on", "ends_on"]
    list_filter = ["status", "grade"]
    search_fields = ["user__first_name", "user__last_name", "user__email"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False


class GradeViewSet(SnippetViewSet):
    model = Grade
    icon = "tag"
    list_display = ["name", "rank"]
    search_backend_name = None


class MembersGroup(SnippetViewSetGroup):
    items = [MembershipViewSet, GradeViewSet]
    menu_label = "Members"
    menu_icon = "group"
    menu_order = 300


register_snippet(MembersGroup)


@hooks.register("register_site_tasks")
def register_tasks(request):
    if request.user.has_perm("membership.view_membership"):
        listing = reverse("wagtailsnippets_membership_membership:list")
        yield Task("Find a member", "Their grade, and how long their term runs.", listing, "search")
    if request.user.has_perm("membership.add_membership"):
        form = reverse("wagtailsnippets_membership_membership:add")
        yield Task("Add a term of membership", "For a new member, or to renew one.", form, "plus")
