"""`/members/progress/`: a trainee's own training, and how they log. No address names them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from core.access import may_view
from core.buttons import button_of
from members.progress import services
from members.progress.models import Entry, name_people
from members.progress.pages.access import entry_of, for_members, own_training
from members.progress.pages.forms import FORMS
from members.progress.requirements import requirements

ENTRIES_SHOWN = 25
HISTORY_SHOWN = 50
#: What an entry is called in a sentence.
NAMES = {Entry.Kind.CYCLE: "cycle", Entry.Kind.SESSION: "supervision"}


@for_members
def overview(request, member):
    trainee = own_training(member)
    if trainee is None:
        return TemplateResponse(request, "progress/none.html")
    version = trainee.version
    context = {
        **training_context(request, trainee),
        "version_url": version.get_url(request) if version and may_view(version, request) else "",
        "asked_back": Entry.objects.with_people().of(trainee).filter(state=Entry.State.ASKED_BACK),
    }
    return TemplateResponse(request, "progress/own.html", context)


def training_context(request, trainee):
    """What every page about one training shows: its stages with their requirements, and its entries."""
    stages = list(trainee.stages.select_related("external__user"))
    met = requirements(stages)
    for stage in stages:
        stage.requirements = met[stage.pk]
    entries = Entry.objects.with_people().of(trainee).in_force()
    return {
        "trainee": trainee,
        "stages": stages,
        "entries": Paginator(entries, ENTRIES_SHOWN).get_page(request.GET.get("page")),
    }


def training_or_404(member):
    trainee = own_training(member)
    if trainee is None:
        raise Http404("No training of this member")
    return trainee


@for_members
def log(request, member, kind):
    """Log one entry; then the next one, or back to the overview."""
    trainee = training_or_404(member)
    form = FORMS[kind](
        request.POST if request.method == "POST" else None, trainee=trainee, initial=again(request, kind)
    )
    form.add_note()
    form.add_token()
    if request.method == "POST":
        entry = form.act(services.log, trainee, request.user, kind=kind)
        if entry:
            messages.success(request, f"Logged: {entry}. Your supervisor sees it, and confirms it.")
            return redirect("progress_log", kind) if "another" in request.POST else redirect("progress_own")
    context = {"form": form, "kind": kind, "trainee": trainee, "name": NAMES[kind]}
    return TemplateResponse(request, "progress/log.html", context)


def again(request, kind) -> dict:
    """Where the last cycle was, the next one often is: what the trainee would type again."""
    if kind != Entry.Kind.CYCLE:
        return {}
    mine = Entry.objects.filter(stage__trainee__member__user=request.user, kind=kind).in_force()
    return {"setting": mine.order_by("-pk").values_list("setting", flat=True).first() or ""}


@for_members
def entry(request, member, pk):
    """Change what is not confirmed yet; correct what is, by an entry that takes its place."""
    found = entry_of(pk, stage__trainee__member=member)
    trainee = found.stage.trainee
    form = FORMS[found.kind](request.POST if request.method == "POST" else None, trainee=trainee, entry=found)
    act: Callable[..., Entry]
    if found.is_open:
        form.add_note()
        form.add_words("Your answer to your supervisor", required=False)
        if not found.question:
            del form.fields["words"]
        act, done = services.change, "Changed: {entry}. It waits for your supervisor."
    else:
        form.add_words("What was wrong?", required=True)
        form.add_token()
        act, done = services.correct, "Sent: {entry}. It counts once your supervisor confirms it."
    if request.method == "POST":
        changed = form.act(act, found, request.user)
        if changed:
            messages.success(request, done.format(entry=changed))
            return redirect("progress_own")
    context = {"form": form, "entry": found, "trainee": trainee, "may_act": may_act(found)}
    return TemplateResponse(request, "progress/entry.html", context)


def may_act(found) -> bool:
    """Whether there is anything to do with an entry at all; the services have the last word."""
    return found.is_open or (found.state == Entry.State.CONFIRMED and not found.stage.is_over)


@button_of("progress_own")
@for_members
def withdraw(request, member, pk):
    found = entry_of(pk, stage__trainee__member=member)
    try:
        services.withdraw(found, request.user)
    except services.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Taken back: {found}.")
    return redirect("progress_own")


@for_members
def history(request, member):
    """Every step of the own training, the newest first."""
    trainee = training_or_404(member)
    return history_page(request, trainee, ("Your training", reverse("progress_own")))


def history_page(request, trainee, parent):
    events = trainee.events.select_related("by", "stage", "entry").order_by("-at", "-pk")
    shown = Paginator(events, HISTORY_SHOWN).get_page(request.GET.get("page"))
    name_people(shown.object_list)
    context = {
        "trainee": trainee,
        "parent": parent,
        "events": shown,
    }
    return TemplateResponse(request, "progress/history.html", context)
