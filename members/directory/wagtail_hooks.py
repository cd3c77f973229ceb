"""The directory in the admin, and on the account page."""

from django.urls import reverse
from wagtail import hooks
from wagtail.models import TaskState
from wagtail.snippets.models import register_snippet

from core.dashboard import Task
from members.directory.models import SupervisorEntry
from members.directory.officers.viewsets import SupervisorsGroup
from members.directory.own.sections import OwnEntrySection
from members.directory.sitemaps import ProfileSitemap

register_snippet(SupervisorsGroup)
hooks.register("register_sitemap", ProfileSitemap)


@hooks.register("register_account_sections")
def account_section(request):
    return OwnEntrySection.of(request)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("directory.pause", "Pause an entry", "Paused by its owner")
    actions.register_action("directory.resume", "Show an entry again", "Shown again by its owner")


@hooks.register("register_site_tasks")
def register_tasks(request):
    if request.user.has_perm("directory.change_supervisorentry"):
        waiting = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__content_type=SupervisorEntry.get_content_type(),
        ).count()
        yield Task(
            "Entries of supervisors",
            f"{waiting} waiting to be read." if waiting else "Find one; see who is listed, and who is not.",
            reverse("wagtailsnippets_directory_supervisorentry:list"),
            "user",
        )
