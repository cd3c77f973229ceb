"""The pages of a trainee and of a supervisor: what they show, what they do, what they refuse."""

import datetime
import uuid

import pytest
from django.utils import timezone

from members.progress import services
from members.progress.models import Entry, Trainee, TraineeStage
from tests.members.progress.factories import (
    SMALL,
    confirm,
    course,
    cycle,
    meet,
    member,
    pathway,
    session,
    supervisor,
    trainee,
)
from tests.members.progress.reading import words
from tests.members.standards.factories import MembersIndexPageFactory

pytestmark = pytest.mark.django_db

OWN, TRAINEES = "/members/progress/", "/members/trainees/"


@pytest.fixture
def training():
    return trainee()


@pytest.fixture
def as_trainee(client, training):
    client.force_login(training.member.user)
    return client


@pytest.fixture
def as_supervisor(client, training):
    client.force_login(training.supervisor.user)
    return client


def send(client, address, /, **values):
    return words(client.post(address, values, follow=True))


def logging(**values):
    return {"on": timezone.localdate().isoformat(), "token": uuid.uuid4(), **values}


def entries(training):
    return list(Entry.objects.of(training))


# --- The trainee


def test_who_is_in_no_training_is_told_what_to_do(client):
    client.force_login(member().user)
    assert "No training is recorded for you" in words(client.get(OWN))
    assert client.get("/members/progress/log/cycle/").status_code == 404
    assert client.get("/members/progress/history/").status_code == 404


def test_a_trainee_logs_a_cycle_and_the_next(as_trainee, training):
    address = "/members/progress/log/cycle/"
    text = send(as_trainee, address, another="1", **logging(client="c1", setting="at home", note="Mine"))
    assert "Logged: Cycle with C1" in text
    assert "Log a cycle" in text  # ready for the next one
    form = as_trainee.get(address).context["form"]
    assert form["setting"].value() == "at home"
    assert form.known() == {"clients": ["C1"], "settings": ["at home"]}
    [entry] = entries(training)
    assert (entry.client, entry.setting, entry.note, entry.state) == ("C1", "at home", "Mine", "waiting")
    assert "Cycles 0 of 1; 1 waiting" in words(as_trainee.get(OWN))


