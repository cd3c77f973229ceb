"""How much of a stage's requirements is met: what is confirmed, and what still waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Sum

from members.progress.models import Entry, TraineeStage


def plain(number: int | Decimal) -> str:
    """A number without zeros at its end: 1.5, 12."""
    return f"{Decimal(number).normalize():f}"


@dataclass
class Requirement:
    """One number to reach. ``confirmed`` counts; ``waiting`` would count once it is confirmed."""

    key: str
    label: str
    needed: int | Decimal
    confirmed: int | Decimal = 0
    waiting: int | Decimal = 0

    @property
    def is_met(self) -> bool:
        return self.confirmed >= self.needed

    @property
    def left(self) -> int | Decimal:
        return max(self.needed - self.confirmed, 0)

    @property
    def percent(self) -> int:
        """0 to 100; never 100 before it is met."""
        return min(int(100 * self.confirmed / self.needed), 100) if self.needed else 100

    @property
    def percent_waiting(self) -> int:
        """How much of the bar what waits would fill beyond ``percent``."""
        if not self.needed:
            return 0
        return min(int(100 * (self.confirmed + self.waiting) / self.needed), 100) - self.percent


@dataclass
class _Counted:
    cycles: int = 0
    sessions: int = 0
    hours: Decimal = field(default_factory=Decimal)
    clients: set[str] = field(default_factory=set)


def requirements(stages: Iterable[TraineeStage]) -> dict[int, list[Requirement]]:
    """
    For each of the stages by its key: what it asks for, in the order of a table.

    What it does not ask for is left out. Two queries, however many stages and entries there are.
    """
    stages = list(stages)
    counted = _count({stage.trainee_id for stage in stages})
    return {stage.pk: _of_one(stage, counted) for stage in stages}


def lacking(of_a_stage: Iterable[Requirement]) -> str:
    """What is missing, in words: “2 of 6 cycles and 1 of 2 clients”; "" once all is met."""
    return " and ".join(
        f"{plain(one.left)} of {plain(one.needed)} {one.label.lower()}"
        for one in of_a_stage
        if not one.is_met
    )


def _count(trainees: set[int]) -> dict[tuple[int, int, bool], _Counted]:
    """What there is, by trainee, position of the stage, and whether it is confirmed.

    A correction that waits replaces something that counts already, so it would add nothing.
    """
    counting = Entry.objects.filter(
        stage__trainee__in=trainees, state__in=[Entry.State.CONFIRMED, Entry.State.WAITING]
    ).exclude(state=Entry.State.WAITING, corrects__isnull=False)
    found: dict[tuple[int, int, bool], _Counted] = defaultdict(_Counted)
    groups = counting.order_by().values_list("stage__trainee", "stage__position", "state", "kind")
    for trainee, position, state, kind, number, hours in groups.annotate(Count("pk"), Sum("hours")):
        counted = found[trainee, position, state == Entry.State.CONFIRMED]
        if kind == Entry.Kind.CYCLE:
            counted.cycles = number
        else:
            counted.sessions, counted.hours = number, hours or Decimal()
    clients = counting.filter(kind=Entry.Kind.CYCLE).order_by()
    names = clients.values_list("stage__trainee", "stage__position", "state", "client")
    for trainee, position, state, client in names.distinct():
        found[trainee, position, state == Entry.State.CONFIRMED].clients.add(client)
    return found


def _of_one(stage: TraineeStage, counted: dict[tuple[int, int, bool], _Counted]) -> list[Requirement]:
    place = (stage.trainee_id, stage.position)
    confirmed = counted.get((*place, True), _Counted())
    waiting = counted.get((*place, False), _Counted())
    before: set[str] = set()
    for position in range(1, stage.position):
        before |= counted.get((stage.trainee_id, position, True), _Counted()).clients
    clients = confirmed.clients - before
    found = [
        Requirement("cycles", "Cycles", stage.cycles, confirmed.cycles, waiting.cycles),
        Requirement(
            "clients",
            "New clients" if stage.position > 1 else "Clients",
            stage.clients,
            len(clients),
            len(waiting.clients - clients - before),
        ),
        Requirement("sessions", "Supervision sessions", stage.sessions, confirmed.sessions, waiting.sessions),
        Requirement("hours", "Hours of supervision", stage.hours, confirmed.hours, waiting.hours),
    ]
    return [one for one in found if one.needed]
