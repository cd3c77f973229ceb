"""The officer's form for one member: to add one, or to mend a name."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets import AdminDateInput

from accounts.models import User
from core.robots import SingleLineField
from members.membership.actions import KEEPER, NotPossibleError, correct
from members.membership.dates import last_day
from members.membership.enrolment import check, enrol
from members.membership.models import Grade, Member, MembershipSettings


def suggested_dates():
    """First and last day of a term that begins today."""
    today = timezone.localdate()
    return {"starts_on": today, "ends_on": last_day(today, MembershipSettings.load().term_months)}


class TermDatesMixin(forms.Form):
    """The first and the last day of a term."""

    starts_on = forms.DateField(label="From", widget=AdminDateInput, help_text="The first day of the term.")
    ends_on = forms.DateField(label="Until", widget=AdminDateInput, help_text="The last day of the term.")

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The term must end on or after the day it starts.")
        return cleaned


class MemberForm(TermDatesMixin, WagtailAdminModelForm):
    """Asks for a person and their first term; of somebody who is there already, for the person alone."""

    instance: Member

    first_name = SingleLineField(max_length=150)
    last_name = SingleLineField(max_length=150)
    email = forms.EmailField(label="E-mail address", max_length=254)
    grade = forms.ModelChoiceField(Grade.objects.all(), empty_label="Please choose")
    send_link = forms.BooleanField(
        label="Send the link to choose a password",
        required=False,
        initial=True,
        help_text="An e-mail that welcomes them. Without it they can't sign in; you can send it later, too.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial = {**self.initial, **suggested_dates()}
            self.fields["email"].help_text = "They sign in with it. Somebody who has an account keeps it."
            return
        user = self.instance.user
        self.initial = {
            **self.initial,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "email": user.email,
        }
        for name in ("grade", "starts_on", "ends_on", "send_link"):
            del self.fields[name]
        self.fields["email"].help_text = "You can mend it until they have signed in for the first time."
        if user.last_login:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "They change it themselves, on their account page."
        if not self.may_change:
            for field in self.fields.values():
                field.disabled = True

    @property
    def may_change(self):
        return self.for_user.is_superuser or not self.instance.keeps_site

    def clean_email(self):
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if self.instance.pk and User.objects.filter(email=email).exclude(pk=self.instance.user_id).exists():
            raise ValidationError("There is already an account with this e-mail address.")
        return email

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            if not self.may_change:
                raise ValidationError(KEEPER.format(user=self.instance))
        elif not self.errors:
            try:
                check(cleaned["email"], cleaned["starts_on"], cleaned["ends_on"], self.for_user)
            except NotPossibleError as reason:
                raise ValidationError(str(reason)) from reason
        return cleaned

    def save(self, commit=True):
        values = self.cleaned_data
        if self.instance.pk is None:
            self.instance = enrol(
                email=values["email"],
                first_name=values["first_name"],
                last_name=values["last_name"],
                grade=values["grade"],
                starts_on=values["starts_on"],
                ends_on=values["ends_on"],
                by=self.for_user,
                link=values["send_link"],
            )
        else:
            correct(
                self.instance,
                self.for_user,
                first_name=values["first_name"],
                last_name=values["last_name"],
                email=values["email"],
            )
        return self.instance


panel = ObjectList(
    [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("first_name"), FieldPanel("last_name")]), FieldPanel("email")],
            "Person",
        ),
        MultiFieldPanel(
            [
                FieldPanel("grade"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("send_link"),
            ],
            "First term",
        ),
    ],
    base_form_class=MemberForm,
)
