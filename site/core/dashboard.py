"""The admin's front page: what one can do here, and what waits to be checked."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Site
from wagtail.permissions import page_permission_policy

from core.models import BasePage, SiteSettings

REVIEWS_SHOWN = 10


@dataclass(frozen=True)
class Task:
    """One thing that an editor comes for. ``icon`` is one of Wagtail's icon names."""

    label: str
    explanation: str
    url: str
    icon: str


class TasksPanel(Component):
    """The tasks that the apps register with the hook ``register_site_tasks``: a function of the request that
    returns the tasks this user may do."""

    name = "site_tasks"
    order = 50
    template_name = "core/tasks_panel.html"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return {
            "tasks": [task for tasks in hooks.get_hooks("register_site_tasks") for task in tasks(request)]
        }


class ReviewsPanel(Component):
    """Pages whose review is due: the user's own first, then those that nobody looks after."""

    name = "due_reviews"
    order = 60
    template_name = "core/reviews_panel.html"

    def get_context_data(self, parent_context):
        return {"pages": due_reviews(parent_context["request"].user)}


def due_reviews(user):
    """Pages that ``user`` may edit and whose review is due, if they or nobody active looks after them."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change").values("pk")
    theirs = Q(review_owner=user) | Q(review_owner=None) | Q(review_owner__is_active=False)
    due = [
        page
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for page in model.objects.filter(theirs, pk__in=editable, review_date__lte=timezone.localdate())
        .select_related("review_owner")
        .order_by("review_date")[:REVIEWS_SHOWN]
    ]
    due.sort(key=lambda page: (page.review_owner != user, page.review_date))
    return due[:REVIEWS_SHOWN]


def creation_task(listing, request, label, explanation):
    """The task to add a page through one of the listings (core.listings), for who may do so."""
    if listing.permission_helper.user_can_create(request.user):
        yield Task(label, explanation, listing.url_helper.create_url, "plus")


def general_tasks(request):
    """Tasks that belong to no section: the home page, the site's settings, and a look at the site."""
    site = Site.find_for_request(request)
    if not site:
        return
    if site.root_page.permissions_for_user(request.user).can_edit():
        yield Task(
            "Change a page",
            "All pages of the site.",
            reverse("wagtailadmin_explore", args=[site.root_page.pk]),
            "edit",
        )
    if SiteSettings.get_permission_policy().user_has_permission_for_instance(
        request.user, "change", SiteSettings(site=site)
    ):
        yield Task(
            "Menus, announcement, contact details",
            "What stands on every page.",
            reverse("wagtailsettings:edit", args=["core", "sitesettings", site.pk]),
            "cogs",
        )
