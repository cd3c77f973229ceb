"""Trainees in the admin: the list, the numbers, what officers do, and what waits for them."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from core.dashboard import Task
from members.progress import sections
from members.progress.models import Trainee
from members.progress.models.trainees import Trouble
from members.progress.officers import bulk
from members.progress.officers.numbers import NumbersView
from members.progress.officers.viewsets import TraineeViewSet

register_snippet(TraineeViewSet)

for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("before_delete_snippet")
def keep_the_record(request, instances):
    """In bulk, Wagtail asks only whether somebody may delete at all, and an administrator may."""
    if any(isinstance(instance, Trainee) for instance in instances):
        messages.error(request, "The past stays on record. End the training instead.")
        return redirect("wagtailsnippets_progress_trainee:list")
    return None


class NumbersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("progress.view_trainee")


@hooks.register("register_reports_menu_item")
def numbers_menu_item():
    return NumbersMenuItem(
        "Training in numbers",
        reverse("progress_numbers"),
        name="training-in-numbers",
        icon_name="group",
        order=660,
    )


@hooks.register("register_admin_urls")
def numbers_url():
    return [path("reports/training/", NumbersView.as_view(), name="progress_numbers")]


@hooks.register("register_site_tasks")
def register_tasks(request):
    if not request.user.has_perm("progress.view_trainee"):
        return
    listing = reverse("wagtailsnippets_progress_trainee:list")
    finished = Trainee.objects.filter(state=Trainee.State.FINISHED).count()
    yield Task(
        "Trainees",
        f"{finished} waiting for your confirmation." if finished else "Everybody’s stage, and who is stuck.",
        f"{listing}?stuck={Trouble.FINISHED}" if finished else listing,
        "group",
    )
    if request.user.has_perm("progress.add_trainee"):
        yield Task(
            "Enrol a trainee",
            "When supervision starts: the pathway, the first day, the supervisor.",
            reverse("wagtailsnippets_progress_trainee:add"),
            "plus",
        )


@hooks.register("register_members_home_sections")
def members_home_section(request):
    return sections.HomeSection.of(request)


@hooks.register("register_mail_choices")
def mail_choice(request):
    return sections.mail_choice(request)
