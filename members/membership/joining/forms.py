"""What somebody who wants to join is asked."""

from django import forms

from accounts.models import User
from core.robots import NoRobotsForm, SingleLineField
from members.membership.models import Grade


class JoinForm(NoRobotsForm):
    """An application for membership."""

    first_name = SingleLineField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = SingleLineField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="We answer to this address, and you will sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    grade = forms.ModelChoiceField(
        Grade.objects.all(),
        label="I apply as",
        empty_label="Please choose",
        help_text="What you are, or train to be. If you are not sure, choose the nearest and say so below.",
        error_messages={"invalid_choice": "Please choose one of the grades in the list."},
    )
    supervisor = SingleLineField(
        required=False,
        max_length=200,
        label="Your supervisor or trainer",
        help_text="Who trains or supervises you in Video Interaction Guidance, if somebody does.",
    )
    message = forms.CharField(
        required=False,
        max_length=2000,
        label="Anything else",
        help_text="For instance where you work, or when you were accredited.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    consent = forms.BooleanField(
        error_messages={"required": "Please tick this, or we may not keep your application."}
    )

    def __init__(self, *args, privacy_text, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = privacy_text

    def clean_email(self):
        return User.objects.normalize_email(self.cleaned_data["email"])
