"""Training in numbers: how many are in each stage now, and how many completed each in every year."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.db.models.functions import ExtractYear
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.exports import SafeExportMixin
from members.progress.models import Trainee, TraineeStage
from members.standards.chart import Chart

BEGAN, ACCREDITED, LEFT = "Began", "Accredited", "Ended without"


def now_by_stage() -> list[tuple[str, int]]:
    """How many are in each stage at present, in their order; then those who wait for an officer."""
    stages = TraineeStage.objects.filter(trainee__state=Trainee.State.UNDER_WAY).order_by()
    current = stages.exclude(state__in=[TraineeStage.State.AHEAD, *TraineeStage.OVER])
    rows = current.values_list("name").annotate(Count("pk"), place=Min("position")).order_by("place", "name")
    finished = Trainee.objects.filter(state=Trainee.State.FINISHED).count()
    return [
        *((name, number) for name, number, _place in rows),
        (str(Trainee.State.FINISHED.label), finished),
    ]


def by_year() -> tuple[list[str], list[dict[str, int]]]:
    """The columns of the table, and a row for each year in which anything happened, the latest first.

    A row has its ``Year``, and numbers: who began, who completed each stage, who was accredited, who left.
    """
    found: dict[int, dict[str, int]] = defaultdict(dict)
    completed = TraineeStage.objects.filter(completed_on__isnull=False).order_by()
    names = completed.values_list("name").annotate(place=Min("position")).order_by("place", "name")
    counted = completed.values_list(ExtractYear("completed_on"), "name").annotate(Count("pk"))
    for year, name, number in counted:
        found[year][name] = number
    for label, day, trainees in [
        (BEGAN, "started_on", Trainee.objects.all()),
        (ACCREDITED, "ended_on", Trainee.objects.filter(state=Trainee.State.ACCREDITED)),
        (LEFT, "ended_on", Trainee.objects.filter(state=Trainee.State.LEFT)),
    ]:
        for year, number in trainees.order_by().values_list(ExtractYear(day)).annotate(Count("pk")):
            found[year][label] = number
    columns = [BEGAN, *(name for name, _place in names), ACCREDITED, LEFT]
    rows = [
        {"Year": year, **{column: found[year].get(column, 0) for column in columns}}
        for year in sorted(found, reverse=True)
    ]
    return columns, rows


class NumbersView(SafeExportMixin, WagtailAdminTemplateMixin, TemplateView):
    """For whoever may see trainees. The charts and the tables say the same."""

    template_name = "progress/officers/numbers.html"
    page_title = "Training in numbers"
    header_icon = "group"
    export_filename = "training-in-numbers"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("progress.view_trainee"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.columns, self.rows = by_year()
        self.list_export = ["Year", *self.columns]

    def get_heading(self, queryset, field):
        return field

    def to_row_dict(self, item):
        return item

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        now = now_by_stage()
        stages = self.columns[1:-2]
        completed = [
            (f"{row['Year']}: {name}", row[name]) for row in self.rows for name in stages if row[name]
        ]
        return super().get_context_data(**kwargs) | {
            "now": now,
            "now_chart": Chart(now),
            "columns": self.columns,
            "rows": [(row["Year"], [row[column] for column in self.columns]) for row in self.rows],
            "year_chart": Chart(completed),
        }

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(self.rows, self.request.GET["export"])
        return super().render_to_response(context, **kwargs)
