"""Importing references in the admin: its addresses, its place in the menu, its task."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.dashboard import Task
from evidence.importing import views

LABEL = "Import references"


@hooks.register("register_admin_urls")
def register_addresses():
    return [
        path("evidence-import/", views.upload, name="evidence_import"),
        path("evidence-import/<int:pk>/", views.preview, name="evidence_import_preview"),
        path("evidence-import/<int:pk>/run/", views.progress, name="evidence_import_run"),
        path("evidence-import/<int:pk>/state/", views.state, name="evidence_import_state"),
        path("evidence-import/<int:pk>/go-on/", views.go_on, name="evidence_import_go_on"),
        path("evidence-import/<int:pk>/discard/", views.discard, name="evidence_import_discard"),
    ]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_import(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return ImportMenuItem(LABEL, reverse("evidence_import"), icon_name="upload", order=171)


@hooks.register("register_site_tasks")
def register_tasks(request):
    if views.may_import(request.user):
        yield Task(
            LABEL,
            "From a file of Zotero, Mendeley, EndNote or PubMed. You see everything before it is saved.",
            reverse("evidence_import"),
            "upload",
        )
