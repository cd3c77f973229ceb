"""What trainees and their personal supervisors do with entries."""

import datetime
import re
import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from members.membership.actions import as_text
from members.membership.models import Member, Membership
from members.progress.models import Entry, Event, Trainee, TraineeStage
from members.progress.requirements import plain
from members.progress.services.acting import (
    RefusedError,
    as_supervisor,
    as_trainee,
    event,
    lock,
    lock_one,
    open_stage,
    record,
    refresh,
    told,
)

A_DAY, A_MINUTE = Decimal(24), Decimal("0.02")
#: So many entries are confirmed at once.
MOST_AT_ONCE = 500
CLIENT_CODE = re.compile(r"(?=[A-Z-]*\d)(?!(?:[^\d]*\d){5})[A-Z0-9][A-Z0-9-]{0,7}")
LONGEST_SETTING = 80
BAD_CODE = (
    "Choose a code such as C1 or K-07: at most 8 letters, digits and hyphens, with one to four digits in it. "
    "Never a name, a birthday or a number that somebody else knows them by."
)
CHANGED = "{entry} was changed in the meantime. Look at it again. Nothing was saved."


@transaction.atomic
def log(trainee: Trainee, by: User, *, kind: str, token: uuid.UUID, note: str = "", **values) -> Entry:
    """
    Add a cycle or a session to the stage that the trainee is in, for the personal supervisor to confirm.

    ``token``: of the form that it comes from. Sent a second time, the entry that it made is returned.
    ``values``: ``on``, and of a cycle ``client`` and ``setting``, of a session ``hours`` and ``held_with`` (a
    member; None for the personal supervisor).
    """
    trainee = lock_one(trainee)
    as_trainee(trainee, by)
    if twin := _sent_before(trainee, token):
        return twin
    stage = open_stage(trainee)
    entry = Entry(stage=stage, kind=kind, token=token, note=note.strip())
    _fill(entry, trainee, values)
    entry.save()
    record([event(trainee, by, Event.Action.LOGGED, entry=entry)])
    refresh([trainee], logged=True)
    return entry


@transaction.atomic
def change(entry: Entry, by: User, *, note: str, words: str = "", **values) -> Entry:
    """Change an entry that is not confirmed yet, and hand it to the supervisor again.

    ``values`` as in ``log``. ``words`` answer the supervisor who asked it back. Where only the private note
    is another, the supervisor has nothing new to look at.
    """
    trainee, entry = _own(entry, by)
    _refuse_unless_open(entry)
    before, was_asked_back = entry.content(), entry.state == Entry.State.ASKED_BACK
    _fill(entry, trainee, values)
    entry.note = note.strip()
    if entry.content() == before and not was_asked_back:
        entry.save()
        return entry
    before |= {"state": entry.state}
    entry.state, entry.question = Entry.State.WAITING, ""
    entry.revision += 1
    entry.sent_at = timezone.now()
    entry.save()
    record([event(trainee, by, Event.Action.CHANGED, entry=entry, before=before, words=words.strip())])
    refresh([trainee], logged=True)
    return entry


@transaction.atomic
def withdraw(entry: Entry, by: User) -> Entry:
    """Take back an entry that is not confirmed yet. It stays in the history."""
    trainee, entry = _own(entry, by)
    if entry.state == Entry.State.WITHDRAWN:
        return entry
    _refuse_unless_open(entry)
    before = {"state": entry.state}
    entry.state = Entry.State.WITHDRAWN
    entry.save()
    record([event(trainee, by, Event.Action.WITHDRAWN, entry=entry, before=before)])
    refresh([trainee])
    return entry


@transaction.atomic
def confirm(by: User, seen: Iterable[str]) -> int:
    """
    Confirm entries, all of them or none, as their trainees' personal supervisor.

    ``seen``: ``Entry.seen`` of each, as the supervisor looked at it: what has changed since is refused.
    Returns how many were confirmed now; what was confirmed before is left as it is.
    """
    trainees, found = _seen(by, seen)
    changed, events = [], []
    for entry, supervisor in found:
        if entry.state == Entry.State.CONFIRMED:
            continue
        events.append(
            event(
                trainees[entry.stage.trainee_id],
                by,
                Event.Action.CONFIRMED,
                entry=entry,
                before={"state": entry.state},
            )
        )
        changed += [entry, *_replace(entry.corrects)]
        entry.state, entry.question = Entry.State.CONFIRMED, ""
        entry.decided_at, entry.decided_by = timezone.now(), supervisor
    _save(changed, events, trainees)
    return len(events)


