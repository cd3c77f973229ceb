"""The weekly mail of what waits, and what the members' home and the account page say of it."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from members.membership.models import Membership
from members.progress import services
from members.progress.digests import send_digests
from members.progress.models import Digest
from tests.members.progress.factories import cycle, meet, supervisor, trainee

pytestmark = pytest.mark.django_db


@pytest.fixture
def training():
    return trainee()


@pytest.fixture
def run(django_capture_on_commit_callbacks, mailoutbox):
    """The mails that a day's run sends: their addresses and texts."""

    def on(days=0):
        del mailoutbox[:]
        day = timezone.localdate() + datetime.timedelta(days=days)
        then = time_machine.travel(timezone.now() + datetime.timedelta(days=days))
        with then, django_capture_on_commit_callbacks(execute=True):
            send_digests(None, today=day)
        return {message.to[0]: f"{message.subject}\n{message.body}" for message in mailoutbox}

    return on


def test_nothing_waits_nobody_is_written_to(training, run):
    assert run() == {}


def test_a_supervisor_hears_once_a_week_for_as_long_as_it_waits(training, run):
    entry = cycle(training)
    cycle(training, client="C2")
    mails = run()
    assert list(mails) == [training.supervisor.user.email]
    assert "2 entries of 1 trainee wait to be confirmed" in mails[training.supervisor.user.email]
    assert run() == run(1) == run(6) == {}
    assert list(run(7)) == [training.supervisor.user.email]
    services.confirm(training.supervisor.user, [entry.seen])
    assert "1 entry of 1 trainee waits" in run(14)[training.supervisor.user.email]


def test_a_trainee_hears_of_what_was_asked_back(training, run):
    services.ask_back(training.supervisor.user, [cycle(training).seen], "Which day?")
    mails = run()
    assert list(mails) == [training.member.user.email]
    assert "asks about 1 of your entries" in mails[training.member.user.email]
    assert "Which day?" not in mails[training.member.user.email]  # what was asked stays on the site


def test_an_external_supervisor_hears_of_stages(training, run):
    external = supervisor("Ed", "External")
    meet(training)
    services.propose(training, training.supervisor.user, external=external)
    assert "1 stage waits for your decision" in run()[external.user.email]


def test_who_may_not_act_is_not_written_to(training, run):
    cycle(training)
    Membership.objects.filter(user=training.supervisor.user).update(status=Membership.Status.SUSPENDED)
    assert run() == {}


def test_who_does_not_want_it_is_left_in_peace(client, training, run):
    cycle(training)
    client.force_login(training.supervisor.user)
    client.post("/accounts/mails/", {})
    assert run() == {}
    client.post("/accounts/mails/", {"training": "on"})
    assert list(run()) == [training.supervisor.user.email]
    assert Digest.objects.count() == 1


def test_the_account_speaks_of_it_to_those_concerned(client, training):
    client.force_login(supervisor("No", "Trainees").user)
    assert 'name="training"' not in client.get("/members/account/").content.decode()
    client.force_login(training.member.user)
    assert 'name="training"' in client.get("/members/account/").content.decode()
