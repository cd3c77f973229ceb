"""What trainees and supervisors fill in. What the services refuse, the forms say at the field to mend."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from members.membership.models import Member
from members.progress.models import Entry, Trainee, TraineeStage
from members.progress.models.trainees import supervisors
from members.progress.services import RefusedError

NOTE = "For yourself alone: nobody else ever sees it. No names here either, please."
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MemberChoice(forms.ModelChoiceField):
    """A supervisor to choose, by name."""

    def __init__(self, **kwargs):
        super().__init__(Member.objects.none(), **kwargs)

    def offer(self, *keep: int | None, without: tuple[int | None, ...] = ()):
        """The supervisors of today, and whoever is named already."""
        today = supervisors(timezone.localdate())
        found = today | Member.objects.filter(pk__in=[pk for pk in keep if pk])
        self.queryset = found.exclude(pk__in=[pk for pk in without if pk]).select_related("user").distinct()


class ActingForm(forms.Form):
    """Hands what was filled in to a service, and shows what that refuses."""

    def act(self, service: Callable, *args: Any, **values: Any) -> Any:
        """What the service returns; None if the form, or the service, refuses."""
        if not self.is_valid():
            return None
        try:
            return service(*args, **self.cleaned_data, **values)
        except RefusedError as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))
            return None


class EntryForm(ActingForm):
    """Of one kind of entry. ``token`` makes sure that what is sent twice is logged once."""

    on = forms.DateField(label="Date", widget=DATE)

    def __init__(self, *args, trainee: Trainee, entry: Entry | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.trainee, self.entry = trainee, entry
        self.fields["on"].widget.attrs |= {
            "min": trainee.started_on.isoformat(),
            "max": timezone.localdate().isoformat(),
        }
        self.initial = {**self.first_values(), **self.initial}

    def first_values(self) -> dict:
        if self.entry is None:
            return {"on": timezone.localdate()}
        return {name: getattr(self.entry, name, None) for name in self.fields}

    def add_token(self):
        self.fields["token"] = forms.UUIDField(widget=forms.HiddenInput)
        self.initial["token"] = uuid.uuid4()

    def add_note(self):
        self.fields["note"] = forms.CharField(
            label="Notes",
            required=False,
            max_length=2000,
            help_text=NOTE,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.initial.setdefault("note", self.entry.note if self.entry else "")

    def add_words(self, label: str, required: bool):
        self.fields["words"] = forms.CharField(
            label=label, required=required, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean(self):
        cleaned = super().clean()
        if "token" in self.errors:
            self.add_error(None, "Something of this page got lost on its way. Open it again.")
        return cleaned


class CycleForm(EntryForm):
    client = forms.CharField(
        label="Client, as a code",
        max_length=8,
        help_text="A code that you choose, such as C1. Never a name, a birthday or a number of theirs.",
        widget=forms.TextInput(
            attrs={"list": "clients", "autocomplete": "off", "autocapitalize": "characters", "size": 10}
        ),
    )
    setting = forms.CharField(
        label="Setting",
        required=False,
        max_length=80,
        help_text="For example: at home, in the nursery.",
        widget=forms.TextInput(attrs={"list": "settings", "autocomplete": "off"}),
    )

    def known(self) -> dict[str, list[str]]:
        """Codes and settings that the trainee used before, to choose from."""
        used = Entry.objects.of(self.trainee).in_force().filter(kind=Entry.Kind.CYCLE).order_by()
        return {
            f"{name}s": sorted(used.exclude(**{name: ""}).values_list(name, flat=True).distinct()[:50])
            for name in ("client", "setting")
        }


class SessionForm(EntryForm):
    hours = forms.DecimalField(
        label="Hours",
        max_digits=6,
        decimal_places=2,
        help_text="1 for an hour, 1.5 for an hour and a half.",
        widget=forms.NumberInput(attrs={"step": "any", "min": "0", "max": "24", "inputmode": "decimal"}),
    )
    held_with = MemberChoice(label="With", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["held_with"]
        field.offer(self.entry and self.entry.held_with_id, without=(self.trainee.member_id,))
        personal = self.trainee.supervisor
        field.empty_label = f"{personal} (personal supervisor)" if personal else "Choose the supervisor"
        if self.entry and self.entry.held_with_id == self.trainee.supervisor_id:
            self.initial["held_with"] = None

    def first_values(self):
        return super().first_values() if self.entry else {**super().first_values(), "hours": 1}


FORMS: dict[str, type[EntryForm]] = {Entry.Kind.CYCLE: CycleForm, Entry.Kind.SESSION: SessionForm}


class ChosenForm(ActingForm):
    """What a supervisor does with the entries that they ticked."""

    words = forms.CharField(
        label="What should the trainee look at again?",
        required=False,
        max_length=1000,
        help_text="Only needed when you ask back. The trainee reads it beside each of the entries.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ProposeForm(ActingForm):
    """The end of a stage, handed to an external supervisor."""

    external = MemberChoice(
        label="External supervisor",
        empty_label="Choose",
        help_text="Somebody who holds the meeting and decides. They have had no part in this stage.",
    )
    attended = forms.BooleanField(required=False)
    words = forms.CharField(
        label="A word to them",
        required=False,
        max_length=2000,
        help_text="The trainee can read it, too.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, trainee: Trainee, stage: TraineeStage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["external"].offer(without=(trainee.member_id, trainee.supervisor_id))
        self.initial.setdefault("external", stage.external_id)
        if stage.training:
            self.fields["attended"].label = f"The training was attended: {stage.training}"
        else:
            del self.fields["attended"]


class CourseForm(ActingForm):
    words = forms.CharField(
        label="Evaluation",
        required=False,
        max_length=2000,
        help_text="The trainee can read it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(ActingForm):
    """The external supervisor's decision."""

    words = forms.CharField(
        label="Your reflections",
        max_length=5000,
        help_text="What you saw, and what led to your decision. The trainee and the supervisor read it.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    completed = forms.TypedChoiceField(
        label="Your decision",
        choices=[("yes", "The stage is completed"), ("no", "Not yet: the stage goes on")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
