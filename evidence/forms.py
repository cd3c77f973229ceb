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
