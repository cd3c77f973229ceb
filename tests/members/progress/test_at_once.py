"""Two people, or one person twice, at the same moment."""

import datetime
import itertools
import threading
import uuid
from contextlib import suppress

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from members.progress import services
from members.progress.models import Entry, Event, Trainee, TraineeStage
from tests.factories import UserFactory
from tests.members.progress.factories import days_ago, member, supervisor

AT_ONCE = 5
#: How often somebody may be refused whose turn it is: the others still try for the first time.
MOST_REFUSALS = 1000
TURN = threading.Lock()


@pytest.fixture
def tess(transactional_db):
    """Without pages: what a test leaves behind here is emptied, and Wagtail's first pages with it."""
    made = Trainee.objects.create(
        member=member("Tess", "Trainee"),
        supervisor=supervisor(),
        started_on=days_ago(60),
        last_logged_on=timezone.localdate(),
    )
    made.stage = TraineeStage.objects.create(
        trainee=made, position=1, name="Stage 1", cycles=1, ending="A meeting", state="under-way"
    )
    made.save()
    return made


def at_once(act):
    """``act`` in several threads at the same moment; what came of each."""
    barrier, results, faults = threading.Barrier(AT_ONCE), [], []

    def run():
        try:
            barrier.wait(timeout=60)
            results.append(until_let_in(act))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _one in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(results) == AT_ONCE
    return results


def until_let_in(act):
    """SQLite's database in memory refuses outright who comes at the same time; the refused come in turn."""
    try:
        return act()
    except OperationalError as refusal:
        if "locked" not in str(refusal):
            raise
    with TURN:
        for _time in range(MOST_REFUSALS):
            with suppress(OperationalError):
                return act()
    raise AssertionError("The database lets nobody in")


def test_a_form_sent_several_times_logs_once_and_is_confirmed_once(tess):
    token = uuid.uuid4()

    def log():
        of = Trainee.objects.get(pk=tess.pk)
        day = timezone.localdate() - datetime.timedelta(days=1)
        return services.log(of, of.member.user, kind="cycle", token=token, on=day, client="C1").pk

    entry = Entry.objects.get(pk=at_once(log)[0])
    assert Event.objects.filter(action="logged").count() == 1

    def confirm():
        return services.confirm(Trainee.objects.get(pk=tess.pk).supervisor.user, [entry.seen])

    assert sum(at_once(confirm)) == 1
    assert Event.objects.filter(action="confirmed").count() == 1
    tess.refresh_from_db()
    assert tess.waiting == 0


def test_confirming_and_asking_back_at_once_ends_in_one_of_the_two(tess):
    day = days_ago(1)
    entry = services.log(tess, tess.member.user, kind="cycle", token=uuid.uuid4(), on=day, client="C1")
    turns = itertools.cycle([services.confirm, services.ask_back])

    def decide():
        act, by = next(turns), Trainee.objects.get(pk=tess.pk).supervisor.user
        try:
            return act(by, [entry.seen], *(["Which day?"] if act is services.ask_back else []))
        except services.RefusedError:
            return 0

    at_once(decide)
    entry.refresh_from_db()
    lines = list(Event.objects.filter(entry=entry).order_by("pk").values_list("action", flat=True))
    assert lines[-1] == entry.state
    assert lines.count("confirmed") <= 1


def test_two_supervisors_at_once_leave_one_of_the_two_in_charge(tess):
    """The old one confirms while an officer hands the trainee to another: first one, or first the other."""
    entry = services.log(
        tess, tess.member.user, kind="cycle", token=uuid.uuid4(), on=days_ago(1), client="C1"
    )
    old, new, by = tess.supervisor, supervisor("Nell", "New"), UserFactory(is_superuser=True)
    turns = itertools.cycle(["hand over", "old", "new", "old", "new"])

    def act():
        turn = next(turns)
        try:
            if turn == "hand over":
                services.change_supervisor(Trainee.objects.get(pk=tess.pk), by, new)
                return 0
            return services.confirm((old if turn == "old" else new).user, [entry.seen])
        except services.RefusedError:
            return 0

    assert sum(at_once(act)) <= 1
    entry.refresh_from_db()
    lines = list(Event.objects.filter(trainee=tess).order_by("pk").values_list("action", "by"))
    confirmed = [(place, who) for place, (action, who) in enumerate(lines) if action == "confirmed"]
    assert len(confirmed) == (entry.state == "confirmed") <= 1
    handed = next((place for place, (action, _by) in enumerate(lines) if action == "supervisor"), None)
    for place, who in confirmed:
        in_charge = new if handed is not None and place > handed else old
        assert who == in_charge.user_id
        assert entry.decided_by_id == in_charge.pk


def test_a_stage_is_not_completed_while_its_work_is_corrected_away(tess):
    """The external supervisor decides at the moment at which the personal one corrects: never both."""
    tess.stage.position, tess.stage.clients = 2, 1
    tess.stage.save()
    earlier = TraineeStage.objects.create(
        trainee=tess, position=1, name="Stage 1", ending="A meeting", state="completed"
    )
    Entry.objects.create(stage=earlier, kind="cycle", on=days_ago(9), client="C0", state="confirmed")
    entry = services.log(
        tess, tess.member.user, kind="cycle", token=uuid.uuid4(), on=days_ago(1), client="C1"
    )
    services.confirm(tess.supervisor.user, [entry.seen])
    external = supervisor("Ed", "External")
    stage = services.propose(tess, tess.supervisor.user, external=external)
    turns = itertools.cycle(["decide", "correct"])
    #: A client of an earlier stage is no new one: with this, the stage lacks one.
    says = {"on": days_ago(1), "client": "C0", "words": "It was the other one."}

    def act():
        try:
            if next(turns) == "decide":
                services.decide(stage, external.user, completed=True, words="Well done.")
            else:
                services.correct(entry, tess.supervisor.user, token=uuid.uuid4(), **says)
        except services.RefusedError:
            pass
        return 1

    at_once(act)
    stage.refresh_from_db()
    counting = set(stage.entries.filter(state="confirmed").values_list("client", flat=True))
    assert counting == ({"C1"} if stage.state == "completed" else {"C0"})
