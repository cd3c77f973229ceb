"""The editing form of a version, with what it refuses; and the question which version applies."""

from django import forms
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

HOLDS = (
    "This version is published and holds, so what its stages ask stays as it is: the number and order of the "
    "stages, cycles, clients, sessions, hours, and what ends each. Put it back ({stages}), and add a new "
    "version for those who start later. If it was published by mistake, unpublish it first."
)


class StartForm(forms.Form):
    """The day on which somebody's supervision started."""

    started = forms.DateField(
        label="The day your supervision started",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": "Give the day, for example 24/10/2025.",
            "invalid": "This is no date. Write it like 24/10/2025.",
        },
    )


class PathwayVersionForm(WagtailAdminPageForm):
    def clean(self):
        cleaned = super().clean()
        self.check_date(cleaned)
        stages = self.drafted_stages()
        if stages is None:  # a stage has a fault of its own, and says so
            return cleaned
        self.check_what_holds(stages)
        # A draft may be unfinished.
        if not self.is_deferred_validation:
            self.check_endings(stages)
        return cleaned

    def check_date(self, cleaned):
        if "starts_on" not in cleaned:
            return
        day = cleaned["starts_on"]
        siblings = type(self.instance).objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        other = siblings.filter(starts_on=day).first()
        if other and day:
            self.add_error(
                "starts_on", f"“{other.title}” is for those who start from this day. Choose another day."
            )
        elif other:
            self.add_error("starts_on", f"“{other.title}” has no date already. Give this one its first day.")

    def drafted_stages(self):
        """The stages as they are about to be, in their order; None if one of them is not valid."""
        formset = self.formsets.get("stages")
        if formset is None or not formset.is_valid():
            return None
        return [form.instance for form in formset.ordered_forms]

    def check_what_holds(self, stages):
        # As it is published: a draft may have other dates.
        published = type(self.instance).objects.filter(pk=self.instance.pk, live=True)
        version = published.begun_by(timezone.localdate()).first()
        if version is None:
            return
        held = list(version.stages.all())
        if [stage.requirements for stage in stages] != [stage.requirements for stage in held]:
            asked = "; ".join(
                f"{stage.name}: {stage.cycles} cycles, {stage.clients} clients, {stage.sessions} sessions of "
                f"{stage.session_hours.normalize():f} h, {stage.get_ending_display().lower()}"
                for stage in held
            )
            self.add_error(None, HOLDS.format(stages=asked))

    def check_endings(self, stages):
        if not stages:
            return  # the panel asks for one itself
        if not stages[-1].is_last:
            self.add_error(None, "The last stage has to end with the accreditation meeting.")
        for stage in stages[:-1]:
            if stage.is_last:
                self.add_error(
                    None, f"“{stage.name}” ends with the accreditation meeting, and is not the last stage."
                )
