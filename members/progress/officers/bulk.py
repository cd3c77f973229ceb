"""What officers do with one training or many: each asks first, then does it for all it is possible for."""

from django import forms
from django.urls import reverse

from members.membership.models import Grade
from members.membership.officers.bulk import OfficersAction
from members.progress import services
from members.progress.models import Trainee
from members.progress.officers.forms import SupervisorField, supervisor_choices
from members.progress.officers.listing import listed, trainees


class WordsForm(forms.Form):
    reason = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history of the training, which the trainee and the supervisors read, too.",
    )


class LeaveForm(WordsForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].required = "Reason", True


class AccreditForm(WordsForm):
    grade = forms.ModelChoiceField(
        Grade.objects.filter(is_accredited=True),
        required=False,
        empty_label="As the pathway says",
        help_text="Only if it differs. It holds from today on, and the register and the directory follow.",
    )

    field_order = ["grade", "reason"]


class SupervisorForm(WordsForm):
    supervisor = SupervisorField(
        label="Personal supervisor",
        empty_label="Please choose",
        help_text="Confirms from now on what these trainees log, and what waits already.",
    )

    field_order = ["supervisor", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].queryset = supervisor_choices()


class TraineeAction(OfficersAction):
    models = [Trainee]
    permission = "progress.change_trainee"

    def check_perm(self, obj):
        return self.request.user.has_perm(self.permission)

    @classmethod
    def get_queryset(cls, model, object_ids):
        ids = [number for number in object_ids if str(number).isdecimal() and len(str(number)) < 19]
        return list(trainees().filter(pk__in=ids))

    def get_all_objects_in_listing_query(self, parent_id):
        """All in the listing as it is filtered, not all that there are."""
        return listed(self.request.GET).values_list("pk", flat=True)

    def object_context(self, obj):
        url = reverse(Trainee.snippet_viewset.get_url_name("inspect"), args=[obj.pk])
        return {"item": obj, "edit_url": url}

    def get_success_message(self, num_parent_objects, num_child_objects):
        if num_parent_objects > 1:
            return f"{num_parent_objects} trainees: {self.done}."
        return super().get_success_message(num_parent_objects, num_child_objects)


class Accredit(TraineeAction):
    display_name = "Confirm accreditation"
    action_type = "accredit"
    aria_label = "Confirm the accreditation of the selected trainees"
    action_priority = 10
    form_class = AccreditForm
    question = "All stages are completed. Give them the grade that the pathway leads to, from today on?"
    button = "Confirm"
    done = "accreditation confirmed"

    def act(self, obj, by, values):
        services.accredit(obj, by, grade=values["grade"], words=values["reason"])


class ChangeSupervisor(TraineeAction):
    display_name = "Change supervisor"
    action_type = "change-supervisor"
    aria_label = "Change the personal supervisor of the selected trainees"
    action_priority = 20
    form_class = SupervisorForm
    question = "Give another personal supervisor from now on?"
    button = "Change supervisor"
    done = "supervisor changed"

    def act(self, obj, by, values):
        services.change_supervisor(obj, by, values["supervisor"], values["reason"])


class Leave(TraineeAction):
    display_name = "End training"
    action_type = "leave"
    aria_label = "End the training of the selected trainees"
    action_priority = 30
    classes = {"serious"}
    form_class = LeaveForm
    serious = True
    question = "End this training without accreditation? Its record stays, and it can be taken up again."
    button = "End training"
    done = "training ended"

    def act(self, obj, by, values):
        services.leave(obj, by, values["reason"])


class Resume(TraineeAction):
    display_name = "Take up again"
    action_type = "resume"
    aria_label = "Take up the training of the selected trainees again"
    action_priority = 40
    form_class = WordsForm
    question = "Take up this training again, where it was?"
    button = "Take up again"
    done = "training taken up again"

    def act(self, obj, by, values):
        services.resume(obj, by, values["reason"])


ACTIONS = [Accredit, ChangeSupervisor, Leave, Resume]


def possible(trainee: Trainee) -> list[type[TraineeAction]]:
    """What may make sense with a training as it is."""
    return {
        Trainee.State.UNDER_WAY: [ChangeSupervisor, Leave],
        Trainee.State.FINISHED: [Accredit, ChangeSupervisor, Leave],
        Trainee.State.LEFT: [Resume],
        Trainee.State.ACCREDITED: [],
    }[Trainee.State(trainee.state)]
