"""Form fields of the directory."""

from django import forms
from django.core.exceptions import ValidationError

from members.directory.models import Outcode
from members.directory.postcodes import outward


class WebsiteField(forms.URLField):
    """A website whose address may be typed without its beginning."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=200,
            assume_scheme="https",
            label="Website",
            help_text="A public website about their work.",
            **kwargs,
        )
        self.widget.attrs["autocomplete"] = "url"


class OutcodeField(forms.ModelChoiceField):
    """An outward postcode that is typed; of a whole postcode, the second half is thrown away."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(
            Outcode.objects.all(),
            required=False,
            label="Postcode, its first half",
            help_text="For instance DD1, or D02 in Ireland. It puts the entry on the map.",
            **kwargs,
        )
        self.widget.attrs |= {"autocomplete": "off", "maxlength": 10, "spellcheck": "false"}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        code = outward(str(value))
        if not code:
            raise ValidationError("This is no postcode of the UK or Ireland. Give the first half, as in DD1.")
        found = Outcode.objects.filter(pk=code).first()
        if found is None:
            raise ValidationError(
                f"We do not know where {code} lies. Is it right? Then leave this empty, and tell the office."
            )
        return found
