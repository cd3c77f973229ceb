"""Many trainees at once, in every stage, the same each time."""

import datetime
import random
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from members.membership.models import Member, Membership
from members.progress.models import Entry, Event, Trainee, TraineeStage
from tests.members.progress.factories import grade, pathway

FIRST = ["Ann", "Bob", "Cai", "Dee", "Zoë", "Mary-Jane", "Siân"]
LAST = ["Bo", "Smith", "O’Hara", "Ó Sé", "de Wit", "Müller"]
ASKED = [{"cycles": 6, "clients": 2, "sessions": 7}, {"cycles": 9, "clients": 3, "sessions": 8}]
STATES = [*["confirmed"] * 6, "waiting", "asked-back", "withdrawn", "corrected"]


def fill(number: int, supervisors: int = 100, entries: int = 10) -> None:
    """``number`` trainees with so many entries each, shared among so many supervisors."""
    chance = random.Random(7)
    today = timezone.localdate()
    version = pathway(*ASKED).version_for(today)
    supervising = _people(supervisors, grade("Supervisor", in_directory=True), today, chance, "s")
    training = _people(number, grade("Trainee guider"), today, chance, "t")
    Trainee.objects.bulk_create(
        [_trainee(member, chance.choice(supervising), version, today, chance) for member in training],
        batch_size=1000,
    )
    trainees = list(Trainee.objects.all())
    TraineeStage.objects.bulk_create(
        [
            _stage(trainee, asks, position, today)
            for trainee in trainees
            for position, asks in enumerate(version.stages.all(), start=1)
        ],
        batch_size=1000,
    )
    current = {
        stage.trainee_id: stage for stage in TraineeStage.objects.filter(state__in=["under-way", "proposed"])
    }
    last = {stage.trainee_id: stage for stage in TraineeStage.objects.filter(position=2)}
    for trainee in trainees:
        trainee.stage = current.get(trainee.pk, last[trainee.pk])
    Trainee.objects.bulk_update(trainees, ["stage"], batch_size=500)
    Entry.objects.bulk_create(
        [
            _entry(stage, one, today, chance)
            for stage in TraineeStage.objects.filter(state="under-way")
            for one in range(entries)
        ],
        batch_size=1000,
    )
    Event.objects.bulk_create(
        [Event(trainee=trainee, action=Event.Action.ENROLLED) for trainee in trainees], batch_size=1000
    )


def _people(number: int, as_grade, today, chance, letter: str) -> list[Member]:
    start = User.objects.count()
    emails = [f"{letter}{start + one}@example.net" for one in range(number)]
    User.objects.bulk_create(
        [
            User(email=email, first_name=chance.choice(FIRST), last_name=f"{chance.choice(LAST)} {one}")
            for one, email in enumerate(emails)
        ],
        batch_size=1000,
    )
    users = list(User.objects.filter(email__in=emails))
    Member.objects.bulk_create([Member(user=user) for user in users], batch_size=1000)
    Membership.objects.bulk_create(
        [
            Membership(
                user=user,
                grade=as_grade,
                starts_on=today - datetime.timedelta(days=100),
                ends_on=today + datetime.timedelta(days=200),
            )
            for user in users
        ],
        batch_size=1000,
    )
    return list(Member.objects.filter(user__in=users))


def _trainee(member, supervisor, version, today, chance) -> Trainee:
    states = ["under-way"] * 8 + ["finished", "accredited", "left"]
    state = chance.choice(states)
    waiting = chance.randrange(4)
    return Trainee(
        member=member,
        supervisor=supervisor,
        version=version,
        state=state,
        started_on=today - datetime.timedelta(days=chance.randrange(30, 1500)),
        ended_on=today - datetime.timedelta(days=chance.randrange(900))
        if state in {"accredited", "left"}
        else None,
        last_logged_on=today - datetime.timedelta(days=chance.randrange(150)),
        waiting=waiting,
        waiting_since=timezone.now() - datetime.timedelta(days=chance.randrange(60)) if waiting else None,
    )


def _stage(trainee, asks, position, today) -> TraineeStage:
    is_over = trainee.state in {"finished", "accredited"} or (position == 1 and trainee.pk % 2)
    is_now = not is_over and (position == 1 or trainee.pk % 2)
    return TraineeStage(
        trainee=trainee,
        position=position,
        name=asks.name,
        cycles=asks.cycles,
        clients=asks.clients,
        sessions=asks.sessions,
        hours=asks.hours,
        ending=asks.ending_text,
        state="completed" if is_over else "under-way" if is_now else "ahead",
        completed_on=today - datetime.timedelta(days=trainee.pk % 1200) if is_over else None,
    )


def _entry(stage, one, today, chance) -> Entry:
    is_cycle = one % 2 == 0
    return Entry(
        stage=stage,
        kind="cycle" if is_cycle else "session",
        on=today - datetime.timedelta(days=one),
        client=f"C{chance.randrange(1, 5)}" if is_cycle else "",
        hours=None if is_cycle else Decimal(1),
        state=chance.choice(STATES),
    )
