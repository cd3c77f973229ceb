"""No sequence of steps, by whoever, reaches a stage without its requirements."""

import uuid
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.progress import services
from members.progress.models import Entry, Trainee, TraineeStage
from members.progress.services import RefusedError
from tests.members.progress.factories import days_ago, officer, pathway, supervisor, trainee

ASKED = {"cycles": 2, "clients": 1, "sessions": 1, "session_hours": Decimal(1)}
WHO = st.sampled_from(["trainee", "supervisor", "external", "officer"])
#: The likelier steps stand twice.
STEP = st.sampled_from(
    [
        *("cycle", "cycle", "session", "confirm", "confirm", "ask-back", "change", "withdraw", "correct"),
        *("propose", "propose", "decide", "decide", "not-yet", "accredit", "supervisor"),
    ]
)
STEPS = st.lists(st.tuples(STEP, st.booleans(), WHO, st.integers(0, 3)), max_size=30)
#: Who it takes for each step; every second one is by somebody picked at random.
RIGHTLY = {
    "cycle": "trainee",
    "session": "trainee",
    "change": "trainee",
    "withdraw": "trainee",
    "propose": "supervisor",
    "confirm": "supervisor",
    "ask-back": "supervisor",
    "correct": "supervisor",
    "decide": "external",
    "not-yet": "external",
    "accredit": "officer",
    "supervisor": "officer",
}


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


class NoWayRound(TestCase):
    def setUp(self):
        self.officer = officer()
        way = pathway(ASKED, ASKED)
        self.trainee = trainee(way, by=self.officer, supervisor=supervisor("Sue", "Visor"))
        self.external = supervisor("Ex", "Ternal")
        self.people = {
            "trainee": self.trainee.member.user,
            "supervisor": self.trainee.supervisor.user,
            "external": self.external.user,
            "officer": self.officer,
        }

    @given(STEPS)
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def test_no_sequence_reaches_a_stage_without_its_requirements(self, steps):
        for step, rightly, who, number in steps:
            by = self.people[RIGHTLY[step] if rightly else who]
            before = Trainee.objects.get(pk=self.trainee.pk)
            history = before.events.count()
            try:
                self.take(step, by, number)
            except RefusedError:
                assert before.events.count() == history
            self.check()

    def take(self, step, by, number):
        of = Trainee.objects.get(pk=self.trainee.pk)
        entries = list(Entry.objects.filter(stage__trainee=of).order_by("-pk")[:4])
        entry = entries[number % len(entries)] if entries else None
        words, token = "Because.", uuid.uuid4()
        says = {"on": days_ago(1), "client": f"C{number}", "hours": Decimal(number + 1) / 2}
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
            case "propose":
                services.propose(of, by, external=self.external)
            case "decide" | "not-yet":
                services.decide(of.stage, by, completed=step == "decide", words=words)
            case "accredit":
                services.accredit(of, by)
            case "supervisor":
                services.change_supervisor(of, by, self.external if number == 3 else self.people_own())

    def people_own(self):
        return self.people["supervisor"].member

    def check(self):
        of = Trainee.objects.get(pk=self.trainee.pk)
        stages = list(of.stages.order_by("position"))
        for stage in stages:
            if stage.state == "completed":
                assert is_met(stage)
                assert not Entry.objects.filter(stage=stage, state__in=Entry.OPEN).exists()
                assert stage.external_id not in set(stage.entries.values_list("decided_by", flat=True))
        over = [stage.state == "completed" for stage in stages]
        assert over == sorted(over, reverse=True)
        assert all(over) == (of.state in {"finished", "accredited"})
        waiting = Entry.objects.filter(stage__trainee=of, state="waiting").count()
        assert of.waiting == waiting
        confirmed = Entry.objects.filter(stage__trainee=of, state="confirmed")
        assert all(entry.decided_by_id not in {None, of.member_id} for entry in confirmed)


def test_the_steps_lead_all_the_way_when_taken_rightly(db):
    """The property above is not true for want of anybody getting anywhere."""
    case = NoWayRound()
    case.setUp()
    for _stage in range(2):
        for step, number in [
            ("cycle", 1 + 2 * _stage),
            ("cycle", 1 + 2 * _stage),
            ("session", 1),
            ("confirm", 0),
            ("propose", 0),
            ("decide", 0),
        ]:
            case.take(step, case.people[RIGHTLY[step]], number)
            case.check()
    case.take("accredit", case.officer, 0)
    case.check()
    assert Trainee.objects.get(pk=case.trainee.pk).state == "accredited"
