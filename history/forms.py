from wagtail.admin.forms import WagtailAdminPageForm

from history.timeline import overlapping


class HistoryPageForm(WagtailAdminPageForm):
    """Compares the eras with one another: only the form has all their new values together."""

    def clean(self) -> dict:
        cleaned = super().clean()
        formset = self.formsets.get("eras")
        forms = formset.forms if formset else []
        valid = {
            id(form.instance): form
            for form in forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        }
        for earlier, later in overlapping(form.instance for form in valid.values()):
            until = f"runs until {earlier.end_year}" if earlier.end_year else "has no last year"
            valid[id(later)].add_error(
                "start_year",
                f"“{earlier.name}” {until}, so this era can't begin in {later.start_year}: "
                "eras may not overlap.",
            )
        return cleaned
