"""Trainees in the admin: the list, one training with its history, and the form that enrols."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, IndexView, InspectView

from members.membership.officers.listing import LoggedExportMixin
from members.membership.officers.viewsets import DayColumn, UnchosenViewSet, action_url
from members.progress.models import Entry, Trainee, name_people
from members.progress.officers.bulk import Accredit, possible
from members.progress.officers.forms import panel
from members.progress.officers.listing import (
    TraineeFilterSet,
    decorate,
    search,
    supervisors_now,
    trainees,
)
from members.progress.officers.policies import TraineePolicy
from members.progress.requirements import requirements

#: So many lines of a history stand on one page, the newest first.
MOST_EVENTS = 500


class TraineeIndexView(LoggedExportMixin, IndexView):
    list_export = [
        "member_id",
        "member.user.first_name",
        "member.user.last_name",
        "member.user.email",
        "get_state_display",
        "stage",
        "started_on",
        "version",
        "supervisor",
        "waiting",
        "last_logged_on",
        "stuck",
        "ended_on",
    ]
    export_headings = {
        "member_id": "Number",
        "member.user.first_name": "First name",
        "member.user.last_name": "Last name",
        "member.user.email": "E-mail address",
        "get_state_display": "Status",
        "stage": "Stage",
        "stuck": "Stuck",
        "ended_on": "Ended on",
    }
    export_filename = "trainees"

    def search_queryset(self, queryset):
        return search(queryset, self.search_query)

    def get_queryset(self):
        queryset = super().get_queryset()
        return queryset.select_related("version") if self.is_export else queryset

    def get_list_buttons(self, instance):
        """None: the name leads to the one thing there is, and menus on all rows cost more than the rows."""
        return []

    def get_table(self, object_list):
        return super().get_table([] if self.is_export else decorate(object_list))

    @cached_property
    def today(self):
        return supervisors_now(), timezone.localdate()

    def to_row_dict(self, item):
        troubles = item.troubles(*self.today)
        item.stuck = "; ".join(trouble.label for trouble in troubles)
        row = super().to_row_dict(item)
        return {field: "" if value is None else value for field, value in row.items()}


class TraineeCreateView(CreateView):
    page_title = "Enrol"

    def save_instance(self):
        """The form has enrolled them through the services, which keep the history."""
        return self.form.save()

    def get_success_url(self):
        return reverse(Trainee.snippet_viewset.get_url_name("inspect"), args=[self.object.pk])


class TraineeInspectView(InspectView):
    """One training: where it stands, what can be done, and everything that happened."""

    page_title = "Training"
    template_name = "progress/officers/trainee.html"

    def get_context_data(self, **kwargs):
        trainee = trainees().select_related("version").get(pk=self.object.pk)
        stages = list(trainee.stages.select_related("external__user"))
        asked = requirements(stages)
        may_act = self.request.user.has_perm(Accredit.permission)
        actions = possible(trainee) if may_act else []
        events = trainee.events.select_related("by", "stage", "entry").order_by("-at", "-pk")[:MOST_EVENTS]
        name_people(events)
        return super().get_context_data(**kwargs) | {
            "trainee": trainee,
            "row": decorate([trainee])[0],
            "stages": [(stage, asked[stage.pk]) for stage in stages],
            "actions": [(action, action_url(action, trainee, self.request.path)) for action in actions],
            "events": events,
            "most_events": MOST_EVENTS,
            "entries": Entry.objects.of(trainee).count(),
        }

    def get_fields(self):
        return []


class TraineeViewSet(UnchosenViewSet):
    model = Trainee
    icon = "group"
    menu_label = "Trainees"
    menu_order = 305
    add_to_admin_menu = True
    index_view_class = TraineeIndexView
    add_view_class = TraineeCreateView
    inspect_view_enabled = True
    inspect_view_class = TraineeInspectView
    edit_handler = panel
    list_display = [
        "__str__",
        Column("stage", label="Stage", sort_key="stage__position"),
        Column("so_far", label="Confirmed so far"),
        Column("supervisor", label="Supervisor", sort_key="supervisor__user__last_name"),
        Column("waiting", label="Waiting", sort_key="waiting"),
        DayColumn("last_logged_on", label="Last entry", sort_key="last_logged_on"),
        Column("state", label="Status", accessor="get_state_display", sort_key="state"),
        Column("stuck", label="Stuck"),
    ]
    filterset_class = TraineeFilterSet
    search_fields = ["member__user__last_name"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return TraineePolicy(self.model)

    def get_queryset(self, request):
        return trainees()
