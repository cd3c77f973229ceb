"""What the pages of a training cost: the same, however much there is."""

import pytest
from django.urls import reverse

from members.progress import services
from members.progress.models import Entry, Event
from members.progress.services.acting import record
from tests.members.progress.factories import days_ago, meet, member, officer, supervisor, trainee
from tests.support.queries import queries_for

pytestmark = pytest.mark.django_db

OWN, TRAINEES = "/members/progress/", "/members/trainees/"


@pytest.fixture
def training():
    return trainee()


def many(training, count):
    """So many entries more, half of them waiting, as rows."""
    rows = [
        Entry(
            stage=training.stage,
            kind="cycle" if number % 2 else "session",
            client="C1" if number % 2 else "",
            hours=None if number % 2 else 1,
            held_with=training.supervisor,
            on=days_ago(number % 50),
            state="waiting" if number % 4 < 2 else "confirmed",
        )
        for number in range(count)
    ]
    Entry.objects.bulk_create(rows)
    steps = [
        Event(trainee=training, by=training.member.user, action="logged", entry=entry, stage=entry.stage)
        for entry in rows
    ]
    record(steps)


@pytest.mark.parametrize("who", ["trainee", "supervisor", "external"])
def test_pages_cost_the_same_with_1_and_with_500_entries(client, training, who):
    external = supervisor("Ed", "External")
    many(training, 1)
    one = Entry.objects.of(training).get()
    if who == "external":
        meet(training)
        services.propose(training, training.supervisor.user, external=external)
    of_one = reverse("progress_trainee", args=[training.pk])
    about_one = [of_one, f"{of_one}history/", f"{of_one}stage/"]
    log, history, entry = f"{OWN}log/", f"{OWN}history/", reverse("progress_entry", args=[one.pk])
    person, addresses = {
        "trainee": (training.member, [OWN, f"{log}cycle/", f"{log}session/", entry, history]),
        "supervisor": (
            training.supervisor,
            [TRAINEES, *about_one, reverse("progress_correct", args=[one.pk])],
        ),
        "external": (external, [TRAINEES, *about_one]),
    }[who]
    client.force_login(person.user)
    with_one = {address: len(queries_for(client, address)) for address in addresses}
    many(training, 500)
    with_many = {address: len(queries_for(client, address)) for address in addresses}
    assert max(with_many.values()) <= 20, with_many
    # Where there is a second page, its number is counted; nothing grows with the entries.
    assert all(with_many[address] <= with_one[address] + 1 for address in addresses), (with_one, with_many)


def test_a_supervisor_of_many_pays_the_same(client, training):
    client.force_login(training.supervisor.user)
    one = len(queries_for(client, TRAINEES))
    for number in range(6):
        trainee(member=member(f"T{number}"), supervisor=training.supervisor)
    assert len(queries_for(client, TRAINEES)) == one


def test_names_in_a_long_history_are_one_query(client, training):
    by = officer()
    client.force_login(training.member.user)
    address = "/members/progress/history/"
    services.change_supervisor(training, by, supervisor("Nell", "Next"))
    few = len(queries_for(client, address))
    for number in range(5):
        services.change_supervisor(training, by, supervisor("Nell", f"Next {number}"))
    assert len(queries_for(client, address)) == few
