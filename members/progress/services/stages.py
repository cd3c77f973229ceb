"""How a stage ends: proposed by the personal supervisor, decided by an external one."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from members.membership.models import Member
from members.progress.models import Entry, Event, Trainee, TraineeStage
from members.progress.requirements import lacking, requirements
from members.progress.services.acting import (
    RefusedError,
    as_supervisor,
    event,
    lock_one,
    open_stage,
    record,
    refresh,
    refuse_if_over,
    refuse_own,
    refuse_unfit_external,
    told,
)


@transaction.atomic
def propose(
    trainee: Trainee, by: User, *, external: Member | None, attended: bool = False, words: str = ""
) -> TraineeStage:
    """
    Ask an external supervisor to complete the stage that the trainee is in, once its requirements are met.

    ``attended``: the training that belongs to the stage (``stage.training``), if there is one, was
    attended. Proposed again, the stage goes to another external supervisor.
    """
    trainee = lock_one(trainee)
    supervisor = as_supervisor(trainee, by)
    stage = open_stage(trainee)
    if not stage.needs_external:
        raise RefusedError(f"{stage} ends with a course evaluation, which you record yourself.")
    if stage.state == TraineeStage.State.PROPOSED and external and stage.external_id == external.pk:
        return stage
    _refuse_unless_met(stage, attended)
    refuse_unfit_external(trainee, stage, external)
    before = {"state": stage.state, "external": stage.external_id}
    stage.state = TraineeStage.State.PROPOSED
    stage.external, stage.proposed_by, stage.proposed_at = external, supervisor, timezone.now()
    stage.save()
    record([event(trainee, by, Event.Action.PROPOSED, stage=stage, before=before, words=words.strip())])
    return stage


@transaction.atomic
def decide(stage: TraineeStage, by: User, *, completed: bool, words: str) -> TraineeStage:
    """The external supervisor's decision on a proposed stage, with reflections (``words``) either way."""
    words = told(words, "Write down your reflections: the trainee and the supervisor read them.")
    trainee = lock_one(stage.trainee)
    stage = TraineeStage.objects.select_related("external").get(pk=stage.pk)
    refuse_own(trainee, by)
    if stage.external is None or stage.external.user_id != by.pk:
        raise RefusedError("You are not the external supervisor of this stage.")
    if stage.is_over and completed:
        return stage
    refuse_if_over(trainee)
    if stage.state != TraineeStage.State.PROPOSED:
        raise RefusedError(f"{stage} has been decided already.")
    refuse_unfit_external(trainee, stage, stage.external)
    if completed:
        _refuse_unless_met(stage, attended=True)
        return _complete(trainee, stage, by, words)
    before = {"state": stage.state, "external": stage.external_id}
    stage.state, stage.proposed_at = TraineeStage.State.UNDER_WAY, None
    stage.save()
    record([event(trainee, by, Event.Action.NOT_YET, stage=stage, before=before, words=words)])
    return stage


@transaction.atomic
def record_course(trainee: Trainee, by: User, *, words: str = "") -> TraineeStage:
    """The personal supervisor records the course evaluation, which ends a stage without a meeting."""
    trainee = lock_one(trainee)
    as_supervisor(trainee, by)
    stage = open_stage(trainee)
    if stage.needs_external:
        raise RefusedError(f"{stage} ends with a meeting: propose it to an external supervisor.")
    _refuse_unless_met(stage, attended=True)
    return _complete(trainee, stage, by, words.strip())


def _refuse_unless_met(stage: TraineeStage, attended: bool) -> None:
    if missing := lacking(requirements([stage])[stage.pk]):
        raise RefusedError(f"{stage} still lacks {missing}: only what is confirmed counts.")
    if stage.training and not attended:
        raise RefusedError(f"Say whether the training was attended: {stage.training}.", "attended")
    if stage.entries.filter(state__in=Entry.OPEN, corrects__isnull=False).exists():
        raise RefusedError(f"A correction in {stage} is not decided yet: confirm it first.")


def _complete(trainee: Trainee, stage: TraineeStage, by: User, words: str) -> TraineeStage:
    today = timezone.localdate()
    events = [
        event(trainee, by, Event.Action.COMPLETED, stage=stage, before={"state": stage.state}, words=words)
    ]
    stage.state, stage.completed_on = TraineeStage.State.COMPLETED, today
    stage.save()
    following = trainee.stages.filter(position__gt=stage.position).order_by("position").first()
    if following:
        following.state, following.begun_on = TraineeStage.State.UNDER_WAY, today
        following.save()
        trainee.stage = following
    else:
        trainee.state = Trainee.State.FINISHED
    trainee.save()
    record([*events, *_carry_over(trainee, stage, following, by)])
    refresh([trainee])
    return stage


def _carry_over(trainee, stage, following, by) -> list[Event]:
    """Work that was not confirmed yet counts for the next stage; after the last one it is taken back."""
    events = []
    for entry in stage.entries.filter(state__in=Entry.OPEN):
        before = {"state": entry.state, "stage": stage.pk}
        if following:
            entry.stage, action = following, Event.Action.MOVED
        else:
            entry.state, action = Entry.State.WITHDRAWN, Event.Action.WITHDRAWN
        entry.save()
        events.append(event(trainee, by, action, entry=entry, before=before))
    return events
