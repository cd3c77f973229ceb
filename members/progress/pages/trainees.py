"""`/members/trainees/`: a supervisor's trainees, what waits, and the end of a stage."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from members.progress import services
from members.progress.models import Entry, Trainee, TraineeStage
from members.progress.pages.access import entry_of, for_supervisors, trainee_of
from members.progress.pages.forms import FORMS, ChosenForm, CourseForm, DecisionForm, ProposeForm
from members.progress.pages.own import history_page, training_context
from members.progress.requirements import lacking, requirements

WAITING_SHOWN = 50
TRAINEES_SHOWN = 50
PARENT = "Your trainees"


@for_supervisors
def overview(request, member):
    """Who they are, what waits and since when; entries are confirmed or asked back here, many at once."""
    form = ChosenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = decide_chosen(request, form)
        if done is not None:
            messages.success(request, done)
            return redirect(f"{reverse('progress_trainees')}#waiting")
    trainees = Trainee.objects.of_supervisor(member).with_people()
    # Whoever waits longest first; of whom nothing waits last, whichever the database.
    trainees = trainees.order_by(F("waiting_since").asc(nulls_last=True), "pk")
    shown = Paginator(trainees, TRAINEES_SHOWN).get_page(request.GET.get("trainees"))
    met = requirements([trainee.stage for trainee in shown if trainee.stage])
    for trainee in shown:
        trainee.requirements = met.get(trainee.stage_id, [])
    waiting = Entry.objects.waiting_for(member).with_people().select_related("corrects")
    context = {
        "form": form,
        "chosen": set(request.POST.getlist("seen")),
        "trainees": shown,
        "waiting": Paginator(waiting, WAITING_SHOWN).get_page(request.GET.get("page")),
        "to_decide": TraineeStage.objects.to_decide(member).select_related(
            "trainee__member__user", "proposed_by__user"
        ),
    }
    return TemplateResponse(request, "progress/trainees.html", context)


def decide_chosen(request, form) -> str | None:
    """What was done with the ticked entries, in a sentence; None if it was refused."""
    seen = request.POST.getlist("seen")

    def confirm(words):
        return services.confirm(request.user, seen)

    def ask_back(words):
        return services.ask_back(request.user, seen, words)

    asks_back = "ask-back" in request.POST
    count = form.act(ask_back if asks_back else confirm)
    if count is None:
        return None
    entries = f"{count} entr{'y' if count == 1 else 'ies'}"
    if asks_back:
        return f"{entries} asked back. The trainee sees your question."
    return f"{entries} confirmed." if count else "They were confirmed already."


@for_supervisors
def trainee(request, member, pk):
    found, seen_as = trainee_of(member, pk)
    context = {**training_context(request, found), "seen_as": seen_as}
    now = stage_now(found, context["stages"])
    context["lacks"] = lacking(now.requirements) if now else ""
    return TemplateResponse(request, "progress/trainee.html", context)


def stage_now(of: Trainee, stages: list[TraineeStage]) -> TraineeStage | None:
    """Among the stages of a page, the one that the trainee is in; None once all are completed."""
    return next((one for one in stages if one.pk == of.stage_id and not one.is_over), None)


@for_supervisors
def history(request, member, pk):
    found, _seen_as = trainee_of(member, pk)
    return history_page(request, found, (str(found), reverse("progress_trainee", args=[pk])))


@for_supervisors
def correct(request, member, pk):
    """Put a right entry in the place of a wrong one; it holds at once."""
    entry = entry_of(pk, stage__trainee__supervisor=member, stage__trainee__state__in=Trainee.OPEN)
    owner = entry.stage.trainee
    form = FORMS[entry.kind](request.POST if request.method == "POST" else None, trainee=owner, entry=entry)
    form.add_words("What was wrong?", required=True)
    form.add_token()
    if request.method == "POST":
        corrected = form.act(services.correct, entry, request.user)
        if corrected:
            messages.success(request, f"Corrected: {corrected}. It counts now, and the trainee sees why.")
            return redirect("progress_trainee", owner.pk)
    return TemplateResponse(
        request, "progress/correct.html", {"form": form, "entry": entry, "trainee": owner}
    )


@for_supervisors
def stage(request, member, pk):
    """The end of the stage that the trainee is in: propose it, record the course, or decide."""
    found, seen_as = trainee_of(member, pk)
    context = training_context(request, found)
    now = stage_now(found, context["stages"])
    if now is None:
        messages.info(request, f"{found} has completed all stages. An officer confirms the accreditation.")
        return redirect("progress_trainees")
    form: DecisionForm | ProposeForm | CourseForm
    act: Callable[..., TraineeStage]
    arguments: tuple[Trainee] | tuple[TraineeStage]
    if seen_as == "external":
        form = DecisionForm(request.POST if request.method == "POST" else None)
        act, arguments, done = services.decide, (now,), "Thank you. Your decision on “{stage}” is recorded."
    elif now.needs_external:
        form = ProposeForm(request.POST if request.method == "POST" else None, trainee=found, stage=now)
        act, arguments, done = services.propose, (found,), "“{stage}” is with the external supervisor now."
    else:
        form = CourseForm(request.POST if request.method == "POST" else None)
        act, arguments, done = services.record_course, (found,), "“{stage}” is completed."
    if request.method == "POST" and form.act(act, *arguments, request.user):
        messages.success(request, done.format(stage=now))
        return redirect("progress_trainees")
    lacks = lacking(now.requirements) if seen_as == "supervisor" else ""
    context |= {"form": form, "stage": now, "seen_as": seen_as, "lacks": lacks}
    return TemplateResponse(request, "progress/stage.html", context)
