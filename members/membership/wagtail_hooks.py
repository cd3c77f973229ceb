"""Membership in the admin, on the account page, and on the members' home."""

from django.db.models import Model
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from core.dashboard import Task
from members.membership.models import Application, FormerAccreditation, Grade, Member, Membership
from members.membership.officers import bulk, imports
from members.membership.officers.viewsets import MembersGroup, action_buttons
from members.membership.sections import MembershipNotice, MembershipSection

register_snippet(MembersGroup)

for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_urls")
def admin_urls():
    return imports.urls


@hooks.register("register_snippet_listing_buttons")
def buttons_of_a_row(snippet, user, next_url=None):
    if isinstance(snippet, Member):
        if user.has_perm(bulk.Renew.permission) and (user.is_superuser or not snippet.keeps_site):
            yield from action_buttons(snippet, next_url)
    elif isinstance(snippet, Application) and user.has_perm(bulk.Approve.permission):
        yield from action_buttons(snippet, next_url)


@hooks.register("before_delete_snippet")
def keep_the_record(request, instances):
    """In bulk, Wagtail asks only whether somebody may delete at all, and an administrator may."""
    kept: tuple[type[Model], ...] = (Member, Membership, Application, FormerAccreditation)
    if any(isinstance(instance, kept) for instance in instances):
        messages.error(
            request, "The past stays on record. End a membership, or decline an application, instead."
        )
        return redirect("wagtailsnippets_membership_member:list")
    return None


@hooks.register("before_delete_snippet")
def keep_grades_in_use(request, instances):
    for grade in (instance for instance in instances if isinstance(instance, Grade)):
        if grade.memberships.exists() or Application.objects.filter(grade=grade).exists():
            messages.error(request, f"“{grade}” can’t be deleted: members have or had it. Rename it instead.")
            return redirect("wagtailsnippets_membership_grade:list")
    return None


class WhatAndWhy(LogFormatter):
    """Says what was done, and the reason that was given for it."""

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason")
        text = log_entry.data.get("text", self.label)
        return format_html("{}: {}", text, reason) if reason else text


LOGGED = {
    "enrol": "Enrol a member",
    "renew": "Renew a membership",
    "grade": "Change a grade",
    "suspend": "Suspend a member",
    "lift": "Lift a suspension",
    "end": "End a membership",
    "link": "Send a password link",
    "correct": "Correct a member's details",
    "import": "Import members",
    "export": "Export members",
    "approved": "Approve an application",
    "declined": "Decline an application",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in LOGGED.items():
        actions.register_action(f"membership.{name}")(type("Said", (WhatAndWhy,), {"label": label}))


@hooks.register("register_account_sections")
def account_section(request):
    return MembershipSection.of(request)


@hooks.register("register_members_home_sections")
def home_section(request):
    return MembershipNotice.of(request)


@hooks.register("register_site_tasks")
def register_tasks(request):
    user = request.user
    if user.has_perm("membership.view_application"):
        waiting = Application.objects.filter(status=Application.Status.APPLIED).count()
        yield Task(
            "Applications for membership",
            f"{waiting} waiting to be decided." if waiting else "None is waiting.",
            reverse("wagtailsnippets_membership_application:list") + "?status=applied",
            "mail",
        )
    if user.has_perm("membership.view_member"):
        yield Task(
            "Find a member",
            "Their grade, and how long their term runs; renew, suspend, end.",
            reverse("wagtailsnippets_membership_member:list"),
            "search",
        )
    if user.has_perm("membership.add_member"):
        yield Task(
            "Add a member",
            "One person. For many, import a spreadsheet.",
            reverse("wagtailsnippets_membership_member:add"),
            "plus",
        )
