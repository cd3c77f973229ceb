"""The form of a contact page: what it asks of a message before it is taken.

It keeps robots and abuse away without asking a third party anything, and never loses what a person has typed:
whatever is wrong, the form comes back filled in, with words that say how to go on.
"""

import unicodedata

from django import forms
from django.core import signing
from django.http import QueryDict
from wagtail.contrib.forms.forms import BaseForm, FormBuilder, WagtailAdminFormPageForm

#: A person needs longer than this to fill in the form; most robots don't (seconds).
FASTEST = 2
#: A page left open for longer is asked to be sent again (seconds).
SLOWEST = 24 * 60 * 60
LONGEST_MESSAGE = 5000
#: Names the form needs for itself, so no field of an editor's may have them.
RESERVED_NAMES = {"", "website", "rendered_at", "submit_time", "csrfmiddlewaretoken"}
#: What lets browsers fill in a visitor's own details (WCAG 2.2, 1.3.5), by the field's name.
AUTOCOMPLETE = {
    "name": "name",
    "your_name": "name",
    "full_name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    "phone": "tel",
    "telephone": "tel",
    "your_phone_number": "tel",
    "phone_number": "tel",
    "organisation": "organization",
}

signer = signing.TimestampSigner(salt="home.contact_form")


class SingleLineField(forms.CharField):
    """Refuses line breaks and other control characters: in a mail's header they would start a new header."""

    default_error_messages = {"control": "Please write this in one line, without line breaks."}

    def validate(self, value):
        super().validate(value)
        if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in value):
            raise forms.ValidationError(self.error_messages["control"], code="control")


class MessageField(forms.CharField):
    """A text of several lines. A line break counts as one character, as it does in browsers."""

    widget = forms.Textarea
    default_error_messages = {
        "max_length": "This is %(show_value)s characters long. Please shorten it to %(limit_value)s, "
        "or send us the rest by e-mail."
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_MESSAGE, **kwargs)

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ContactForm(BaseForm):
    """Adds the two checks for robots to the fields that an editor has chosen."""

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
        cleaned = super().clean()
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

    def reply_address(self):
        """The sender's address: the first e-mail field that was filled in."""
        for name, field in self.fields.items():
            if isinstance(field, forms.EmailField) and self.cleaned_data.get(name):
                return self.cleaned_data[name]
        return None


class ContactFormBuilder(FormBuilder):
    """Makes the form from the editor's fields."""

    def create_singleline_field(self, field, options):
        return SingleLineField(max_length=255, widget=forms.TextInput(attrs=self.hints(field)), **options)

    def create_hidden_field(self, field, options):
        return SingleLineField(max_length=255, widget=forms.HiddenInput, **options)

    def create_multiline_field(self, field, options):
        return MessageField(**options)

    def create_email_field(self, field, options):
        return forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}), **options)

    def create_number_field(self, field, options):
        return forms.DecimalField(max_digits=30, **options)

    def create_url_field(self, field, options):
        return forms.URLField(max_length=500, assume_scheme="https", **options)

    def hints(self, field):
        kind = AUTOCOMPLETE.get(field.clean_name or field.get_field_clean_name())
        return {"autocomplete": kind} if kind else {}

    def get_form_class(self):
        return type("WagtailForm", (ContactForm,), self.formfields)


class ContactPageForm(WagtailAdminFormPageForm):
    """The editor's own form: refuses field labels whose name the contact form needs for itself."""

    def clean(self):
        cleaned = super().clean()
        for form in self.formsets["form_fields"].forms if "form_fields" in self.formsets else []:
            name = form.instance.clean_name or form.instance.get_field_clean_name()
            kept = form.cleaned_data.get("label") and not form.cleaned_data.get("DELETE")
            if kept and name in RESERVED_NAMES:
                form.add_error("label", "The form needs this name for itself. Please choose another label.")
        return cleaned
