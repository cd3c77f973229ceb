"""No sequence of steps, by whoever, reaches a stage without its requirements."""

import uuid
from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from members.membership.models import Membership
from members.progress import services
from members.progress.models import Entry, Event, Trainee, TraineeStage
from members.progress.services import RefusedError
from tests.members.progress.factories import course, days_ago, officer, pathway, supervisor, trainee

ASKED = {"cycles": 2, "clients": 1, "sessions": 1, "session_hours": Decimal(1)}
#: Who it takes for each step; a disturbance is by somebody picked at random.
RIGHTLY = {
    "cycle": "trainee",
    "session": "trainee",
    "change": "trainee",
    "withdraw": "trainee",
    "confirm": "supervisor",
    "ask-back": "supervisor",
    "correct": "supervisor",
    "course": "supervisor",
    "propose": "supervisor",
    "decide": "external",
    "not-yet": "external",
    "accredit": "officer",
    "supervisor": "officer",
    "leave": "officer",
    "resume": "officer",
}
#: After a course, two stages that end with a meeting. The number is of a client, or says how long a session
#: was: an odd one for long enough, an even one for too short.
STAGE = [("cycle", 0), ("cycle", 0), ("session", 1), ("confirm", 0), ("propose", 0), ("decide", 0)]
NEXT_STAGE = [(step, 2 if step == "cycle" else number) for step, number in STAGE]
ALL_THE_WAY = [
    (step, RIGHTLY[step], number, 0) for step, number in [("course", 0), *STAGE, *NEXT_STAGE, ("accredit", 0)]
]
#: Between the proposal and the decision, the session is corrected to one that is too short.
CORRECTED_AWAY = [*ALL_THE_WAY[:6], ("correct", "supervisor", 0, 0), *ALL_THE_WAY[6:]]
#: What is tried between; the more often it stands here, the likelier.
BETWEEN = [*sorted(RIGHTLY), "correct", "correct"]
PEOPLE = ["trainee", "supervisor", "external", "officer"]


@st.composite
def ways(draw):
    """All the way, with steps left out here and there, and others put between them.

    Steps picked at random alone hardly ever lead anywhere, so nothing would be shown by them.
    """
    steps = []
    for right in ALL_THE_WAY:
        for step in draw(st.lists(st.sampled_from(BETWEEN), max_size=2)):
            by = draw(st.sampled_from([RIGHTLY[step], RIGHTLY[step], *PEOPLE]))
            steps.append((step, by, draw(st.integers(0, 3)), draw(st.integers(0, 3))))
        if draw(st.integers(0, 11)):
            steps.append(right)
    return steps


def is_met(stage: TraineeStage) -> bool:
    """Counted anew, without the code that is tested: from the rows, one by one."""
    entries = [entry for entry in stage.entries.all() if entry.state == "confirmed"]
    earlier = {
        entry.client
        for entry in Entry.objects.filter(stage__trainee=stage.trainee, state="confirmed", kind="cycle")
        if entry.stage.position < stage.position
    }
    cycles = [entry for entry in entries if entry.kind == "cycle"]
    sessions = [entry for entry in entries if entry.kind == "session"]
    return (
        len(cycles) >= stage.cycles
        and len({entry.client for entry in cycles} - earlier) >= stage.clients
        and len(sessions) >= stage.sessions
        and sum(entry.hours for entry in sessions) >= stage.hours
    )


