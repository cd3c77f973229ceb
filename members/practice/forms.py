"""What a member fills in to log supervision."""

from django import forms
from django.core.exceptions import ValidationError

from core.robots import SingleLineField
from members.practice import saving
from members.practice.models import Session


class DayInput(forms.DateInput):
    """The browser's own field for a date."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class SessionForm(forms.ModelForm):
    """``instance`` has its member. ``save`` returns whether it could be saved; if not, the form says why."""

    instance: Session

    with_whom = SingleLineField(max_length=120, help_text=Session._meta.get_field("with_whom").help_text)

    class Meta:
        model = Session
        fields = ["kind", "on", "hours", "with_whom", "notes"]
        widgets = {
            "kind": forms.RadioSelect,
            "on": DayInput,
            "hours": forms.NumberInput(attrs={"step": "0.25", "min": "0.25", "max": "24"}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_with_whom(self):
        whom = " ".join(self.cleaned_data["with_whom"].split())
        if whom.casefold() == self.instance.member.user.get_full_name().casefold():
            raise ValidationError("This is your own name. Supervision is with somebody else.")
        return whom

    def save(self, commit=True):
        try:
            saving.save(self.instance)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True
