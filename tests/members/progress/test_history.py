"""The page of every step: in the words, and with the names and days, that people use."""

import re

import pytest
from django.utils.dateformat import format as format_date

from members.progress import services
from tests.members.progress.factories import cycle, days_ago, meet, officer, supervisor, trainee
from tests.members.progress.reading import words

pytestmark = pytest.mark.django_db

HISTORY = "/members/progress/history/"


@pytest.fixture
def training():
    return trainee()


def test_the_history_says_names_and_dates_as_people_say_them(client, training):
    before, entry = training.supervisor, cycle(training)
    services.change_supervisor(training, officer(), supervisor("Nell", "Next"))
    values = {"on": days_ago(0), "client": entry.client, "setting": entry.setting}
    was = f"date: {format_date(entry.on, 'j F Y')}"
    services.change(entry, training.member.user, note="", **values)
    client.force_login(training.member.user)
    text = words(client.get(HISTORY))
    assert "Before: supervisor: Sue Visor" in text
    assert was in text
    assert f"Cycle with C1, {format_date(days_ago(0), 'j F Y')}" in text
    assert entry.on.isoformat() not in text
    before.user.first_name, before.user.last_name = "Former member", "12"
    before.user.save()
    assert "Before: supervisor: Former member 12" in words(client.get(HISTORY))


def test_the_history_says_what_state_a_stage_was_in(client, training):
    """“In training” is said of the whole training, in the same word as “Under way” of a stage."""
    meet(training)
    services.propose(training, training.supervisor.user, external=supervisor("Ed", "External"))
    services.leave(training, officer(), "Moved away.")
    client.force_login(training.member.user)
    text = words(client.get(HISTORY))
    assert re.search(r"Proposed for completion: Stage 1 By Sue Visor. Before: status: Under way", text)
    assert re.search(r"Training ended By [^.]+\. Before: status: In training", text)