def test_a_trainee_logs_supervision_with_their_supervisor_or_another(as_trainee, training):
    other = supervisor("Olga", "Other")
    address = "/members/progress/log/session/"
    send(as_trainee, address, **logging(hours="1.5"))
    text = send(as_trainee, address, **logging(hours="1", held_with=other.pk))
    assert "Supervision, 1.5 h with Sue Visor" in text
    assert "Supervision, 1 h with Olga Other" in text


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("cycle", {"client": "Anna"}, "Choose a code such as C1"),
        ("cycle", {"client": ""}, "Client, as a code"),
        ("cycle", {"client": "C1", "on": "2999-01-01"}, "This day is still to come."),
        ("cycle", {"client": "C1", "on": "1999-01-01"}, "nothing before that day counts"),
        ("cycle", {"client": "C1", "on": "soon"}, "Enter a valid date."),
        ("cycle", {"client": "C1", "token": "x"}, "Something of this page got lost on its way."),
        ("session", {"hours": "25"}, "A day has 24 hours."),
        ("session", {"hours": "-1"}, "Say how many hours it took"),
        ("session", {"hours": "NaN"}, "Enter a number."),
        ("session", {"hours": "1", "held_with": "999999"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_saved(as_trainee, training, kind, values, sentence):
    text = send(as_trainee, f"/members/progress/log/{kind}/", **{**logging(), **values})
    assert "Please look at this again" in text
    assert sentence in text
    assert not entries(training)


def test_a_form_sent_twice_logs_once(as_trainee, training):
    values = logging(client="C1")
    for _time in range(2):
        assert "Logged: Cycle with C1" in send(as_trainee, "/members/progress/log/cycle/", **values)
    assert len(entries(training)) == 1


def test_what_is_not_confirmed_is_changed_or_taken_back(as_trainee, training):
    first, second = cycle(training), cycle(training, client="C2")
    on = first.on.isoformat()
    text = send(as_trainee, f"/members/progress/entries/{first.pk}/", on=on, client="C7", setting="", note="")
    assert "Changed: Cycle with C7" in text
    text = send(as_trainee, f"/members/progress/entries/{second.pk}/take-back/")
    assert "Taken back: Cycle with C2" in text
    assert [entry.client for entry in Entry.objects.of(training).in_force()] == ["C7"]


def test_what_is_confirmed_is_corrected_by_a_new_entry(as_trainee, training):
    entry = cycle(training)
    confirm(entry)
    address = f"/members/progress/entries/{entry.pk}/"
    assert "What is confirmed is not changed." in words(as_trainee.get(address))
    values = logging(client="C2", setting="")
    assert "What was wrong?: This field is required." in send(as_trainee, address, **values)
    text = send(as_trainee, address, **values, words="It was another family.")
    assert "Sent: Cycle with C2" in text
    entry.refresh_from_db()
    assert entry.state == "confirmed"
    assert entry.corrections.get().state == "waiting"
    assert "has been confirmed" in send(as_trainee, f"{address}take-back/")


def test_a_question_is_seen_and_answered(as_trainee, training):
    entry = cycle(training)
    services.ask_back(training.supervisor.user, [entry.seen], "Which family was this?")
    assert "Which family was this?" in words(as_trainee.get(OWN))
    address = f"/members/progress/entries/{entry.pk}/"
    on = entry.on.isoformat()
    send(as_trainee, address, on=on, client="C1", setting="", note="", words="The second one.")
    assert "Which family was this?" not in words(as_trainee.get(OWN))
    assert "The second one." in words(as_trainee.get("/members/progress/history/"))


def test_the_stages_fill_up_in_numbers(as_trainee, training):
    meet(training)
    text = words(as_trainee.get(OWN))
    assert "Cycles 1 of 1, reached" in text
    assert "Supervision sessions 1 of 1, reached" in text
    assert "Stage 2 Still to come" in text


def test_notes_are_for_the_trainee_alone(client, training):
    entry = cycle(training, note="Xanadu")
    client.force_login(training.member.user)
    assert "Xanadu" in words(client.get(f"/members/progress/entries/{entry.pk}/"))
    client.force_login(training.supervisor.user)
    for address in (
        TRAINEES,
        f"{TRAINEES}{training.pk}/",
        f"{TRAINEES}{training.pk}/history/",
        f"{TRAINEES}entries/{entry.pk}/",
    ):
        assert "Xanadu" not in words(client.get(address))


# --- The supervisor


def test_a_supervisor_sees_who_waits_and_how_long(as_supervisor, training):
    Entry.objects.filter(pk=cycle(training).pk).update(sent_at=timezone.now() - timezone.timedelta(days=9))
    text = words(as_supervisor.get(TRAINEES))
    assert "What waits for you (1)" in text
    assert "Cycle with C1" in text
    assert "waits for 9 days" in text
    assert "Tess Trainee" in text


def test_of_whom_something_waits_comes_first_the_longest_waiting_before_all(as_supervisor, training):
    """Whichever database: SQLite puts what is empty first, PostgreSQL last."""
    others = [trainee(member=member(name), supervisor=training.supervisor) for name in ("Late", "Early")]
    for number, other in enumerate(others, start=1):
        cycle(other)
        since = timezone.now() - timezone.timedelta(days=number)
        Trainee.objects.filter(pk=other.pk).update(waiting_since=since)
    shown = as_supervisor.get(TRAINEES).context["trainees"]
    assert [str(one) for one in shown] == ["Early Person", "Late Person", "Tess Trainee"]


def test_many_are_confirmed_in_one_go(as_supervisor, training):
    seen = [cycle(training, client=f"C{number}").seen for number in range(10)]
    assert "10 entries confirmed." in send(as_supervisor, TRAINEES, seen=seen, confirm="")
    assert {entry.state for entry in entries(training)} == {"confirmed"}
    assert "They were confirmed already." in send(as_supervisor, TRAINEES, seen=seen, confirm="")


def test_what_changed_meanwhile_is_not_confirmed_and_stays_chosen(as_supervisor, training):
    entry, other = cycle(training), cycle(training, client="C2")
    seen = [entry.seen, other.seen]
    services.change(entry, training.member.user, on=entry.on, client="C9", note="")
    response = as_supervisor.post(TRAINEES, {"seen": seen, "confirm": ""})
    assert "was changed in the meantime" in words(response)
    assert response.context["chosen"] == set(seen)
    assert {entry.state for entry in entries(training)} == {"waiting"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"confirm": ""}, "Choose at least one entry."),
        ({"confirm": "", "seen": ["x"]}, "These entries were not understood."),
        ({"confirm": "", "seen": ["9" * 40 + ".1"]}, "These entries were not understood."),
        ({"confirm": "", "seen": ["999999.1"]}, "is not there any more"),
    ],
)
def test_a_choice_that_makes_no_sense(as_supervisor, training, values, sentence):
    assert sentence in words(as_supervisor.post(TRAINEES, values))


def test_asking_back_needs_a_question(as_supervisor, training):
    seen = [cycle(training).seen]
    text = send(as_supervisor, TRAINEES, seen=seen, **{"ask-back": ""})
    assert "Say what the trainee should look at again." in text
    text = send(as_supervisor, TRAINEES, seen=seen, words="Which day?", **{"ask-back": ""})
    assert "1 entry asked back." in text
    assert [entry.state for entry in entries(training)] == ["asked-back"]


