"""The form of a contact page: what it asks of a message. ``core.robots`` keeps robots away."""

from django import forms
from wagtail.contrib.forms.forms import BaseForm, FormBuilder, WagtailAdminFormPageForm

from core.robots import NoRobotsForm, SingleLineField

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


class ContactForm(NoRobotsForm, BaseForm):
    """The checks for robots, and the fields that an editor has chosen."""

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
