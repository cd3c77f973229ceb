"""What officers do: enrol, change the supervisor, accredit, end a training, take it up again."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from members.membership.actions import as_text, change_grade, refuse_for_keepers
from members.membership.models import Grade, Member
from members.pathway.models import PathwayPage
from members.progress.models import Event, Trainee, TraineeStage
from members.progress.services.acting import (
    RefusedError,
    as_officer,
    event,
    in_good_standing,
    lock_one,
    may_supervise,
    record,
    told,
)

#: What a trainee's stage takes over from the pathway as it stands there.
COPIED = ("name", "training", "cycles", "clients", "sessions", "hours")


@transaction.atomic
def enrol(
    member: Member,
    by: User,
    *,
    pathway: PathwayPage,
    started_on: datetime.date,
    supervisor: Member | None = None,
    first: int = 1,
) -> Trainee:
    """
    Begin a training, by the version of the pathway that applies to whoever starts on that day.

    ``first``: the stage (its place, from 1) that the trainee is in; those before it were done before the
    training was recorded here, which is the officer's word.
    """
    as_officer(by, "add")
    member = Member.objects.select_for_update().get(pk=member.pk)
    refuse_for_keepers(member.user, by)
    if member.user_id == by.pk:
        raise RefusedError("Somebody else has to enrol you.", "member")
    if not in_good_standing(member.user):
        raise RefusedError(f"{member}’s membership is not running. Renew it first.", "member")
    if found := member.trainings.filter(state__in=Trainee.OPEN).first():
        raise RefusedError(f"{member} is in training already, since {as_text(found.started_on)}.", "member")
    if member.current_term.grade_id == pathway.leads_to_id:
        raise RefusedError(f"{member} is {pathway.leads_to} already.", "member")
    if started_on > timezone.localdate():
        raise RefusedError("This day is still to come. Enrol them once it has.", "started_on")
    version = pathway.version_for(started_on)
    asked = list(version.stages.all()) if version else []
    if not asked:
        raise RefusedError("No version of the pathway applied on that day. Choose a later one.", "started_on")
    if not 1 <= first <= len(asked):
        raise RefusedError(f"“{version}” has {len(asked)} stages. Choose one of them.", "first")
    _refuse_unfit_supervisor(member, supervisor)
    trainee = Trainee.objects.create(
        member=member,
        version=version,
        grade=pathway.leads_to,
        started_on=started_on,
        supervisor=supervisor,
        last_logged_on=timezone.localdate(),
    )
    TraineeStage.objects.bulk_create(
        [_stage(trainee, asks, place, first) for place, asks in enumerate(asked, start=1)]
    )
    trainee.stage = trainee.stages.get(position=first)
    trainee.save()
    record([event(trainee, by, Event.Action.ENROLLED, stage=trainee.stage)])
    return trainee


@transaction.atomic
def change_supervisor(trainee: Trainee, by: User, supervisor: Member | None, words: str = "") -> Trainee:
    """Give a trainee another personal supervisor, who confirms from now on whatever waits."""
    trainee = lock_one(trainee)
    as_officer(by, trainee=trainee)
    if trainee.supervisor_id == (supervisor and supervisor.pk):
        return trainee
    if not trainee.is_open:
        raise RefusedError(f"{trainee}’s training has ended. Take it up again first.")
    _refuse_unfit_supervisor(trainee.member, supervisor)
    before = {"supervisor": trainee.supervisor_id}
    trainee.supervisor = supervisor
    trainee.save()
    record([event(trainee, by, Event.Action.SUPERVISOR, before=before, words=words.strip())])
    return trainee


@transaction.atomic
def accredit(trainee: Trainee, by: User, *, grade: Grade | None = None, words: str = "") -> Trainee:
    """
    Confirm what the external supervisors have decided: from today on the member has the grade.

    ``grade`` None: the one that the pathway led to on the day of enrolment. Membership's own service changes
    it, so the register and the directory follow.
    """
    trainee = lock_one(trainee)
    as_officer(by, trainee=trainee)
    if trainee.state == Trainee.State.ACCREDITED:
        return trainee
    if (
        trainee.state != Trainee.State.FINISHED
        or trainee.stages.exclude(state__in=TraineeStage.OVER).exists()
    ):
        raise RefusedError(f"{trainee} has not completed all stages.")
    grade = grade or trainee.grade
    if grade is None:
        raise RefusedError("Choose the grade.", "grade")
    if not grade.is_accredited:
        raise RefusedError(f"{grade} is no grade that counts as accredited. Choose another.", "grade")
    term = trainee.member.current_term
    before = {"grade": term and term.grade_id}
    if before["grade"] != grade.pk:
        change_grade(trainee.member, by, grade, words)
    trainee.state, trainee.grade = Trainee.State.ACCREDITED, grade
    trainee.ended_on = timezone.localdate()
    trainee.save()
    record([event(trainee, by, Event.Action.ACCREDITED, before=before, words=words.strip())])
    return trainee


@transaction.atomic
def leave(trainee: Trainee, by: User, words: str) -> Trainee:
    """End a training without accreditation. Its record stays, and it can be taken up again."""
    words = told(words, "Say why the training ends.")
    trainee = lock_one(trainee)
    as_officer(by, trainee=trainee)
    if trainee.state == Trainee.State.LEFT:
        return trainee
    if trainee.state == Trainee.State.ACCREDITED:
        raise RefusedError(f"{trainee} has been accredited: this training is over.")
    return _set_state(trainee, by, Trainee.State.LEFT, Event.Action.LEFT, timezone.localdate(), words)


@transaction.atomic
def resume(trainee: Trainee, by: User, words: str = "") -> Trainee:
    """Take up a training that was ended, where it was."""
    trainee = lock_one(trainee)
    as_officer(by, trainee=trainee)
    if trainee.is_open:
        return trainee
    if trainee.state != Trainee.State.LEFT:
        raise RefusedError(f"{trainee} has been accredited: this training is over.")
    Member.objects.select_for_update().get(pk=trainee.member_id)
    if trainee.member.trainings.filter(state__in=Trainee.OPEN).exists():
        raise RefusedError(f"{trainee} has begun another training in the meantime.")
    is_finished = trainee.stage is not None and trainee.stage.is_over
    state = Trainee.State.FINISHED if is_finished else Trainee.State.UNDER_WAY
    return _set_state(trainee, by, state, Event.Action.RESUMED, None, words.strip())


def _set_state(trainee, by, state, action, ended_on, words) -> Trainee:
    before = {"state": trainee.state}
    trainee.state, trainee.ended_on = state, ended_on
    trainee.save()
    record([event(trainee, by, action, before=before, words=words)])
    return trainee


def _stage(trainee: Trainee, asks, place: int, first: int) -> TraineeStage:
    state = TraineeStage.State.UNDER_WAY if place == first else TraineeStage.State.AHEAD
    return TraineeStage(
        trainee=trainee,
        position=place,
        **{name: getattr(asks, name) for name in COPIED},
        ending=asks.ending_text,
        needs_external=asks.ending != asks.Ending.COURSE,
        state=TraineeStage.State.CREDITED if place < first else state,
        begun_on=trainee.started_on if place == first else None,
    )


def _refuse_unfit_supervisor(member: Member, supervisor: Member | None) -> None:
    if supervisor is None:
        return
    if supervisor.pk == member.pk:
        raise RefusedError("Nobody supervises themselves. Choose somebody else.", "supervisor")
    if not may_supervise(supervisor):
        raise RefusedError(f"{supervisor} is not a supervisor today. Choose somebody who is.", "supervisor")
