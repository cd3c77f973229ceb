"""News in the admin: the listing of articles, and the categories among the snippets."""

from django.contrib.admin import SimpleListFilter
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import modeladmin_register

from core.dashboard import creation_task
from core.listings import PageListing, StateFilter, YearFilter
from home.news.models import NewsCategory, NewsPage


class CategoryFilter(SimpleListFilter):
    title = "category"
    parameter_name = "category"

    def lookups(self, request, model_admin):
        return list(NewsCategory.objects.values_list("slug", "name"))

    def queryset(self, request, queryset):
        return queryset.filter(categories__slug=self.value()) if self.value() else queryset


@modeladmin_register
class NewsListing(PageListing):
    model = NewsPage
    menu_label = "News"
    menu_icon = "doc-full"
    menu_order = 150
    list_display = ["title", "picture", "date", "author", "state"]
    list_filter = [StateFilter, YearFilter, CategoryFilter]
    list_export = ["title", "date", "author", "category_names", "summary", "state", "full_url"]
    export_filename = "news"
    search_fields = ["title", "draft_title", "summary", "author"]
    ordering = ["-date", "-pk"]
    inspect_view_fields = ["title", "date", "author", "categories", "summary", "listing_image", "full_url"]

    def category_names(self, article):
        return ", ".join(category.name for category in article.categories.all())

    category_names.short_description = "categories"


@register_snippet
class NewsCategoryViewSet(SnippetViewSet):
    model = NewsCategory
    icon = "tag"
    list_display = ["name", "slug"]


@hooks.register("register_site_tasks")
def register_tasks(request):
    return creation_task(
        NewsListing(), request, "Write news", "An article with a date, a picture and a summary."
    )
