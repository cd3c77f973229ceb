"""Standards in the admin and on members' pages."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from core.dashboard import Task, creation_task
from members.standards import sections
from members.standards.listings import StandardListing, add_version_url, may_add_version
from members.standards.models import StandardDocumentPage
from members.standards.reports import MAY_SEE_READERS, ReadersReport, StandardsReport

modeladmin_register(StandardListing)


@hooks.register("register_site_tasks")
def register_tasks(request):
    listing = StandardListing()
    yield from creation_task(
        listing, request, "Add a standard", "A standards document that has no place here yet."
    )
    if listing.permission_helper.user_can_create(request.user) and StandardDocumentPage.objects.exists():
        yield Task(
            "Publish a new version of a standard",
            "Find the standard, and choose “Add a version”.",
            listing.url_helper.index_url,
            "doc-full-inverse",
        )
    if request.user.has_perm(MAY_SEE_READERS):
        yield Task(
            "See who has read the standards",
            "Downloads, followers, and who has confirmed.",
            reverse("standards_report"),
            "view",
        )


@hooks.register("register_page_header_buttons")
def add_version_button(page, user, view_name, next_url=None):
    standard = page.specific_deferred
    if isinstance(standard, StandardDocumentPage) and may_add_version(user, standard):
        yield Button("Add a version", add_version_url(standard), icon_name="plus", priority=5)


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE_READERS)


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return ReportMenuItem(
        "Standards", reverse("standards_report"), name="standards", icon_name="doc-full-inverse", order=650
    )


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        path("reports/standards/", StandardsReport.as_view(), name="standards_report"),
        path(
            "reports/standards/results/",
            StandardsReport.as_view(results_only=True),
            name="standards_report_results",
        ),
        path("reports/standards/<int:pk>/", ReadersReport.as_view(), name="standards_readers"),
        path(
            "reports/standards/<int:pk>/results/",
            ReadersReport.as_view(results_only=True),
            name="standards_readers_results",
        ),
    ]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="standards", codename="view_readconfirmation")


@hooks.register("register_members_home_sections")
def members_home_section(request):
    return sections.HomeSection(request)


@hooks.register("register_whats_new")
def whats_new(request, since):
    return sections.news(request, since)


@hooks.register("register_account_sections")
def account_section(request):
    return sections.FollowedSection(request)
