"""Part of the editing form of an item: the list of kinds says which details each needs."""

from django import forms


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
