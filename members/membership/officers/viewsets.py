"""Members, applications, terms and grades in the admin."""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from members.membership.actions import KEEPER
from members.membership.models import Application, FormerAccreditation, Grade, Member, Membership, Reminder
from members.membership.models.members import keeps_site
from members.membership.officers import bulk
from members.membership.officers.forms import panel
from members.membership.officers.listing import (
    APPLICANT,
    PERSON,
    ApplicationFilterSet,
    LoggedExportMixin,
    MemberFilterSet,
    members,
    search,
)
from members.membership.officers.policies import AsSentPolicy, MemberPolicy, NotByHandPolicy


def action_url(action, obj, back_to=None):
    """The address of a bulk action for one object."""
    path = reverse(
        "wagtail_bulk_action", args=[obj._meta.app_label, obj._meta.model_name, action.action_type]
    )
    return f"{path}?{urlencode({'id': obj.pk} | ({'next': back_to} if back_to else {}))}"


def action_buttons(obj, back_to):
    """Buttons for what may make sense with this member or application as it is."""
    for priority, action in enumerate(possible_actions(obj), start=40):
        yield Button(
            action.display_name,
            url=action_url(action, obj, back_to),
            priority=priority,
            icon_name="arrow-right",
        )


def possible_actions(obj):
    if isinstance(obj, Application):
        return [bulk.Approve, bulk.Decline] if obj.is_open else []
    if obj.user.erased_at:
        return []
    if obj.state == "suspended":
        return [bulk.SendLink, bulk.Lift, bulk.End]
    if obj.state in {"lapsed", "resigned", "none"}:
        return [bulk.Renew]
    return [bulk.Renew, bulk.ChangeGrade, bulk.SendLink, bulk.Suspend, bulk.End]


class DayColumn(Column):
    """A date as it is: Wagtail's own column says "just now" of every day to come."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return date_format(day, "j M Y") if day else ""


class SearchedIndexView(IndexView):
    """Looks for each word of what was typed: Wagtail would look for the whole in one field, where no first
    and last name ever stand together."""

    def search_queryset(self, queryset):
        return search(queryset, self.search_query, self.search_fields)


class MemberIndexView(LoggedExportMixin, SearchedIndexView):
    list_export = [
        "number",
        "user.first_name",
        "user.last_name",
        "user.email",
        "grade_name",
        "state_label",
        "since",
        "until",
    ]
    export_headings = {
        "number": "Number",
        "user.first_name": "First name",
        "user.last_name": "Last name",
        "user.email": "E-mail address",
        "grade_name": "Grade",
        "state_label": "Status",
        "since": "Member since",
        "until": "Until",
    }
    export_filename = "members"

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.user_has_permission("add"):
            buttons.append(
                Button(
                    "Import a spreadsheet",
                    url=reverse("membership_import"),
                    icon_name="upload",
                    priority=80,
                )
            )
        return buttons


class MemberCreateView(CreateView):
    def save_instance(self):
        """The form makes the account, the member and the term, and logs it."""
        return self.form.save()

    def get_success_url(self):
        return reverse(self.edit_url_name, args=[self.object.pk])


class MemberEditView(EditView):
    """One member: who it is, what can be done, the terms, the reminders, the applications."""

    def save_instance(self):
        return self.form.save()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        member = self.object
        may_act = self.form.may_change
        actions = possible_actions(member) if may_act else []
        return context | {
            "member": member,
            "may_act": may_act,
            "actions": [(action, action_url(action, member, self.request.path)) for action in actions],
            "reminders": Reminder.objects.filter(term__user=member.user_id),
            "applications": Application.objects.filter(user=member.user_id).select_related("grade"),
        }


class UnchosenViewSet(SnippetViewSet):
    """For records about people: without Wagtail's chooser, which lists them to all in the admin."""

    def register_chooser_viewset(self):
        pass


