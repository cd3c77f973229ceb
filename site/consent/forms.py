"""The form in which editors keep a category."""

import re

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

KEY = re.compile(r"[a-z][a-z0-9-]*")


class ConsentCategoryForm(WagtailAdminModelForm):
    ask_again = forms.BooleanField(
        label="The purpose has changed: ask those who accepted again",
        required=False,
        help_text="Tick this when visitors would be agreeing to something new. Leave it for a mended "
        "spelling or a "
        "clearer sentence: they keep their choice. Those who refused are not asked again.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        self.fields["name"].required = self.fields["description"].required = True
        self.fields["description"].widget.attrs["rows"] = 3
        self.fields["varname"].disabled = not is_new
        if is_new or self.instance.is_required:
            del self.fields["ask_again"]

    def clean_varname(self):
        varname = self.cleaned_data["varname"]
        if not self.fields["varname"].disabled and not KEY.fullmatch(varname):
            raise forms.ValidationError("Use small letters, figures and hyphens, and begin with a letter.")
        return varname

    def is_valid(self):
        """One entry twice in a category would be a database error: the form has to say it first."""
        if not super().is_valid():
            return False
        seen, is_valid = set(), True
        for form in self.formsets["cookies"].forms if "cookies" in self.formsets else []:
            data = form.cleaned_data
            if not data or data.get("DELETE"):
                continue
            entry = (data["name"], data.get("domain", ""))
            if entry in seen:
                form.add_error("name", "This name is already in the list for the same domain.")
                is_valid = False
            seen.add(entry)
        return is_valid

    def save(self, commit=True):
        known = self._technologies()
        category = super().save(commit)
        if not commit:
            return category
        is_new_technology = bool(known is not None and self._technologies() - known)
        if not category.is_required and (is_new_technology or self.cleaned_data.get("ask_again")):
            category.ask_again()
            category.save()
        return category

    def _technologies(self):
        """Who keeps what kind of thing, as the database has it; None for a category that is not in it yet."""
        if not self.instance.pk:
            return None
        model = self.instance.cookies.model
        return set(model.objects.filter(category_id=self.instance.pk).values_list("provider", "storage_type"))
