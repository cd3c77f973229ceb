"""The editing form of an item: says in the list of kinds which details each needs."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class KindSelect(forms.Select):
    """A list of kinds whose options name their details, for static/js/evidence-admin.js."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        kind = getattr(value, "instance", None)
        if kind:
            option["attrs"]["data-details"] = kind.details
        return option

    class Media:
        js = ["js/evidence-admin.js"]


class EvidencePageForm(WagtailAdminPageForm):
    class Meta:
        widgets = {"kind": KindSelect}

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("strength_scale") or not cleaned.get("strength_judge"):
            self._ask_what_certainties_mean()
        return cleaned

    def _ask_what_certainties_mean(self) -> None:
        outcomes = self.formsets.get("outcomes")
        for form in outcomes.forms if outcomes else []:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            if form.cleaned_data.get("certainty"):
                form.add_error(
                    "certainty",
                    "Name the scale and who judged, under “How strong the evidence is”, or clear this.",
                )