@transaction.atomic
def ask_back(by: User, seen: Iterable[str], words: str) -> int:
    """Ask the trainees to look at entries again, all of them or none. ``seen`` as in ``confirm``."""
    words = told(words, "Say what the trainee should look at again.")
    trainees, found = _seen(by, seen)
    changed, events = [], []
    for entry, _supervisor in found:
        if entry.state == Entry.State.CONFIRMED:
            raise RefusedError(f"{entry} is confirmed already. If it is wrong, correct it.")
        if (entry.state, entry.question) == (Entry.State.ASKED_BACK, words):
            continue
        before = {"state": entry.state}
        owner = trainees[entry.stage.trainee_id]
        events.append(event(owner, by, Event.Action.ASKED_BACK, entry=entry, before=before, words=words))
        entry.state, entry.question = Entry.State.ASKED_BACK, words
        changed.append(entry)
    _save(changed, events, trainees)
    return len(events)


@transaction.atomic
def correct(entry: Entry, by: User, *, token: uuid.UUID, words: str, **values) -> Entry:
    """
    Put a new entry in the place of one. ``words`` say why; ``token`` and ``values`` as in ``log``.

    The personal supervisor's correction holds at once. The trainee's, of a confirmed entry, waits to be
    confirmed, and until then the old one counts.
    """
    words = told(words, "Say what was wrong.")
    trainee = lock_one(entry.stage.trainee)
    entry = Entry.objects.select_related("stage").get(pk=entry.pk)
    is_own = trainee.member.user_id == by.pk
    supervisor = None
    if is_own:
        as_trainee(trainee, by)
    else:
        supervisor = as_supervisor(trainee, by)
    if twin := _sent_before(trainee, token):
        return twin
    _refuse_if_closed(entry.stage)
    if is_own:
        _refuse_correction_of_own(entry)
    elif entry.state not in {Entry.State.CONFIRMED, *Entry.OPEN}:
        raise RefusedError(f"{entry} was taken back or corrected in the meantime.")
    if entry.corrections.filter(state__in=Entry.OPEN).exists():
        raise RefusedError(
            f"A correction of “{entry}” is under way already. That one has to be decided first."
        )
    new = Entry(stage=entry.stage, kind=entry.kind, corrects=entry, note=entry.note, token=token)
    _fill(new, trainee, values)
    if new.content() == entry.content():
        raise RefusedError("Nothing is different from the entry as it was.")
    action = Event.Action.CORRECTION
    if supervisor:
        action = Event.Action.CORRECTED
        new.state, new.decided_at, new.decided_by = Entry.State.CONFIRMED, timezone.now(), supervisor
    before = entry.content() | {"state": entry.state}
    new.save()
    _save(
        _replace(entry) if supervisor else [],
        [event(trainee, by, action, entry=new, before=before, words=words)],
        {trainee.pk: trainee},
        logged=is_own,
    )
    return new


# --- What an entry may say -----------------------------------------------------------------------


def _fill(entry: Entry, trainee: Trainee, values: dict) -> None:
    """Set what an entry says, or refuse. What belongs to the other kind is left empty."""
    entry.on = _day(trainee, values.get("on"))
    if entry.kind == Entry.Kind.CYCLE:
        entry.client = _client(values.get("client", ""))
        entry.setting = _setting(values.get("setting", ""))
    elif entry.kind == Entry.Kind.SESSION:
        entry.hours = _hours(trainee, entry, values.get("hours"))
        entry.held_with = _held_with(trainee, values.get("held_with"))
    else:
        raise RefusedError("Say whether it was a cycle or a session of supervision.", "kind")


def _day(trainee: Trainee, on: datetime.date | None) -> datetime.date:
    if on is None:
        raise RefusedError("Say on which day it was.", "on")
    if on > timezone.localdate():
        raise RefusedError("This day is still to come. Log it once it has been.", "on")
    if on < trainee.started_on:
        raise RefusedError(
            f"The training began on {as_text(trainee.started_on)}: nothing before that day counts.", "on"
        )
    return on


def _client(code: str) -> str:
    code = code.strip().upper()
    if not CLIENT_CODE.fullmatch(code):
        raise RefusedError(BAD_CODE, "client")
    return code


