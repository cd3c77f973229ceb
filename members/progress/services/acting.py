"""Who may do what with a training, the lock that everybody takes first, and the history of it all."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Min
from django.utils import timezone

from accounts.models import User
from members.membership.actions import NotPossibleError, refuse_for_keepers
from members.membership.models import Member, Membership
from members.membership.models.terms import GOOD_STANDING, state_of
from members.progress.models import Entry, Event, Trainee, TraineeStage
from members.progress.models.trainees import supervisors


class RefusedError(NotPossibleError):
    """Something can't be done; the text says why, and how to mend it. ``field``: what to mend, or ""."""

    def __init__(self, words: str, field: str = ""):
        super().__init__(words)
        self.field = field


def lock(*trainees: int) -> dict[int, Trainee]:
    """These trainings by their keys, read once nobody else is changing them. In one order: no deadlock."""
    rows = Trainee.objects.select_for_update().filter(pk__in=trainees).order_by("pk")
    return {trainee.pk: trainee for trainee in rows}


def lock_one(trainee: Trainee) -> Trainee:
    return lock(trainee.pk)[trainee.pk]


def may_supervise(member: Member | None, day: datetime.date | None = None) -> bool:
    """Whether ``member`` is a supervisor on a day (today): a term runs, in a grade of the directory."""
    return member is not None and supervisors(day or timezone.localdate()).filter(pk=member.pk).exists()


def role(trainee: Trainee, member: Member | None) -> str:
    """As what ``member`` may see this training now: "trainee", "supervisor", "external", or "" (not at all).

    Supervisors see it for as long as they are supervisors; an external one, while a stage waits for them.
    """
    if member is None:
        return ""
    if member.pk == trainee.member_id:
        return "trainee"
    is_personal = trainee.is_open and member.pk == trainee.supervisor_id
    if not is_personal and not trainee.stages.to_decide(member).exists():
        return ""
    if not may_supervise(member):
        return ""
    return "supervisor" if is_personal else "external"


def in_good_standing(user: User) -> bool:
    terms = Membership.objects.filter(user=user)
    return user.is_active and state_of(terms, timezone.localdate()) in GOOD_STANDING


def as_trainee(trainee: Trainee, by: User) -> None:
    """Refuses all but the trainee, as a member in good standing, in a training that is under way."""
    if trainee.member.user_id != by.pk:
        raise RefusedError("Only the trainee can do this.")
    if not in_good_standing(by):
        raise RefusedError("Your membership is not running, so nothing can be logged. Your entries are kept.")
    refuse_if_over(trainee)


def as_supervisor(trainee: Trainee, by: User) -> Member:
    """The personal supervisor, as long as they are one; everybody else is refused."""
    refuse_own(trainee, by)
    member = trainee.supervisor
    if member is None or member.user_id != by.pk:
        raise RefusedError("You are not this trainee’s personal supervisor.")
    if not may_supervise(member):
        raise RefusedError(
            "Your membership as a supervisor is not running, so you can’t confirm anything. Write to us."
        )
    refuse_if_over(trainee)
    return member


def as_officer(by: User, action: str = "change", trainee: Trainee | None = None) -> None:
    """Refuses whoever lacks the right; and officers in matters of their own, or of who keeps this site."""
    if not by.has_perm(f"progress.{action}_trainee"):
        raise RefusedError("You don’t have the right to do this. An administrator can give it to you.")
    if trainee is not None:
        if trainee.member.user_id == by.pk:
            raise RefusedError("This is your own training: somebody else has to do this.")
        refuse_for_keepers(trainee.member.user, by)


def refuse_own(trainee: Trainee, by: User) -> None:
    if trainee.member.user_id == by.pk:
        raise RefusedError("This is your own work: somebody else has to confirm it.")


def refuse_if_over(trainee: Trainee) -> None:
    if trainee.state == Trainee.State.FINISHED:
        raise RefusedError("All stages are completed: only an officer’s confirmation is missing.")
    if trainee.state != Trainee.State.UNDER_WAY:
        raise RefusedError("This training has ended. Its record stays as it is.")


def refuse_unfit_external(trainee: Trainee, stage: TraineeStage, external: Member | None) -> None:
    """An external supervisor is a supervisor today, and has had no part in this stage."""
    if external is None or not may_supervise(external):
        raise RefusedError("Choose somebody who is a supervisor today.", "external")
    if external.pk == trainee.member_id:
        raise RefusedError("Nobody accredits themselves. Choose another supervisor.", "external")
    if external.pk in {trainee.supervisor_id, stage.proposed_by_id}:
        raise RefusedError("The personal supervisor can’t be the external one. Choose another.", "external")
    if stage.entries.filter(decided_by=external).exists():
        raise RefusedError(
            f"{external} has confirmed work of this stage, so somebody else has to accredit it.", "external"
        )


def open_stage(trainee: Trainee) -> TraineeStage:
    """The stage that the trainee is in."""
    stage = trainee.stages.get(pk=trainee.stage_id or 0)
    if stage.is_over:
        raise RefusedError(f"{stage} is completed. Its record stays as it is.")
    return stage


def told(words: str, what: str) -> str:
    """Words that must not be empty."""
    words = words.strip()
    if not words:
        raise RefusedError(what, "words")
    return words


def event(
    trainee: Trainee,
    by: User,
    action: Event.Action,
    *,
    stage: TraineeStage | None = None,
    entry: Entry | None = None,
    before: dict | None = None,
    words: str = "",
) -> Event:
    """One line of the history, not saved yet."""
    return Event(
        trainee=trainee,
        by=by,
        action=action,
        stage=entry.stage if entry else stage,
        entry=entry,
        before=before or {},
        words=words,
    )


def record(events: Iterable[Event]) -> None:
    Event.objects.bulk_create(events)


def refresh(trainees: Iterable[Trainee], *, logged: bool = False) -> None:
    """Bring up to date what lists are sorted by. ``logged``: the trainee has just added something."""
    trainees = list(trainees)
    waiting = Entry.objects.filter(stage__trainee__in=trainees, state=Entry.State.WAITING).order_by()
    found = {
        pk: (number, since)
        for pk, number, since in waiting.values_list("stage__trainee").annotate(Count("pk"), Min("sent_at"))
    }
    for trainee in trainees:
        trainee.waiting, trainee.waiting_since = found.get(trainee.pk, (0, None))
        if logged:
            trainee.last_logged_on = timezone.localdate()
    Trainee.objects.bulk_update(trainees, ["waiting", "waiting_since", "last_logged_on"])
