"""Search in the admin: words that mean the same, promoted results, and what was not found."""

from functools import partial

from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.search_promotions.views import IndexView
from wagtail.contrib.search_promotions.wagtail_hooks import SearchPicksMenuItem
from wagtail.documents import get_document_model
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search import index
from search.models.words import MissedSearch, Synonyms
from search.reports import MAY_SEE_MISSED, MissedReport

# Nobody's searches are counted one by one, so that the column would always say 0.
IndexView.columns = [column for column in IndexView.columns if column.name != "views"]


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "list-ul"
    list_display = ["words"]
    search_fields = ["words"]
    search_backend_name = None
    copy_view_enabled = False


class MissedMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE_MISSED)


class SearchGroup(SnippetViewSetGroup):
    items = [SynonymsViewSet]
    menu_label = "Search"
    menu_icon = "search"
    menu_order = 330

    def get_submenu_items(self):
        own = super().get_submenu_items()
        return [
            *own,
            SearchPicksMenuItem(
                "Promoted results",
                reverse("wagtailsearchpromotions:index"),
                icon_name="pick",
                order=len(own) + 1,
            ),
            MissedMenuItem("Not found", reverse("search_missed"), icon_name="help", order=len(own) + 2),
        ]


register_snippet(SearchGroup)


@hooks.register("construct_settings_menu")
def promoted_results_stand_with_the_search(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name != "promoted-search-results"]


@hooks.register("construct_reports_menu")
def no_report_of_what_each_person_searched(request, menu_items):
    """Wagtail's counts every text that anybody searches for, which this site does not keep."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("register_admin_urls")
def report_addresses():
    return [
        path("search/not-found/", MissedReport.as_view(), name="search_missed"),
        path(
            "search/not-found/results/", MissedReport.as_view(results_only=True), name="search_missed_results"
        ),
    ]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label=MissedSearch._meta.app_label, codename="view_missedsearch"
    )


@hooks.register("after_bulk_action")
def many_documents_are_filed_at_once(request, action_type, objects, action):
    """Wagtail writes their new collection past signals."""
    if action_type == "add_to_collection" and action.models == [get_document_model()]:
        transaction.on_commit(partial(index.refresh, "document", [one.pk for one in objects]), robust=True)
