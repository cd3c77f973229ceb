"""What officers do with one member or many: each action asks first, then does it for all it is possible for.

The buttons on a member's page and on a row lead here too, with one member chosen.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from members.membership import actions
from members.membership.joining.apply import approve, decline
from members.membership.models import Application, Grade, Member, Membership
from members.membership.officers.forms import TermDatesMixin, suggested_dates
from members.membership.officers.listing import listed, members

#: So many names stand in a message; the rest are counted.
NAMED = 5
#: So many are done while an officer waits for the page; an import renews thousands.
MOST_AT_ONCE = 500


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the member's history. Members don't see it.",
    )


class MayReasonForm(forms.Form):
    reason = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history. Members don't see it.",
    )


class RenewForm(MayReasonForm):
    ends_on = forms.DateField(
        label="Until",
        required=False,
        widget=AdminDateInput,
        help_text="The last day of the new term. Leave empty for the usual length. It begins the day after "
        "the last one ends; or today, if the days of grace are over.",
    )
    grade = forms.ModelChoiceField(
        Grade.objects.all(), required=False, empty_label="As before", help_text="Only if it changes."
    )
    last_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ["ends_on", "grade", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Sent twice, it renews once: a term that is newer than this form was added in the meantime.
        self.initial["last_seen"] = Membership.objects.aggregate(newest=Max("pk"))["newest"] or 0


class GradeForm(MayReasonForm):
    grade = forms.ModelChoiceField(
        Grade.objects.all(), empty_label="Please choose", help_text="From today on. The past stays on record."
    )

    field_order = ["grade", "reason"]


class ApproveForm(TermDatesMixin, MayReasonForm):
    grade = forms.ModelChoiceField(
        Grade.objects.all(), required=False, empty_label="As applied for", help_text="Only if it differs."
    )

    field_order = ["starts_on", "ends_on", "grade", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= suggested_dates()


class DeclineForm(ReasonForm):
    words = forms.CharField(
        label="What we tell them",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Goes to the applicant by e-mail, as you write it. Leave empty to send nothing.",
    )


class OfficersAction(SnippetBulkAction):
    """Asks, does it one by one, and says for whom it was not possible, and why."""

    template_name = "membership/officers/act.html"
    permission = "membership.change_member"
    #: What the page asks above the form, what stands on its button, and what is said afterwards.
    question = ""
    button = ""
    done = ""
    serious = False
    #: Templates list the classes themselves.
    do_not_call_in_templates = True

    def check_perm(self, obj):
        may = self.request.user.has_perm(self.permission)
        return may and (self.request.user.is_superuser or not getattr(obj, "user_keeps_site", False))

    @classmethod
    def get_queryset(cls, model, object_ids):
        ids = [number for number in object_ids if str(number).isdecimal() and len(str(number)) < 19]
        if model is Member:
            return list(members().filter(pk__in=ids))
        return list(Application.objects.filter(pk__in=ids))

    def get_all_objects_in_listing_query(self, parent_id):
        """All in the listing as it is filtered, not all that there are."""
        found = listed(self.model, self.request.GET)
        if self.model is Application:
            found = found.filter(status=Application.Status.APPLIED)
        return found.values_list("pk", flat=True)

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def object_context(self, obj):
        viewset = self.model.snippet_viewset
        view = "edit" if self.model is Member else "inspect"
        return {"item": obj, "edit_url": reverse(viewset.get_url_name(view), args=[obj.pk])}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"action": self}

    def act(self, obj, by, values):
        raise NotImplementedError

    def prepare_action(self, objects, objects_without_access):
        if len(objects) > MOST_AT_ONCE:
            messages.error(
                self.request,
                f"These are {len(objects)}, and {MOST_AT_ONCE} can be done at once. Filter the list, or "
                "renew by importing a spreadsheet. Nothing was changed.",
            )
            return redirect(self.next_url)
        return None

    def get_execution_context(self):
        return {}

    def execute_action(self, objects, **kwargs):
        """Each in a transaction of its own within that of the whole: one refusal does not undo the others."""
        not_done, count = [], 0
        for obj in objects:
            try:
                with transaction.atomic():
                    self.act(obj, self.request.user, self.cleaned_form.cleaned_data)
                count += 1
            except actions.NotPossibleError as reason:
                not_done.append(str(reason))
        for words in not_done[:NAMED]:
            messages.warning(self.request, words)
        if len(not_done) > NAMED:
            messages.warning(self.request, f"Nor was it possible for {len(not_done) - NAMED} others.")
        return count, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        if num_parent_objects == 1 and len(self.actionable_objects) == 1:
            return f"{self.actionable_objects[0]}: {self.done}."
        kind = "members" if self.model is Member else "applications"
        return f"{num_parent_objects} {kind}: {self.done}."


class Renew(OfficersAction):
    models = [Member]
    display_name = "Renew"
    action_type = "renew"
    aria_label = "Renew the selected members"
    action_priority = 10
    form_class = RenewForm
    question = "Add a term after the last one?"
    button = "Renew"
    done = "renewed"

    def act(self, obj, by, values):
        actions.renew(
            obj,
            by,
            ends_on=values["ends_on"],
            grade=values["grade"],
            reason=values["reason"],
            last_seen=values["last_seen"],
        )


class ChangeGrade(OfficersAction):
    models = [Member]
    display_name = "Change grade"
    action_type = "change-grade"
    aria_label = "Change the grade of the selected members"
    action_priority = 20
    form_class = GradeForm
    question = "Give another grade from today on?"
    button = "Change grade"
    done = "grade changed"

    def act(self, obj, by, values):
        actions.change_grade(obj, by, values["grade"], values["reason"])


class SendLink(OfficersAction):
    models = [Member]
    display_name = "Send link"
    action_type = "send-link"
    aria_label = "Send the selected members the link to choose a password"
    action_priority = 30
    question = (
        "Send an e-mail with a link to choose a password? It works once. A password that somebody has "
        "already works until they choose a new one."
    )
    button = "Send the link"
    done = "the link is on its way"

    def act(self, obj, by, values):
        actions.send_link(obj, by)


class Suspend(OfficersAction):
    models = [Member]
    display_name = "Suspend"
    action_type = "suspend"
    aria_label = "Suspend the selected members"
    action_priority = 40
    classes = {"serious"}
    form_class = ReasonForm
    serious = True
    question = "Close the members' area to them now, until you lift it? They are signed out everywhere."
    button = "Suspend"
    done = "suspended"

    def act(self, obj, by, values):
        actions.suspend(obj, by, values["reason"])


class Lift(OfficersAction):
    models = [Member]
    display_name = "Lift suspension"
    action_type = "lift"
    aria_label = "Lift the suspension of the selected members"
    action_priority = 50
    form_class = ReasonForm
    question = "Take the suspension back? Their dates count again as they are."
    button = "Lift suspension"
    done = "suspension lifted"

    def act(self, obj, by, values):
        actions.lift(obj, by, values["reason"])


class End(OfficersAction):
    models = [Member]
    display_name = "End membership"
    action_type = "end"
    aria_label = "End the membership of the selected members"
    action_priority = 60
    classes = {"serious"}
    form_class = ReasonForm
    serious = True
    question = "End their membership today, for instance because they resign? They are signed out everywhere."
    button = "End membership"
    done = "membership ended"

    def act(self, obj, by, values):
        actions.end(obj, by, values["reason"])


class Approve(OfficersAction):
    models = [Application]
    permission = "membership.change_application"
    display_name = "Approve"
    action_type = "approve"
    aria_label = "Approve the selected applications"
    action_priority = 10
    form_class = ApproveForm
    question = "Make them members, and send each the link to choose a password?"
    button = "Approve"
    done = "approved"

    def act(self, obj, by, values):
        approve(
            obj,
            by,
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            grade=values["grade"],
            note=values["reason"],
        )


class Decline(OfficersAction):
    models = [Application]
    permission = "membership.change_application"
    display_name = "Decline"
    action_type = "decline"
    aria_label = "Decline the selected applications"
    action_priority = 20
    classes = {"serious"}
    form_class = DeclineForm
    serious = True
    question = "Decline?"
    button = "Decline"
    done = "declined"

    def act(self, obj, by, values):
        decline(obj, by, note=values["reason"], words=values["words"])


ACTIONS = [Renew, ChangeGrade, SendLink, Suspend, Lift, End, Approve, Decline]
