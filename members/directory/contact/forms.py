"""What somebody writes to a supervisor, and what a supervisor says about it."""

from django import forms

from core.robots import NoRobotsForm, SingleLineField

LONGEST_MESSAGE = 4000
LONGEST_REPORT = 2000


class MessageForm(NoRobotsForm):
    """A message to one supervisor."""

    name = SingleLineField(
        max_length=100, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        max_length=254,
        label="Your e-mail address",
        help_text="The supervisor answers to this address. Nobody else is shown it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea,
        label="Your message",
        help_text="Please write nothing that would tell who a child or a family is.",
        error_messages={
            "max_length": "This is %(show_value)s characters long. Please shorten it to %(limit_value)s."
        },
    )


class ReportForm(forms.Form):
    """What was wrong with a message."""

    report = forms.CharField(
        required=False,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea,
        label="What was wrong with it?",
        help_text="We did not keep the message. If we should read it, copy it in here.",
    )