def test_a_supervisor_corrects(as_supervisor, training):
    entry = session(training)
    confirm(entry)
    address = f"{TRAINEES}entries/{entry.pk}/"
    on = entry.on.isoformat()
    text = send(as_supervisor, address, **{**logging(hours="2"), "on": on, "words": "It was two hours."})
    assert "Corrected: Supervision" in text
    entry.refresh_from_db()
    assert entry.state == "corrected"
    assert Entry.objects.of(training).in_force().get().hours == 2


def test_what_is_lacking_is_said_before_anybody_fills_in_a_form(as_supervisor, training):
    of_one = f"{TRAINEES}{training.pk}/"
    lacks = "still lacks 1 of 1 cycles and 1 of 1 clients"
    assert lacks in words(as_supervisor.get(of_one))
    assert "Complete Stage 1" not in words(as_supervisor.get(of_one))
    page = as_supervisor.get(f"{of_one}stage/")
    assert lacks in words(page)
    assert "Propose it" not in words(page)
    meet(training)
    assert "Complete Stage 1" in words(as_supervisor.get(of_one))
    page = words(as_supervisor.get(f"{of_one}stage/"))
    assert "Propose it" in page
    assert "still lacks" not in page


def test_a_stage_is_proposed_and_completed(client, training):
    external = supervisor("Ed", "External")
    address = f"{TRAINEES}{training.pk}/stage/"
    client.force_login(training.supervisor.user)
    assert "still lacks" in send(client, address, external=external.pk)
    assert "External supervisor: This field is required." in send(client, address)
    meet(training)
    assert "is with the external supervisor now" in send(client, address, external=external.pk, words="Good.")

    client.force_login(external.user)
    assert "Tess Trainee: Stage 1" in words(client.get(TRAINEES))
    assert "Your reflections: This field is required." in send(client, address, completed="yes")
    assert "is recorded" in send(client, address, completed="yes", words="Attuned throughout.")
    assert client.get(address).status_code == 404  # nothing waits for them any more
    client.force_login(training.member.user)
    text = words(client.get(OWN))
    assert "Stage 1 Completed on" in text
    assert "Stage 2 Under way" in text
    assert "Attuned throughout." in words(client.get("/members/progress/history/"))


def test_not_yet_leaves_the_stage_under_way(client, training):
    external = supervisor("Ed", "External")
    meet(training)
    address = f"{TRAINEES}{training.pk}/stage/"
    client.force_login(training.supervisor.user)
    send(client, address, external=external.pk)
    client.force_login(external.user)
    assert "is recorded" in send(client, address, completed="no", words="Another film, please.")
    assert TraineeStage.objects.get(trainee=training, position=1).state == "under-way"


def test_a_course_is_recorded_by_the_supervisor(client):
    training = trainee(pathway(course(training="2 days"), SMALL))
    client.force_login(training.supervisor.user)
    text = send(client, f"{TRAINEES}{training.pk}/stage/", words="Took an active part.")
    assert "“Stage 1” is completed." in text
    assert Trainee.objects.get(pk=training.pk).stage.position == 2


def test_when_all_is_done_there_is_nothing_to_propose(client):
    training = trainee(pathway(course()))
    client.force_login(training.supervisor.user)
    address = f"{TRAINEES}{training.pk}/stage/"
    send(client, address)
    assert "has completed all stages" in words(client.get(address, follow=True))
    client.force_login(training.member.user)
    assert "An officer confirms your accreditation" in words(client.get(OWN))
    assert "All stages are completed" in send(client, "/members/progress/log/cycle/", **logging(client="C1"))


def test_the_members_home_leads_both_to_what_is_theirs(client, training):
    MembersIndexPageFactory()
    cycle(training)
    client.force_login(training.member.user)
    text = words(client.get("/members/"))
    assert "Cycles 0 of 1; 1 waiting" in text
    assert "Log a cycle" in text
    client.force_login(training.supervisor.user)
    assert "1 entry of your trainees waits to be confirmed." in words(client.get("/members/"))
    client.force_login(member().user)
    assert "Training" not in client.get("/members/").content.decode().partition("<main")[2]


def test_the_day_of_a_proposal_is_that_of_the_clock_on_the_wall(as_trainee, training):
    meet(training)
    stage = services.propose(training, training.supervisor.user, external=supervisor("Ed", "External"))
    stage.proposed_at = datetime.datetime(2026, 7, 5, 23, 30, tzinfo=datetime.UTC)  # half past midnight here
    stage.save()
    assert "to Ed External, on 6 July 2026" in words(as_trainee.get(OWN))