def _setting(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST_SETTING:
        raise RefusedError(f"Describe the setting in at most {LONGEST_SETTING} characters.", "setting")
    return words


def _hours(trainee: Trainee, entry: Entry, hours: Decimal | None) -> Decimal:
    if hours is None or not hours.is_finite() or hours < A_MINUTE:
        raise RefusedError("Say how many hours it took, for instance 1 or 1.5.", "hours")
    if hours > A_DAY:
        raise RefusedError("A day has 24 hours. Log each day’s session by itself.", "hours")
    replaced = [pk for pk in (entry.pk, entry.corrects_id) if pk]
    others = Entry.objects.of(trainee).in_force().exclude(pk__in=replaced)
    same_day = others.filter(kind=Entry.Kind.SESSION, on=entry.on).aggregate(hours=Sum("hours"))["hours"] or 0
    if hours + same_day > A_DAY:
        raise RefusedError(
            f"With the {plain(same_day)} hours logged already, this day would have more than 24.", "hours"
        )
    return round(hours, 2)


def _held_with(trainee: Trainee, member: Member | None) -> Member:
    member = member or trainee.supervisor
    if member is None:
        raise RefusedError("Say with which supervisor it was.", "held_with")
    if member.pk == trainee.member_id:
        raise RefusedError("Nobody supervises themselves. Choose the supervisor.", "held_with")
    if not Membership.objects.filter(user=member.user_id, grade__in_directory=True).exists():
        raise RefusedError(f"{member} is not a supervisor.", "held_with")
    return member


# --- Finding, refusing, saving -------------------------------------------------------------------


def _sent_before(trainee: Trainee, token: uuid.UUID) -> Entry | None:
    twin = Entry.objects.select_related("stage").filter(token=token).first()
    if twin and twin.stage.trainee_id != trainee.pk:
        raise RefusedError("This form belongs to somebody else. Open it again.")
    return twin


def _own(entry: Entry, by: User) -> tuple[Trainee, Entry]:
    """The trainee's own entry as it is now, with the training locked."""
    trainee = lock_one(entry.stage.trainee)
    as_trainee(trainee, by)
    return trainee, Entry.objects.select_related("stage").get(pk=entry.pk)


def _refuse_unless_open(entry: Entry) -> None:
    if entry.state == Entry.State.CONFIRMED:
        raise RefusedError(f"{entry} has been confirmed, so it stays as it is. If it is wrong, correct it.")
    if not entry.is_open:
        raise RefusedError(f"{entry} was taken back or corrected in the meantime.")


def _refuse_if_closed(stage: TraineeStage) -> None:
    if stage.is_over:
        raise RefusedError(f"{stage} is completed. Its record stays as it is.")


def _refuse_correction_of_own(entry: Entry) -> None:
    if entry.is_open:
        raise RefusedError(f"{entry} is not confirmed yet: change it instead.")
    if entry.state != Entry.State.CONFIRMED:
        raise RefusedError(f"{entry} was taken back or corrected in the meantime.")
    if entry.stage.state == TraineeStage.State.PROPOSED:
        raise RefusedError(f"{entry.stage} is proposed for completion. Ask your supervisor to correct it.")


def _seen(by: User, seen: Iterable[str]) -> tuple[dict[int, Trainee], list[tuple[Entry, Member]]]:
    """The trainings, locked, and the entries as they were seen, each with who decides on it."""
    wanted = {}
    for one in seen:
        pk, _, revision = str(one).partition(".")
        if not (pk.isdecimal() and revision.isdecimal() and len(pk) <= 18 and len(revision) <= 5):
            raise RefusedError("These entries were not understood. Open the page again.")
        wanted[int(pk)] = int(revision)
    if not wanted:
        raise RefusedError("Choose at least one entry.")
    if len(wanted) > MOST_AT_ONCE:
        raise RefusedError(f"{MOST_AT_ONCE} entries can be done at once. Choose fewer.")
    entries = Entry.objects.filter(pk__in=wanted)
    trainees = lock(*entries.values_list("stage__trainee_id", flat=True))
    supervisors = {pk: as_supervisor(trainee, by) for pk, trainee in trainees.items()}
    found = list(entries.select_related("stage", "corrects").order_by("pk"))
    if len(found) < len(wanted):
        raise RefusedError("One of these entries is not there any more. Open the page again.")
    for entry in found:
        if entry.state != Entry.State.CONFIRMED:
            _refuse_if_closed(entry.stage)
            if not entry.is_open or entry.revision != wanted[entry.pk]:
                raise RefusedError(CHANGED.format(entry=entry))
    return trainees, [(entry, supervisors[entry.stage.trainee_id]) for entry in found]


def _replace(entry: Entry | None) -> list[Entry]:
    """Marks an entry, and whatever it was to correct itself, as replaced. Not saved yet."""
    replaced = []
    while entry and entry.state != Entry.State.CORRECTED:
        entry.state = Entry.State.CORRECTED
        replaced.append(entry)
        entry = entry.corrects
    return replaced


def _save(
    changed: list[Entry], events: list[Event], trainees: dict[int, Trainee], logged: bool = False
) -> None:
    Entry.objects.bulk_update(changed, ["state", "question", "decided_at", "decided_by"])
    record(events)
    refresh(trainees.values(), logged=logged)
