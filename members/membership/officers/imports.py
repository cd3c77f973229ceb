"""Importing a spreadsheet of members: upload, preview and report, progress."""

import io

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from openpyxl import Workbook
from openpyxl.styles import Font
from wagtail.admin import messages

from members.membership.importing.plan import LABELS, Kind, make_plan
from members.membership.importing.rows import Row
from members.membership.importing.run import confirm, may_start, receive
from members.membership.models import Grade, MemberImport
from members.membership.officers.forms import suggested_dates

PERMISSIONS = ["membership.add_member", "membership.change_member"]
#: So many rows of a preview are shown; who has imported more looks into the spreadsheet.
MOST_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


WORDS = {
    Kind.NEW: "New",
    Kind.RENEWED: "Renewed",
    Kind.CHANGED: "Changed",
    Kind.LEFT_ALONE: "Left alone",
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        help_text="An XLSX or CSV file of at most 10 MB. Nothing is saved until you have seen what it would "
        "do.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": "This file is empty."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.MEMBER_IMPORT_MAX_BYTES:
            raise forms.ValidationError("The file is larger than 10 MB. Divide it, or leave out columns.")
        return file


def for_officers(view):
    def checked(request, *args, **kwargs):
        if not request.user.has_perms(PERMISSIONS):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@for_officers
def upload(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        found = receive(file, file.name, request.user)
        return redirect("membership_import_report", found.pk)
    context = {
        "form": form,
        "recent": MemberImport.objects.defer("rows", "problems").select_related("uploaded_by")[:10],
        "grades": Grade.objects.all(),
        "most_rows": settings.MEMBER_IMPORT_MAX_ROWS,
    }
    return TemplateResponse(request, "membership/officers/import.html", context)


@for_officers
@require_safe
def report(request, pk):
    """What an import would do, does, or has done."""
    found = get_object_or_404(MemberImport, pk=pk)
    counts = [(LABELS[kind], found.counts[kind]) for kind in Kind if found.counts.get(kind)]
    steps = []
    if found.state == MemberImport.State.READY:  # compared anew: the members may have changed since
        steps = make_plan([Row.from_json(row) for row in found.rows]).changes()
    context = {
        "steps": [(step, WORDS[step.kind]) for step in steps[:MOST_SHOWN]],
        "more": len(steps) - MOST_SHOWN,
        "found": found,
        "counts": counts,
        "may_start": may_start(found),
        "changes": any(found.counts.get(kind) for kind in (Kind.NEW, Kind.RENEWED, Kind.CHANGED)),
        "has_new": bool(found.counts.get(Kind.NEW)),
        "uploaded_at": timezone.localtime(found.uploaded_at),
    }
    return TemplateResponse(request, "membership/officers/import_report.html", context)


@for_officers
@require_POST
def start(request, pk):
    found = get_object_or_404(MemberImport, pk=pk)
    if not confirm(found, request.user, send_links=bool(request.POST.get("send_links"))):
        messages.warning(request, "This import was confirmed already.")
    return redirect("membership_import_report", pk)


@for_officers
@require_POST
def discard(request, pk):
    found = get_object_or_404(MemberImport, pk=pk)
    if found.is_under_way:
        messages.warning(request, "This import is under way.")
        return redirect("membership_import_report", pk)
    found.delete()
    messages.success(request, "The import was thrown away. Nothing was saved.")
    return redirect("membership_import")


@for_officers
@require_safe
def progress(request, pk):
    found = get_object_or_404(MemberImport.objects.only("state"), pk=pk)
    return JsonResponse({"percent": found.percent, "under_way": found.is_under_way})


@for_officers
@require_safe
def template(request):
    """A spreadsheet with the headings, and one example."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Members"
    sheet.append(["E-mail", "First name", "Last name", "Grade", "From", "Until"])
    dates = suggested_dates()
    grade = Grade.objects.first()
    sheet.append(
        [
            "ada@example.org",
            "Ada",
            "Example",
            grade.name if grade else "",
            dates["starts_on"],
            dates["ends_on"],
        ]
    )
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 24
    for column in "EF":
        for row in range(2, 1000):
            sheet[f"{column}{row}"].number_format = "DD/MM/YYYY"
    output = io.BytesIO()
    book.save(output)
    response = HttpResponse(output.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="members-template.xlsx"'
    return response


urls = [
    path("members/import/", upload, name="membership_import"),
    path("members/import/template/", template, name="membership_import_template"),
    path("members/import/<int:pk>/", report, name="membership_import_report"),
    path("members/import/<int:pk>/start/", start, name="membership_import_start"),
    path("members/import/<int:pk>/discard/", discard, name="membership_import_discard"),
    path("members/import/<int:pk>/progress/", progress, name="membership_import_progress"),
]
