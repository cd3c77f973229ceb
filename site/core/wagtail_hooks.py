"""The gate at Wagtail's doors, and the admin's own look."""

from django.http import Http404
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail import wagtail_hooks as wagtail_own_hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents import wagtail_hooks as document_hooks
from wagtail.log_actions import LogFormatter

from core import access
from core.dashboard import ReviewsPanel, TasksPanel, general_tasks
from core.guide import guide
from core.retention import MAY_SET, retention
from core.rich_text_links import PageLinks

# Wagtail's own checks ask another question than the gate does (is somebody signed in; are they in the group,
# whatever became of their membership), send a signed-in person in circles, and cost every page two queries.
# There is one gate: ours, below. tests/access holds this and fails if one of Wagtail's checks comes back.
for hook, wagtails_own in (
    ("on_serve_page", wagtail_own_hooks.check_view_restrictions),
    ("before_serve_document", document_hooks.check_view_restrictions),
):
    if (wagtails_own, 0) in hooks._hooks.get(hook, []):
        hooks._hooks[hook].remove((wagtails_own, 0))


@hooks.register("before_serve_page", order=-100)
def guard_page(page, request, serve_args, serve_kwargs):
    """Refuse a page that the gate closes; an expired page is gone, whether or not the scheduler has run."""
    if access.may_view(page, request):
        return None
    if access.has_expired(page):
        raise Http404("This page has expired.")
    return access.refuse(request, access.needed_groups(page))


@hooks.register("before_serve_document", order=-100)
def guard_document(document, request):
    """Refuse a document whose collection is closed to who asks."""
    return None if access.may_open(document, request) else access.refuse(request)


@hooks.register("construct_homepage_panels")
def greet_with_tasks(request, panels):
    """The site's own panels stand first; Wagtail's (moderation, locks, recent edits) follow."""
    panels[:0] = [TasksPanel(), ReviewsPanel()]


@hooks.register("register_site_tasks")
def register_general_tasks(request):
    return general_tasks(request)


class RetentionMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SET)


@hooks.register("register_settings_menu_item")
def retention_menu_item():
    return RetentionMenuItem(
        "Personal data", reverse("core_retention"), name="personal-data", icon_name="calendar-alt", order=30
    )


@hooks.register("register_help_menu_item")
def guide_menu_item():
    return MenuItem("The editors’ guide", reverse("core_guide"), name="guide", icon_name="help", order=10)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("personal-data/", retention, name="core_retention"),
        path("guide/", guide, name="core_guide"),
    ]


@hooks.register("register_log_actions")
def retention_log(actions):
    @actions.register_action("core.retention")
    class Set(LogFormatter):
        label = "Change how long personal data are kept"

        def format_message(self, log_entry):
            return log_entry.data.get("text", self.label)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def publish_after_autosave():
    return format_html('<script type="module" src="{}"></script>', static("js/publish-after-autosave.js"))


@hooks.register("register_rich_text_features", order=100)
def look_links_up_together(features):
    features.register_link_type(PageLinks)
