"""Logging, changing, taking back, confirming, asking back, correcting."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from members.membership.models import Membership
from members.progress import services
from members.progress.models import Entry, Event, Trainee
from members.progress.requirements import requirements
from members.progress.services import RefusedError
from tests.factories import UserFactory
from tests.members.progress.factories import (
    confirm,
    cycle,
    days_ago,
    member,
    officer,
    session,
    supervisor,
    trainee,
)

pytestmark = pytest.mark.django_db


def state(entry):
    return Entry.objects.get(pk=entry.pk).state


def numbers(of):
    stage = of.stages.get(pk=Trainee.objects.get(pk=of.pk).stage_id)
    return {one.key: (one.confirmed, one.waiting) for one in requirements([stage])[stage.pk]}


def history(of):
    return [(line.action, line.by, line.before.get("state", "")) for line in of.events.all()]


def test_what_is_logged_waits_and_counts_once_it_is_confirmed(tess):
    first, second = cycle(tess, setting="At home", note="She smiled."), session(tess, "1.5")
    assert numbers(tess) == {"cycles": (0, 1), "clients": (0, 1), "sessions": (0, 1), "hours": (0, 1.5)}
    tess.refresh_from_db()
    assert (tess.waiting, tess.waiting_since) == (2, first.sent_at)
    assert second.held_with == tess.supervisor
    assert confirm(first, second) == 2
    assert numbers(tess) == {"cycles": (1, 0), "clients": (1, 0), "sessions": (1, 0), "hours": (1.5, 0)}
    tess.refresh_from_db()
    assert (tess.waiting, tess.waiting_since) == (0, None)
    trainees, supervisors = tess.member.user, tess.supervisor.user
    assert history(tess)[1:] == [
        ("logged", trainees, ""),
        ("logged", trainees, ""),
        ("confirmed", supervisors, "waiting"),
        ("confirmed", supervisors, "waiting"),
    ]


@pytest.mark.parametrize(
    ("kind", "values", "field", "words"),
    [
        ("cycle", {"on": -1, "client": "C1"}, "on", "still to come"),
        ("cycle", {"on": 61, "client": "C1"}, "on", "nothing before that day counts"),
        ("cycle", {"on": None, "client": "C1"}, "on", "on which day"),
        ("cycle", {"on": 1, "client": "Smith"}, "client", "Never a name"),
        ("cycle", {"on": 1, "client": "010112"}, "client", "Never a name"),
        ("cycle", {"on": 1, "client": ""}, "client", "Choose a code"),
        ("cycle", {"on": 1, "client": "C1", "setting": "x" * 81}, "setting", "at most 80"),
        ("session", {"on": 1, "hours": Decimal("24.5")}, "hours", "24 hours"),
        ("session", {"on": 1, "hours": Decimal(0)}, "hours", "how many hours"),
        ("session", {"on": 1, "hours": Decimal("-1")}, "hours", "how many hours"),
        ("session", {"on": 1, "hours": Decimal("NaN")}, "hours", "how many hours"),
        ("session", {"on": 1, "hours": None}, "hours", "how many hours"),
        ("picnic", {"on": 1}, "kind", "cycle or a session"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_the_field(tess, kind, values, field, words):
    on = values["on"]
    values["on"] = days_ago(on) if on is not None else None
    with pytest.raises(RefusedError, match=words) as refused:
        services.log(tess, tess.member.user, kind=kind, token=uuid.uuid4(), **values)
    assert refused.value.field == field
    assert not Entry.objects.exists()
    assert tess.events.count() == 1


def test_a_day_has_24_hours_in_all(tess):
    session(tess, "20")
    with pytest.raises(RefusedError, match="more than 24"):
        session(tess, "4.25")
    session(tess, "4")


def test_a_code_is_the_same_whichever_way_it_is_typed(tess):
    assert cycle(tess, " k-07 ").client == "K-07"


def test_a_session_is_held_with_a_supervisor_who_is_somebody_else(tess):
    for wrong in (member("Gil", "Guider"), tess.member):
        with pytest.raises(RefusedError) as refused:
            session(tess, held_with=wrong)
        assert refused.value.field == "held_with"
    other = supervisor("Olga", "Other")
    assert session(tess, held_with=other).held_with == other
    alone = trainee(supervisor=None, member=member("Al", "One"))
    with pytest.raises(RefusedError, match="with which supervisor"):
        session(alone)


def test_the_same_form_sent_twice_logs_once(tess):
    token = uuid.uuid4()
    values = {"kind": "cycle", "token": token, "on": days_ago(1), "client": "C1"}
    first = services.log(tess, tess.member.user, **values)
    assert services.log(tess, tess.member.user, **values) == first
    assert tess.events.filter(action="logged").count() == 1
    other = trainee(member=member("Theo", "Other"))
    with pytest.raises(RefusedError, match="somebody else"):
        services.log(other, other.member.user, **values)


def test_only_the_trainee_logs_and_only_as_a_member(tess):
    values = {"kind": "cycle", "token": uuid.uuid4(), "on": days_ago(1), "client": "C1"}
    for by in (tess.supervisor.user, UserFactory(is_superuser=True)):
        with pytest.raises(RefusedError, match="Only the trainee"):
            services.log(tess, by, **values)
    Membership.objects.filter(user=tess.member.user).update(status=Membership.Status.SUSPENDED)
    with pytest.raises(RefusedError, match="not running"):
        services.log(tess, tess.member.user, **values)


def test_an_entry_can_be_changed_and_taken_back_until_it_is_confirmed(tess):
    entry = cycle(tess)
    changed = services.change(entry, tess.member.user, on=days_ago(2), client="C2", note="")
    assert (changed.client, changed.revision, changed.state) == ("C2", 2, "waiting")
    line = tess.events.last()
    assert (line.action, line.before["client"], line.before["on"]) == ("changed", "C1", str(days_ago(1)))
    with pytest.raises(RefusedError, match="changed in the meantime"):
        confirm(entry)
    assert state(entry) == "waiting"
    services.withdraw(entry, tess.member.user)
    assert services.withdraw(entry, tess.member.user).state == "withdrawn"
    assert tess.events.filter(action="withdrawn").count() == 1
    with pytest.raises(RefusedError, match="changed in the meantime"):
        confirm(changed)
    with pytest.raises(RefusedError, match="taken back"):
        services.change(entry, tess.member.user, on=days_ago(2), client="C2", note="")


def test_a_private_note_alone_is_no_news_for_the_supervisor(tess):
    entry = cycle(tess, note="Before")
    services.change(entry, tess.member.user, on=entry.on, client=entry.client, note="After")
    assert confirm(entry) == 1
    assert Entry.objects.get().note == "After"
    assert "After" not in str(list(Event.objects.values()))


def test_what_is_confirmed_is_not_changed(tess):
    entry = cycle(tess)
    confirm(entry)
    for act in (services.change, services.withdraw):
        values = {"on": days_ago(3), "client": "C9", "note": ""} if act is services.change else {}
        with pytest.raises(RefusedError, match="stays as it is"):
            act(entry, tess.member.user, **values)
    assert Entry.objects.get().client == "C1"


def test_confirming_twice_is_confirming_once(tess):
    entry = cycle(tess)
    assert [confirm(entry), confirm(entry)] == [1, 0]
    assert tess.events.filter(action="confirmed").count() == 1


def test_many_are_confirmed_at_once_or_none(tess, django_assert_max_num_queries):
    theo = trainee(member=member("Theo", "Other"), supervisor=tess.supervisor)
    entries = [cycle(tess, f"C{number}") for number in range(1, 9)] + [cycle(theo), session(theo)]
    services.withdraw(entries[3], tess.member.user)
    with pytest.raises(RefusedError, match="Cycle with C4"):
        confirm(*entries)
    assert not Entry.objects.filter(state="confirmed").exists()
    del entries[3]
    by, seen = tess.supervisor.user, [entry.seen for entry in entries]
    with django_assert_max_num_queries(25):
        assert services.confirm(by, seen) == 9


@pytest.mark.parametrize("seen", [[], ["x"], ["1"], ["1.x"], ["99999999999999999999.1"], ["12345.1"]])
def test_nonsense_is_refused(tess, seen):
    with pytest.raises(RefusedError):
        services.confirm(tess.supervisor.user, seen)


def test_nobody_but_the_personal_supervisor_confirms(tess, external):
    entry = cycle(tess)
    with pytest.raises(RefusedError, match="own work"):
        services.confirm(tess.member.user, [entry.seen])
    for by in (external.user, officer()):
        with pytest.raises(RefusedError, match="not this trainee’s"):
            services.confirm(by, [entry.seen])
    terms = Membership.objects.filter(user=tess.supervisor.user)
    terms.update(ends_on=days_ago(30), starts_on=days_ago(300))
    with pytest.raises(RefusedError, match="as a supervisor is not running"):
        confirm(entry)
    assert state(entry) == "waiting"


def test_an_entry_is_asked_back_answered_and_confirmed(tess):
    entry = cycle(tess)
    with pytest.raises(RefusedError, match="look at again"):
        services.ask_back(tess.supervisor.user, [entry.seen], "  ")
    assert services.ask_back(tess.supervisor.user, [entry.seen], "Which day?") == 1
    assert services.ask_back(tess.supervisor.user, [entry.seen], "Which day?") == 0
    tess.refresh_from_db()
    assert tess.waiting == 0
    asked = Entry.objects.get()
    assert (asked.state, asked.question) == ("asked-back", "Which day?")
    answered = services.change(
        asked, tess.member.user, on=asked.on, client="C1", note="", words="That day indeed."
    )
    assert (answered.state, answered.question) == ("waiting", "")
    assert tess.events.last().words == "That day indeed."
    assert confirm(answered) == 1
    with pytest.raises(RefusedError, match="correct it"):
        services.ask_back(tess.supervisor.user, [answered.seen], "Again?")


def test_a_supervisors_correction_is_a_new_entry_that_holds_at_once(tess):
    entry = session(tess, "2", note="Mine")
    confirm(entry)
    token = uuid.uuid4()
    values = {"token": token, "words": "It was one hour.", "on": entry.on, "hours": Decimal(1)}
    new = services.correct(entry, tess.supervisor.user, **values)
    assert services.correct(entry, tess.supervisor.user, **values) == new
    assert (state(entry), state(new), new.corrects) == ("corrected", "confirmed", entry)
    assert Entry.objects.get(pk=entry.pk).hours == 2
    assert numbers(tess)["hours"] == (1, 0)
    line = tess.events.last()
    assert (line.action, line.entry, line.before["hours"]) == ("corrected", new, "2.00")
    assert line.words == "It was one hour."
    with pytest.raises(RefusedError, match="taken back or corrected"):
        services.correct(entry, tess.supervisor.user, **values | {"token": uuid.uuid4()})


def test_a_trainees_correction_waits_and_the_old_entry_counts_until_then(tess):
    entry = cycle(tess)
    values = {"words": "Wrong client.", "on": entry.on, "client": "C2"}
    with pytest.raises(RefusedError, match="change it instead"):
        services.correct(entry, tess.member.user, token=uuid.uuid4(), **values)
    confirm(entry)
    with pytest.raises(RefusedError, match="Nothing is different"):
        services.correct(entry, tess.member.user, token=uuid.uuid4(), **values | {"client": "C1"})
    new = services.correct(entry, tess.member.user, token=uuid.uuid4(), **values)
    assert (state(entry), state(new)) == ("confirmed", "waiting")
    assert numbers(tess)["cycles"] == (1, 0)
    for by in (tess.member.user, tess.supervisor.user):
        with pytest.raises(RefusedError, match="under way already"):
            services.correct(entry, by, token=uuid.uuid4(), **values)
    confirm(new)
    assert (state(entry), state(new)) == ("corrected", "confirmed")
    assert numbers(tess)["cycles"] == (1, 0)


def test_the_history_is_only_ever_added_to(tess):
    line = tess.events.get()
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()


def test_what_waits_for_a_supervisor_begins_with_what_waits_longest(tess):
    first, second = cycle(tess), session(tess)
    later = timezone.now() + datetime.timedelta(minutes=1)
    Entry.objects.filter(pk=first.pk).update(sent_at=later)
    assert list(Entry.objects.waiting_for(tess.supervisor)) == [second, first]
    assert not Entry.objects.waiting_for(supervisor("Olga", "Other")).exists()