class World:
    """One training, and everybody who may have a part in it."""

    def __init__(self):
        self.officer = officer()
        way = pathway(course(training="2 days"), {**ASKED, "training": "1 hour"}, ASKED)
        self.trainee = trainee(way, by=self.officer, supervisor=supervisor("Sue", "Visor"))
        self.external = supervisor("Ex", "Ternal")
        self.people = {
            "trainee": self.trainee.member.user,
            "supervisor": self.trainee.supervisor.user,
            "external": self.external.user,
            "officer": self.officer,
        }

    def walk(self, steps) -> int:
        """Take the steps, and look after each whether all is right. How many stages were completed."""
        for step, who, number, which in steps:
            before = self.rows()
            try:
                self.take(step, self.people[who], number, which)
            except RefusedError:
                assert self.rows() == before
            self.check(before)
        return self.trainee.stages.filter(state="completed").count()

    def rows(self) -> dict:
        """Everything that a step may change."""
        tables = (
            Trainee.objects.filter(pk=self.trainee.pk),
            TraineeStage.objects.filter(trainee=self.trainee),
            Entry.objects.of(self.trainee),
            Event.objects.filter(trainee=self.trainee),
            Membership.objects.all(),
        )
        return {rows.model: {row["id"]: row for row in rows.values()} for rows in tables}

    def take(self, step, by, number, which):
        """``which``: of the newest four entries the one that it is about."""
        of = Trainee.objects.get(pk=self.trainee.pk)
        entries = list(Entry.objects.of(of).order_by("-pk")[:4])
        entry = entries[which % len(entries)] if entries else None
        words, token = "Because.", uuid.uuid4()
        says = {"on": days_ago(1), "client": f"C{number}", "hours": Decimal(1 + number % 2) / 2}
        match step:
            case "cycle" | "session":
                services.log(of, by, kind=step, token=token, **says)
            case "confirm":
                services.confirm(by, [one.seen for one in entries if one.is_open])
            case "ask-back" if entry:
                services.ask_back(by, [entry.seen], words)
            case "change" if entry:
                services.change(entry, by, note="", **says)
            case "withdraw" if entry:
                services.withdraw(entry, by)
            case "correct" if entry:
                services.correct(entry, by, token=token, words=words, **says)
            case "course":
                services.record_course(of, by, words=words)
            case "propose":
                services.propose(of, by, external=self.external, attended=number < 3)
            case "decide" | "not-yet":
                services.decide(of.stage, by, completed=step == "decide", words=words)
            case "accredit":
                services.accredit(of, by)
            case "supervisor":
                someone = self.external if number == 3 else self.trainee.supervisor
                services.change_supervisor(of, by, someone)
            case "leave":
                services.leave(of, by, words)
            case "resume":
                services.resume(of, by)

    def check(self, before):
        of = Trainee.objects.get(pk=self.trainee.pk)
        stages = list(of.stages.order_by("position"))
        for stage in stages:
            if stage.state == "completed":
                assert is_met(stage)
                assert not Entry.objects.filter(stage=stage, state__in=Entry.OPEN).exists()
                assert stage.external_id not in set(stage.entries.values_list("decided_by", flat=True))
        over = [stage.state == "completed" for stage in stages]
        assert over == sorted(over, reverse=True)
        if of.state != "left":
            assert all(over) == (of.state in {"finished", "accredited"})
        has_grade = Membership.objects.filter(user=of.member.user, grade=of.grade).exists()
        assert has_grade == (of.state == "accredited")
        waiting = Entry.objects.filter(stage__trainee=of, state="waiting").count()
        assert of.waiting == waiting
        confirmed = Entry.objects.filter(stage__trainee=of, state="confirmed")
        assert all(entry.decided_by_id not in {None, of.member_id} for entry in confirmed)
        self.check_that_what_was_confirmed_is_as_it_was(before)

    def check_that_what_was_confirmed_is_as_it_was(self, before):
        """It may be replaced, and nothing else; no step is without its line, and no line changes or goes."""
        now = self.rows()
        for pk, was in before[Entry].items():
            if was["state"] == "confirmed":
                assert now[Entry][pk] in [was, was | {"state": "corrected"}]
        assert before[Event].items() <= now[Event].items()
        if any(now[model] != before[model] for model in (Trainee, TraineeStage, Entry)):
            assert len(now[Event]) > len(before[Event])


@pytest.mark.django_db
def test_no_sequence_reaches_a_stage_without_its_requirements():
    world, came = World(), Counter()

    @example(ALL_THE_WAY)
    @example(CORRECTED_AWAY)
    @given(ways())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(steps):
        with transaction.atomic():
            came[world.walk(steps)] += 1
            transaction.set_rollback(True)

    holds()
    # It is not true for want of anybody getting anywhere.
    assert came[3]
    assert came[1] + came[2] >= 10
