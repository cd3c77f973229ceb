"""Training materials in the admin and on the members' home."""

from django.contrib.admin import SimpleListFilter
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import modeladmin_register

from core.dashboard import creation_task
from core.listings import PageListing, StateFilter
from members.training.kinds import Kind
from members.training.models import TrainingMaterialPage, TrainingStage, materials_for
from members.whats_new import MOST, News


class KindFilter(SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class StageFilter(SimpleListFilter):
    title = "stage"
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return list(TrainingStage.objects.values_list("slug", "name"))

    def queryset(self, request, queryset):
        return queryset.filter(stages__slug=self.value()) if self.value() else queryset


class AudienceFilter(SimpleListFilter):
    title = "who may read it"
    parameter_name = "audience"

    def lookups(self, request, model_admin):
        return TrainingMaterialPage.Audience.choices

    def queryset(self, request, queryset):
        return queryset.filter(audience=self.value()) if self.value() else queryset


@modeladmin_register
class MaterialListing(PageListing):
    model = TrainingMaterialPage
    menu_label = "Training materials"
    menu_icon = "folder-open-inverse"
    menu_order = 310
    list_display = ["title", "kind", "stage_names", "readers", "state"]
    list_filter = [StateFilter, KindFilter, StageFilter, AudienceFilter]
    list_export = ["title", "kind", "stage_names", "readers", "summary", "state", "full_url"]
    export_filename = "training-materials"
    search_fields = ["title", "draft_title", "words"]
    ordering = ["title", "pk"]
    inspect_view_fields = ["title", "kind", "stages", "audience", "grades", "document", "summary", "full_url"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("stages", "grades")

    def stage_names(self, material):
        return ", ".join(stage.name for stage in material.stages.all())

    stage_names.short_description = "stages"

    def readers(self, material):
        if material.audience == material.Audience.GRADES:
            return ", ".join(grade.name for grade in material.grades.all())
        return material.get_audience_display()

    readers.short_description = "who may read it"


@register_snippet
class TrainingStageViewSet(SnippetViewSet):
    model = TrainingStage
    icon = "list-ol"
    list_display = ["name", "slug", "order"]
    search_backend_name = None


@hooks.register("register_site_tasks")
def register_tasks(request):
    yield from creation_task(
        MaterialListing(), request, "Add training material", "A handout, slides, a form, a video or a link."
    )


@hooks.register("register_whats_new")
def new_materials(request, since):
    """Materials that were published or changed since; the newest ones."""
    for material in materials_for(request).changed_since(since)[:MOST]:
        is_new = material.first_published_at and material.first_published_at > since
        yield News(
            title=material.title,
            url=material.get_url(request),
            when=material.last_published_at,
            kind=material.get_kind_display(),
            note="" if is_new else "changed",
        )
