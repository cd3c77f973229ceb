"""Cookies in the admin: categories, the banner's words, the proof, the scans."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from consent.embeds import VideoEmbedHandler
from consent.listings import RecordListing, ScanListing
from consent.models import BannerWords, ConsentCategory


class CategoryPolicy(ModelPermissionPolicy):
    """Editors as their group allows; nobody, not even an administrator, deletes the essential category."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.is_required:
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class OneOfThemPolicy(ModelPermissionPolicy):
    """For what there is exactly one of: it can be changed, never added or deleted."""

    def user_has_permission(self, user, action):
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class CategoryViewSet(SnippetViewSet):
    model = ConsentCategory
    icon = "tag"
    menu_label = "Categories"
    list_display = ["name", Column("varname", label="Key"), "legal_basis", "policy_version"]
    sort_order_field = ordering = "ordering"
    search_backend_name = None
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return CategoryPolicy(self.model)


class WordsViewSet(SnippetViewSet):
    model = BannerWords
    icon = "edit"
    menu_label = "Banner words"
    search_backend_name = None
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return OneOfThemPolicy(self.model)


records, scans = modeladmin_register(RecordListing), modeladmin_register(ScanListing)


class CookiesGroup(SnippetViewSetGroup):
    items = [CategoryViewSet, WordsViewSet]
    menu_label = "Cookies"
    menu_icon = "check"
    menu_order = 320

    def get_submenu_items(self):
        own = super().get_submenu_items()
        return [*own, *(listing().get_menu_item(order=len(own) + 1) for listing in (records, scans))]


register_snippet(CookiesGroup)


@hooks.register("before_delete_snippet")
def keep_the_essential_category(request, instances):
    """One by one and in bulk: Wagtail asks only whether somebody may delete categories at all."""
    if any(isinstance(instance, ConsentCategory) and instance.is_required for instance in instances):
        messages.error(request, "The essential category can't be deleted: the site needs what is in it.")
        return redirect("wagtailsnippets_consent_consentcategory:list")
    return None


# After Wagtail's own, which it replaces: that one prints the provider's player into the page.
@hooks.register("register_rich_text_features", order=100)
def videos_wait_for_consent(features):
    features.register_embed_type(VideoEmbedHandler)