class MemberViewSet(UnchosenViewSet):
    model = Member
    icon = "group"
    menu_label = "Members"
    index_view_class = MemberIndexView
    add_view_class = MemberCreateView
    edit_view_class = MemberEditView
    edit_template_name = "membership/officers/member.html"
    edit_handler = panel
    list_display = [
        "name",
        Column("number", label="Number", sort_key="number"),
        Column("email", label="E-mail address", accessor="user.email", sort_key="user__email"),
        Column("grade_name", label="Grade", sort_key="grade_name"),
        Column("state_label", label="Status", sort_key="state_now"),
        DayColumn("since", label="Since", sort_key="since"),
        DayColumn("until", label="Until", sort_key="until"),
    ]
    filterset_class = MemberFilterSet
    search_fields = PERSON
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return MemberPolicy(self.model)

    def get_queryset(self, request):
        return members()


class ApplicationInspectView(InspectView):
    page_title = "Application"

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        return "–" if value is None or value == "" else value

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if self.object.is_open and self.request.user.has_perm(bulk.Approve.permission):
            buttons = [
                *buttons,
                *(
                    HeaderButton(
                        action.display_name,
                        url=action_url(action, self.object, self.request.path),
                        icon_name=icon,
                    )
                    for action, icon in ((bulk.Approve, "check"), (bulk.Decline, "cross"))
                ),
            ]
        return buttons


class ApplicationViewSet(UnchosenViewSet):
    model = Application
    icon = "mail"
    menu_label = "Applications"
    index_view_class = SearchedIndexView
    inspect_view_enabled = True
    inspect_view_class = ApplicationInspectView
    inspect_view_fields = [
        "first_name",
        "last_name",
        "email",
        "grade",
        "supervisor",
        "message",
        "created_at",
        "consented_at",
        "status",
        "decided_at",
        "decided_by",
        "note",
        "user",
    ]
    list_display = ["__str__", "email", "grade", "supervisor", "status", "created_at", "decided_by"]
    filterset_class = ApplicationFilterSet
    search_fields = APPLICANT
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return AsSentPolicy(self.model)


class TermEditView(EditView):
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser and keeps_site(self.object.user):
            messages.error(request, KEEPER.format(user=self.object.user))
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self):
        was = Membership.objects.get(pk=self.object.pk)
        term = super().save_instance()
        if self.form.changed_data:
            changes = ", ".join(f"{name} was {getattr(was, name)}" for name in self.form.changed_data)
            text = f"Term corrected: {changes.replace('_', ' ')}"
            log(term.user.member, "membership.correct", user=self.request.user, data={"text": text})
        return term


class TermViewSet(UnchosenViewSet):
    """For mending a mistake in a term. What happens to members is done on their own pages."""

    model = Membership
    icon = "calendar-alt"
    menu_label = "Terms"
    index_view_class = SearchedIndexView
    edit_view_class = TermEditView
    list_display = [
        "user",
        "grade",
        Column("state", label="Status", accessor=lambda term: term.state.label),
        DayColumn("starts_on", label="From", sort_key="starts_on"),
        DayColumn("ends_on", label="Until", sort_key="ends_on"),
    ]
    list_filter = ["status", "grade"]
    search_fields = PERSON
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return NotByHandPolicy(self.model)

    def get_queryset(self, request):
        return Membership.objects.select_related("user", "grade")


class GradeViewSet(SnippetViewSet):
    model = Grade
    icon = "tag"
    menu_label = "Grades"
    list_display = ["name", "rank"]
    search_backend_name = None


class FormerViewSet(UnchosenViewSet):
    """Who was accredited, of those whose other data are deleted. Looked at; nobody changes it."""

    model = FormerAccreditation
    index_view_class = SearchedIndexView
    icon = "history"
    menu_label = "Register of former members"
    list_display = [
        "name",
        Column("number", label="Number", sort_key="number"),
        Column("grade", label="Grade", sort_key="grade"),
        DayColumn("starts_on", label="From", sort_key="starts_on"),
        DayColumn("ends_on", label="Until", sort_key="ends_on"),
    ]
    search_fields = ["name"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return AsSentPolicy(self.model)


class MembersGroup(SnippetViewSetGroup):
    items = [MemberViewSet, ApplicationViewSet, TermViewSet, GradeViewSet, FormerViewSet]
    menu_label = "Members"
    menu_icon = "group"
    menu_order = 300
