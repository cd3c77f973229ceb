"""What somebody takes away of a training: their own whole, of others' what they did themselves."""

import uuid

import pytest

from members.progress import services
from members.progress.models import TraineeStage
from members.progress.personal_data import holder
from tests.members.progress.factories import (
    confirm,
    cycle,
    days_ago,
    officer,
    session,
    supervisor,
    trainee,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def training():
    made = trainee()
    first = cycle(made, client="ZZ7", setting="Xanadu", note="I was nervous.")
    services.change(first, made.member.user, on=days_ago(2), client="ZZ8", setting="Xanadu", note="Calmer.")
    services.ask_back(made.supervisor.user, [reload(first).seen], "Which day?")
    confirm(session(made, hours="1.5"))
    return made


def reload(entry):
    entry.refresh_from_db()
    return entry


def tables(member):
    return {table.name: list(table.rows) for table in holder.tables(member.user)}


def test_the_trainee_takes_all_of_it_with_the_names_that_they_see(training):
    TraineeStage.objects.filter(trainee=training, position=1).update(external=supervisor("Ed", "External"))
    taken = tables(training.member)
    stage = taken["training-stages"][0]
    assert (stage["began"], stage["name"]) == (training.started_on, "Stage 1")
    assert (stage["supervisor"], stage["external supervisor"]) == ("Sue Visor", "Ed External")
    asked, done = taken["training-entries"]
    assert (asked["client"], asked["setting"], asked["note"]) == ("ZZ8", "Xanadu", "Calmer.")
    assert (asked["question"], asked["state"], asked["with"]) == ("Which day?", "asked-back", "")
    assert (done["hours"], done["with"], done["confirmed by"]) == (1.5, "Sue Visor", "Sue Visor")
    changed = next(step for step in taken["training-history"] if step["step"].startswith("Changed"))
    assert "client: ZZ7" in changed["was"]
    assert changed["of"].startswith("Cycle with ZZ8")


@pytest.mark.parametrize("role", ["supervisor", "former supervisor"])
def test_a_supervisor_takes_what_they_did_and_nothing_of_the_trainees_own(training, role):
    """Once they supervise somebody no more, the pages of the training are closed to them, too."""
    sue = training.supervisor
    entry = training.stage.entries.get(kind="cycle")
    values = {"on": entry.on, "client": "ZZ9", "setting": "Xanadu"}
    services.correct(entry, sue.user, token=uuid.uuid4(), words="It was the other one.", **values)
    if role == "former supervisor":
        services.change_supervisor(training, officer(), supervisor("New", "One"))
    taken = tables(sue)
    assert not taken["training-entries"]
    assert not taken["training-stages"]
    said = str(taken)
    assert "It was the other one." in said
    assert "Which day?" in said
    for word in ("ZZ7", "ZZ8", "ZZ9", "Xanadu", "Tess", "Calmer"):
        assert word not in said
