"""The officer's form that enrols a trainee."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets import AdminDateInput

from members.membership.actions import NotPossibleError
from members.membership.models import Member
from members.membership.officers.listing import MOST_DIGITS
from members.pathway.models import PathwayPage
from members.progress import services
from members.progress.models.trainees import supervisors


def supervisor_choices():
    return supervisors(timezone.localdate()).select_related("user").order_by("user__last_name", "pk")


class SupervisorField(forms.ModelChoiceField):
    """One of those who are supervisors today, by name and number."""

    def __init__(self, **kwargs):
        super().__init__(Member.objects.none(), **kwargs)

    def label_from_instance(self, member):
        return f"{member} (number {member.pk})"


class EnrolForm(WagtailAdminModelForm):
    """Asks who begins, on which pathway, since when, with whom."""

    member = forms.CharField(
        label="Member",
        max_length=254,
        help_text="Their membership number, or the e-mail address that they sign in with.",
    )
    pathway = forms.ModelChoiceField(
        None,  # set below
        empty_label=None,
        help_text="They go by the version that applies to whoever starts on the day below, whatever comes "
        "later.",
    )
    started_on = forms.DateField(
        label="Began on",
        widget=AdminDateInput,
        help_text="The day on which supervision began. Nothing before it counts.",
    )
    supervisor = SupervisorField(
        label="Personal supervisor",
        required=False,
        empty_label="Not known yet",
        help_text="Confirms what the trainee logs. You can change this at any time.",
    )
    first = forms.IntegerField(
        label="Stage that they are in",
        min_value=1,
        max_value=99,
        initial=1,
        help_text="1 for the first. With a higher number the stages before it count as done: for people who "
        "began on paper.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial: dict[str, object] = {
            **self.initial,
            "started_on": timezone.localdate(),
            "first": 1,
            "member": "",
        }
        self.fields["pathway"].queryset = PathwayPage.objects.filter(live=True)
        self.fields["supervisor"].queryset = supervisor_choices()

    def clean_member(self):
        given = self.cleaned_data["member"].strip()
        members = Member.objects.select_related("user")
        if given.isdecimal() and len(given) <= MOST_DIGITS:
            found = members.filter(pk=int(given)).first()
        else:
            found = members.filter(user__email__iexact=given).first()
        if found is None:
            raise ValidationError("There is no member with this number or address.")
        return found

    def clean(self):
        """Enrols: what the services refuse stands beside its field, and nothing is saved."""
        cleaned = super().clean()
        if not self.errors:
            try:
                self.enrolled = services.enrol(
                    cleaned["member"],
                    self.for_user,
                    pathway=cleaned["pathway"],
                    started_on=cleaned["started_on"],
                    supervisor=cleaned["supervisor"],
                    first=cleaned["first"],
                )
            except NotPossibleError as refused:
                self.add_error(getattr(refused, "field", "") or None, str(refused))
        return cleaned

    def _post_clean(self):
        """The services have made the training: the form's own instance is not validated, nor saved."""

    def save(self, commit=True):
        self.instance = self.enrolled
        return self.instance


panel = ObjectList(
    [
        MultiFieldPanel([FieldPanel("member"), FieldPanel("supervisor")], "Who"),
        MultiFieldPanel(
            [FieldPanel("pathway"), FieldRowPanel([FieldPanel("started_on"), FieldPanel("first")])], "Pathway"
        ),
    ],
    base_form_class=EnrolForm,
)
