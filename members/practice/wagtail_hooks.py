"""Continuing practice in the admin, on the account page and on the members' home."""

from django.urls import path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from accounts.mail_choices import MailChoice
from core.dashboard import Task
from members.directory.register import accreditation
from members.practice.models import NoReminders
from members.practice.officers import MAY_SEE, PracticeGroup, PracticeReport
from members.practice.sections import PracticeOnHome, PracticeSection

register_snippet(PracticeGroup)


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return ReportMenuItem(
        "Continuing practice", reverse("practice_report"), name="practice", icon_name="history", order=660
    )


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        path("reports/practice/", PracticeReport.as_view(), name="practice_report"),
        path(
            "reports/practice/results/",
            PracticeReport.as_view(results_only=True),
            name="practice_report_results",
        ),
    ]


@hooks.register("register_site_tasks")
def register_tasks(request):
    if request.user.has_perm(MAY_SEE):
        yield Task(
            "See how continuing practice stands",
            "Hours of the year, and whose re-accreditation is due.",
            reverse("practice_report"),
            "history",
        )


@hooks.register("register_account_sections")
def account_section(request):
    return PracticeSection.of(request)


@hooks.register("register_members_home_sections")
def home_section(request):
    return PracticeOnHome.of(request)


@hooks.register("register_mail_choices")
def mail_choice(request):
    """For those who are accredited today: nobody else is reminded."""
    member = getattr(request.user, "member", None)
    if member is None or accreditation(member.terms, timezone.localdate()) is None:
        return None

    def save(wanted):
        if wanted:
            NoReminders.objects.filter(member=member).delete()
        else:
            NoReminders.objects.get_or_create(member=member)

    return MailChoice(
        "practice",
        "Reminders of re-accreditation",
        "Six months and a month before it is due, and once after the day.",
        not NoReminders.objects.filter(member=member).exists(),
        save,
    )
