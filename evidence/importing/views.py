"""Importing references, step by step: choose a file, look it over, confirm, watch, follow the links."""

from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from evidence.citations import FileProblem
from evidence.citations.files import LARGEST_FILE, MOST_RECORDS
from evidence.importing.models import ImportRun
from evidence.importing.reading import mark_new_twins, read_file
from evidence.importing.tasks import import_references
from evidence.models import EvidenceIndexPage, EvidenceKind, EvidencePage

#: Rows of a preview at a time; each brings a few form fields, of which Django takes 1,000.
ROWS = 100
RUNS_LISTED = 10
SHOW = {
    "all": "All",
    "new": "To be imported",
    "twins": "Duplicates",
    "remarks": "With remarks",
    "broken": "Can't be imported",
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File",
        max_length=200,
        help_text=f"RIS, BibTeX or CSL-JSON, as Zotero, Mendeley, EndNote and PubMed export them. At most "
        f"{LARGEST_FILE // 1024 // 1024} MB and {MOST_RECORDS:,} references.",
        widget=forms.FileInput(attrs={"accept": ".ris,.nbib,.txt,.bib,.json"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Please export it again, or choose another.",
        },
    )


class EditorRequest(HttpRequest):
    """Of somebody who is signed in: Wagtail's admin lets nobody else in."""

    user: User


def may_import(user) -> bool:
    """Who may add items below the evidence list."""
    index = EvidenceIndexPage.objects.first()
    return bool(index and index.permissions_for_user(user).can_add_subpage())


def for_importers(view):
    """Refuse who may not add evidence, and keep what is shown out of every cache."""

    @never_cache
    @wraps(view)
    def guarded(request: EditorRequest, *args, **kwargs) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def own_run(request: EditorRequest, pk: int) -> ImportRun:
    """The run, if it is the visitor's own; administrators see all. Raises Http404."""
    runs = ImportRun.objects.select_related("user")
    return get_object_or_404(runs if request.user.is_superuser else runs.filter(user=request.user), pk=pk)


@for_importers
def upload(request: EditorRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            file_format, notice, records = read_file(file.file)
        except FileProblem as problem:
            form.add_error("file", f"{problem} Nothing was imported.")
        else:
            run = ImportRun.objects.create(
                user=request.user,
                file_name=file.name,
                format=file_format,
                notice=notice,
                records=records,
                total=sum(record["chosen"] for record in records),
            )
            return redirect("evidence_import_preview", run.pk)
    runs = ImportRun.objects.filter(user=request.user).defer("records")[:RUNS_LISTED]
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "evidence_importing/upload.html", {"form": form, "runs": runs}, status=status
    )


@for_importers
def preview(request: EditorRequest, pk: int) -> HttpResponse:
    """What the file holds, a page at a time. Each page keeps its choices before it leads on."""
    run = own_run(request, pk)
    if run.state != ImportRun.State.READY:
        return redirect("evidence_import_run", run.pk)
    show = request.GET.get("show", "all")
    show = show if show in SHOW else "all"
    page = Paginator([record for record in run.records if _is_shown(record, show)], ROWS).get_page(
        request.GET.get("p")
    )
    kinds = list(EvidenceKind.objects.all())
    if request.method == "POST":
        _keep_choices(run, request.POST, {kind.pk for kind in kinds})
        if "start" in request.POST:
            return start(request, run)
        query = {"show": show, "p": request.POST.get("go", page.number)}
        return redirect(f"{reverse('evidence_import_preview', args=[run.pk])}?{urlencode(query)}")
    counts = {key: sum(_is_shown(record, key) for record in run.records) for key in SHOW}
    context = {
        "run": run,
        "page": page,
        "kinds": kinds,
        "show": show,
        "shows": [(key, label, counts[key]) for key, label in SHOW.items()],
        "counts": counts,
    }
    return TemplateResponse(request, "evidence_importing/preview.html", context)


def _is_shown(record: dict, show: str) -> bool:
    return {
        "all": True,
        "new": record["chosen"],
        "twins": bool(record["twin"]),
        "remarks": bool(record["problems"]),
        "broken": not record["item"],
    }[show]


def _keep_choices(run: ImportRun, posted, kinds: set[int]) -> None:
    """Write down what was chosen of the rows that were shown."""
    shown, chosen = set(posted.getlist("shown")), set(posted.getlist("choose"))
    with transaction.atomic():
        fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
        if fresh.state != ImportRun.State.READY:
            return
        for record in fresh.records:
            number = str(record["number"])
            if number not in shown or not record["item"]:
                continue
            record["chosen"] = number in chosen
            kind = posted.get(f"kind-{number}", "")
            if kind.isdecimal() and int(kind) in kinds:
                record["kind"] = int(kind)
        fresh.total = len(fresh.chosen())
        fresh.save(update_fields=["records", "total"])
        run.total = fresh.total


def start(request: EditorRequest, run: ImportRun) -> HttpResponse:
    """Begin, once: whoever confirms a second time is shown the same run."""
    if not run.total:
        messages.warning(request, "Nothing is chosen. Tick what you want to import.")
        return redirect("evidence_import_preview", run.pk)
    if number := _newly_there(run):
        messages.warning(
            request,
            f"{number} of the chosen came to the site after this file was read, so they are duplicates now "
            "and no longer chosen. Look them over, then import the rest.",
        )
        return redirect(f"{reverse('evidence_import_preview', args=[run.pk])}?show=twins")
    _begin(run, ImportRun.State.READY)
    return redirect("evidence_import_run", run.pk)


def _newly_there(run: ImportRun) -> int:
    """Look for duplicates once more: the same file may have been uploaded twice."""
    with transaction.atomic():
        fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
        number = mark_new_twins(fresh.records) if fresh.state == ImportRun.State.READY else 0
        if number:
            fresh.total = len(fresh.chosen())
            fresh.save(update_fields=["records", "total"])
    return number


def _begin(run: ImportRun, state: str) -> None:
    waiting = ImportRun.objects.filter(pk=run.pk, state=state)
    with transaction.atomic():
        if waiting.update(state=ImportRun.State.RUNNING, moved_at=timezone.now(), message=""):
            transaction.on_commit(lambda: import_references.enqueue(run.pk))


@for_importers
@require_POST
def go_on(request: EditorRequest, pk: int) -> HttpResponse:
    """Start a run again that stopped on its way; it goes on where it stopped."""
    run = own_run(request, pk)
    if run.may_go_on:
        _begin(run, run.state)
    return redirect("evidence_import_run", run.pk)


@for_importers
@require_POST
def discard(request: EditorRequest, pk: int) -> HttpResponse:
    """Forget a file that was only looked at."""
    run = own_run(request, pk)
    if ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.READY).delete()[0]:
        messages.success(request, f"“{run.file_name}” was not imported, and is forgotten.")
    return redirect("evidence_import")


@for_importers
@require_safe
def progress(request: EditorRequest, pk: int) -> HttpResponse:
    """How far a run has come, and what came of it."""
    run = own_run(request, pk)
    if run.state == ImportRun.State.READY:
        return redirect("evidence_import_preview", run.pk)
    pages = EvidencePage.objects.filter(pk__in=run.made) if run.state != ImportRun.State.RUNNING else None
    context = {
        "run": run,
        "skipped": len(run.records) - run.total,
        "pages": pages and Paginator(pages.order_by("path"), ROWS).get_page(request.GET.get("p")),
        "index": EvidenceIndexPage.objects.first(),
    }
    return TemplateResponse(request, "evidence_importing/run.html", context)


@for_importers
@require_safe
def state(request: EditorRequest, pk: int) -> JsonResponse:
    """The same for the script that moves the bar."""
    own = ImportRun.objects.defer("records")
    run = get_object_or_404(own if request.user.is_superuser else own.filter(user=request.user), pk=pk)
    return JsonResponse(
        {"state": "stalled" if run.may_go_on else run.state, "done": run.done, "total": run.total}
    )
