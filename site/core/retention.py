"""For how long personal data are kept: the officers' page, under Settings."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from core import personal_data
from core.models import RetentionPeriod

MAY_SET = "core.change_retentionperiod"
#: The longest period, in months: a working life.
LONGEST = 600


class RetentionForm(forms.Form):
    """One number for each kind of record that some part of the site keeps on people."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.periods = personal_data.periods()
        for period in self.periods:
            self.fields[period.key] = forms.IntegerField(
                label=f"{period.label.capitalize()}: months",
                help_text=f"{period.why} The site’s own choice is {period.months}; at least {period.least}.",
                min_value=period.least,
                max_value=LONGEST,
                initial=personal_data.months_kept(period),
                error_messages={
                    "min_value": f"Keep these for at least {period.least} months.",
                    "max_value": f"Nothing is kept for more than {LONGEST} months.",
                    "required": "Give a number of months.",
                    "invalid": "Give a whole number of months.",
                },
            )

    @transaction.atomic
    def save(self, user) -> None:
        for period in self.periods:
            if period.key in self.changed_data:
                was = personal_data.months_kept(period)
                chosen, _new = RetentionPeriod.objects.update_or_create(
                    key=period.key, defaults={"months": self.cleaned_data[period.key]}
                )
                text = f"{period.label.capitalize()}: {was} months became {chosen.months}"
                log(chosen, "core.retention", user=user, data={"text": text})


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request):
    """The periods, and how many records would go at the next turn of each."""
    if not request.user.has_perm(MAY_SET):
        raise PermissionDenied
    form = RetentionForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            form.save(request.user)
            messages.success(request, "Saved. What is past its time now goes within a day.")
            return redirect("core_retention")
        messages.error(request, "Nothing is saved: please look at the numbers that are marked.")
    rows = [(form[period.key], period.count()) for period in form.periods]
    return TemplateResponse(request, "core/retention.html", {"form": form, "rows": rows})
