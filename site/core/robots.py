"""Keeps robots out of public forms without asking a third party anything, and without losing what was typed.

A field that people don't see must stay empty, and the form must neither come back faster than somebody can
write nor a day later. Whatever is wrong, the form comes back filled in, with words that say how to go on.
"""

import math
import unicodedata

from django import forms
from django.core import signing
from django.http import QueryDict

#: A person needs longer than this to fill in the form; most robots don't (seconds).
FASTEST = 2
#: A page left open for longer is asked to be sent again (seconds).
SLOWEST = 24 * 60 * 60

signer = signing.TimestampSigner(salt="core.robots")


class SingleLineField(forms.CharField):
    """Refuses line breaks and other control characters: in a mail's header they would start a new header."""

    default_error_messages = {"control": "Please write this in one line, without line breaks."}

    def validate(self, value):
        super().validate(value)
        if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in value):
            raise forms.ValidationError(self.error_messages["control"], code="control")


class NoRobotsForm(forms.Form):
    """Adds the two checks for robots to a form."""

    data: QueryDict  # what the visitor sent

    website = forms.CharField(
        required=False,
        max_length=500,
        label="Leave this empty",
        help_text="It is here to catch robots.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    rendered_at = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in {"website", "rendered_at"}])
        self.initial["rendered_at"] = signer.sign("")

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        trapped, rendered_at = cleaned.pop("website", "x"), cleaned.pop("rendered_at", "")
        if trapped:
            self.ask_again(
                "website", "", "The field “Leave this empty” was filled in; it is empty again now."
            )
        else:
            self.check_time(rendered_at)
        return cleaned

    def check_time(self, rendered_at):
        try:
            signer.unsign(rendered_at, max_age=SLOWEST)
        except signing.BadSignature:  # also when it is too old
            self.ask_again("rendered_at", signer.sign(""), "This page was open for a long time.")
            return
        try:
            signer.unsign(rendered_at, max_age=FASTEST)
        except signing.SignatureExpired:
            return
        self.ask_again("rendered_at", rendered_at, "That was faster than we expected.")

    def ask_again(self, name, value, reason):
        """Refuse this time, with the trap reset so that sending the same text once more succeeds."""
        answers = self.data.copy()
        answers[name] = value
        self.data = answers
        self.add_error(None, f"{reason} Please look over your message and send it again.")


def ask_to_wait(form, wait):
    """Say on the form that it has to wait for ``wait`` seconds, because too many came in a short time."""
    minutes = math.ceil(wait / 60)
    when = "in a minute" if minutes == 1 else f"in {minutes} minutes"
    form.add_error(None, f"We have had many messages in a short time. Please send yours again {when}.")
