"""How a stage ends, who decides it, and what the last one leads to."""

import datetime

import pytest
from django.utils import timezone

from members.directory.register import accreditation
from members.membership.models import Member, Membership
from members.pathway.models import PathwayVersionPage, Stage
from members.progress import services
from members.progress.models import Entry, Trainee
from members.progress.models.trainees import Trouble, supervisors
from members.progress.requirements import requirements
from members.progress.services import RefusedError
from tests.factories import UserFactory
from tests.members.pathway.factories import PathwayVersionFactory, stages
from tests.members.progress.factories import (
    SMALL,
    confirm,
    course,
    cycle,
    days_ago,
    grade,
    meet,
    member,
    officer,
    pathway,
    session,
    supervisor,
    trainee,
)

pytestmark = pytest.mark.django_db


def propose(of, external, **fields):
    return services.propose(of, of.supervisor.user, external=external, **fields)


def complete(of, external):
    meet(of)
    return services.decide(propose(of, external), external.user, completed=True, words="Warm and attuned.")


def states(of):
    return list(of.stages.order_by("position").values_list("state", flat=True))


def test_a_stage_is_proposed_only_once_its_requirements_are_met(tess, external):
    with pytest.raises(RefusedError, match="Stage 1 still lacks 1 of 1 cycles and 1 of 1 clients"):
        propose(tess, external)
    cycle(tess)
    first = session(tess)
    with pytest.raises(RefusedError, match="only what is confirmed counts"):
        propose(tess, external)
    confirm(first, *Entry.objects.filter(kind="cycle"))
    assert propose(tess, external).state == "proposed"


def test_a_stage_is_completed_by_the_external_supervisor_and_the_next_begins(tess, external):
    stage = complete(tess, external)
    assert stage.completed_on == timezone.localdate()
    tess.refresh_from_db()
    assert (states(tess), tess.stage.position) == (["completed", "under-way"], 2)
    again = services.decide(stage, external.user, completed=True, words="Sent twice.")
    assert again.state == "completed"
    line = tess.events.get(action="completed")
    assert (line.by, line.words, line.before) == (external.user, "Warm and attuned.", {"state": "proposed"})


def test_proposing_twice_is_proposing_once_and_another_external_takes_over(tess, external):
    meet(tess)
    stage = propose(tess, external)
    propose(tess, external)
    assert tess.events.filter(action="proposed").count() == 1
    other = supervisor("Olga", "Other")
    propose(tess, other)
    assert tess.events.last().before["external"] == external.pk
    with pytest.raises(RefusedError, match="not the external supervisor"):
        services.decide(stage, external.user, completed=True, words="Yes.")
    services.decide(stage, other.user, completed=True, words="Yes.")


def test_the_external_supervisor_has_had_no_part_in_it(tess, external):
    entry = cycle(tess)
    confirm(entry, session(tess))
    first = tess.supervisor
    services.change_supervisor(tess, officer(), external, "Moved away")
    tess.refresh_from_db()
    for wrong, words in [
        (None, "supervisor today"),
        (member("Gil", "Guider"), "supervisor today"),
        (external, "can’t be the external one"),
        (first, "has confirmed work"),
    ]:
        with pytest.raises(RefusedError, match=words) as refused:
            propose(tess, wrong)
        assert refused.value.field == "external"
    other = supervisor("Olga", "Other")
    stage = propose(tess, other)
    services.change_supervisor(tess, officer(), other)
    with pytest.raises(RefusedError, match="can’t be the external one"):
        services.decide(stage, other.user, completed=True, words="Yes.")


def test_a_decision_has_reflections_and_may_be_not_yet(tess, external):
    meet(tess)
    stage = propose(tess, external)
    with pytest.raises(RefusedError, match="reflections"):
        services.decide(stage, external.user, completed=True, words=" ")
    assert services.decide(stage, external.user, completed=False, words="One more.").state == "under-way"
    with pytest.raises(RefusedError, match="decided already"):
        services.decide(stage, external.user, completed=False, words="One more.")
    assert propose(tess, external).state == "proposed"


def test_what_was_corrected_after_the_proposal_is_looked_at_again(tess, external):
    meet(tess)
    stage = propose(tess, external)
    entry = Entry.objects.get(kind="session")
    values = {"words": "Half an hour.", "on": entry.on, "hours": entry.hours / 2, "token": entry.token}
    values["token"] = "0" * 32
    services.correct(entry, tess.supervisor.user, **values)
    with pytest.raises(RefusedError, match=r"0\.5 of 1 hours of supervision"):
        services.decide(stage, external.user, completed=True, words="Yes.")
    assert states(tess)[0] == "proposed"


def test_while_a_correction_is_open_nothing_is_proposed_and_none_begins_after_it(tess, external):
    meet(tess)
    entry = Entry.objects.get(kind="cycle")
    values = {"words": "Wrong.", "on": entry.on, "client": "C9"}
    new = services.correct(entry, tess.member.user, token="1" * 32, **values)
    with pytest.raises(RefusedError, match="correction in Stage 1"):
        propose(tess, external)
    confirm(new)
    propose(tess, external)
    with pytest.raises(RefusedError, match="proposed for completion"):
        services.correct(new, tess.member.user, token="2" * 32, **values | {"client": "C1"})


def test_the_record_of_a_completed_stage_is_closed_and_what_waited_goes_on(tess, external):
    meet(tess)
    confirmed = Entry.objects.get(kind="cycle")
    stage = propose(tess, external)
    late = cycle(tess, "C2")
    services.decide(stage, external.user, completed=True, words="Yes.")
    late.refresh_from_db()
    assert (late.stage.position, late.state) == (2, "waiting")
    assert tess.events.last().action == "moved"
    with pytest.raises(RefusedError, match="Its record stays"):
        services.correct(
            confirmed,
            tess.supervisor.user,
            words="No.",
            on=confirmed.on,
            client="C7",
            token="3" * 32,
        )
    assert confirm(late) == 1


def test_clients_of_an_earlier_stage_do_not_count_again(tess, external):
    complete(tess, external)
    confirm(cycle(tess, "C1"), session(tess))
    with pytest.raises(RefusedError, match="1 of 1 new clients"):
        propose(tess, external)
    confirm(cycle(tess, "C2"))
    assert propose(tess, external).position == 2


def test_training_that_belongs_to_a_stage_was_attended(external):
    made = trainee(pathway({**SMALL, "training": "1-hour introduction"}, SMALL))
    meet(made)
    with pytest.raises(RefusedError, match="1-hour introduction") as refused:
        propose(made, external)
    assert refused.value.field == "attended"
    assert propose(made, external, attended=True).state == "proposed"


def test_a_course_is_recorded_by_the_personal_supervisor_alone(external):
    made = trainee(pathway(course(), SMALL))
    with pytest.raises(RefusedError, match="which you record yourself"):
        propose(made, external)
    with pytest.raises(RefusedError, match="not this trainee’s"):
        services.record_course(made, external.user)
    services.record_course(made, made.supervisor.user, words="Two days in May")
    assert states(made) == ["completed", "under-way"]
    with pytest.raises(RefusedError, match="ends with a meeting"):
        services.record_course(made, made.supervisor.user)


def test_the_last_stage_changes_the_grade_by_one_confirmation_and_the_register_follows(external):
    leads_to = grade("Advanced supervisor", in_directory=True, rank=4)
    made = trainee(pathway(SMALL, leads_to=leads_to), member=supervisor("Tess", "Training"))
    by = officer()
    with pytest.raises(RefusedError, match="not completed all stages"):
        services.accredit(made, by)
    late = session(made)
    complete(made, external)
    late.refresh_from_db()
    made.refresh_from_db()
    assert (made.state, late.state) == ("finished", "withdrawn")
    with pytest.raises(RefusedError, match="only an officer"):
        cycle(made)
    with pytest.raises(RefusedError, match="no grade that counts"):
        services.accredit(made, by, grade=grade("Trainee guider"))
    services.accredit(made, by)
    assert services.accredit(made, by).state == "accredited"
    found = Member.objects.get(pk=made.member_id)
    assert found.current_term.grade == leads_to
    today = timezone.localdate()
    assert accreditation(found.terms, today).grade == leads_to
    assert found in supervisors(today)
    assert made.events.filter(action="accredited").count() == 1


def test_nobody_confirms_their_own_accreditation_nor_without_the_right(tess, external):
    complete(tess, external)
    complete(Trainee.objects.get(pk=tess.pk), external)
    with pytest.raises(RefusedError, match="right to do this"):
        services.accredit(tess, UserFactory())
    own = tess.member.user
    own.is_superuser = True
    own.save()
    with pytest.raises(RefusedError, match="your own training"):
        services.accredit(tess, own)
    assert Member.objects.get(pk=tess.member_id).current_term.grade.name == "Trainee guider"


def test_a_pathway_changed_in_mid_training_leaves_those_under_way_on_theirs(tess):
    """A new version, the old one changed by force, and even deleted."""
    version = tess.version
    PathwayVersionFactory(
        parent=version.pathway, starts_on=days_ago(10), stages=stages({"cycles": 50}, {}, {})
    )
    Stage.objects.filter(version=version).update(cycles=40, name="Other")
    later = trainee(member=member("Lee", "Later"), began=5)
    assert [stage.cycles for stage in later.stages.all()] == [50, 3, 3]
    PathwayVersionPage.objects.get(pk=version.pk).delete()
    tess.refresh_from_db()
    assert [(stage.name, stage.cycles) for stage in tess.stages.all()] == [("Stage 1", 1), ("Stage 2", 1)]
    assert requirements(tess.stages.all())[tess.stage_id][0].needed == 1


def test_who_may_be_enrolled(db):
    way, by, own = pathway(), officer(), supervisor()
    theo = member("Theo", "Other")
    lapsed = member("La", "Psed", starts_on=days_ago(400), ends_on=days_ago(100))
    done = member("Do", "Ne", grade_name="Guider / practitioner")
    values = {"pathway": way, "started_on": days_ago(5)}
    for who, changed, field in [
        (lapsed, {}, "member"),
        (done, {}, "member"),
        (theo, {"started_on": days_ago(-1)}, "started_on"),
        (theo, {"first": 3}, "first"),
        (theo, {"supervisor": theo}, "supervisor"),
        (theo, {"supervisor": done}, "supervisor"),
    ]:
        with pytest.raises(RefusedError) as refused:
            services.enrol(who, by, **values | changed)
        assert refused.value.field == field, refused.value
    with pytest.raises(RefusedError, match="right"):
        services.enrol(theo, own.user, **values)
    made = services.enrol(theo, by, supervisor=own, first=2, **values)
    assert (states(made), made.stage.position) == (["credited", "under-way"], 2)
    with pytest.raises(RefusedError, match="in training already"):
        services.enrol(theo, by, **values)
    PathwayVersionPage.objects.update(starts_on=days_ago(3))
    with pytest.raises(RefusedError, match="No version"):
        services.enrol(member("Ear", "Ly"), by, **values)


def test_a_training_ends_and_is_taken_up_again(tess):
    by = officer()
    with pytest.raises(RefusedError, match="Say why"):
        services.leave(tess, by, "")
    services.leave(tess, by, "Moved abroad.")
    services.leave(tess, by, "Moved abroad.")
    assert tess.events.filter(action="left").count() == 1
    with pytest.raises(RefusedError, match="has ended"):
        cycle(tess)
    assert services.role(Trainee.objects.get(pk=tess.pk), tess.supervisor) == ""
    services.resume(tess, by)
    cycle(tess)
    services.leave(tess, by, "Again.")
    trainee(member=tess.member, supervisor=None)
    with pytest.raises(RefusedError, match="another training"):
        services.resume(tess, by)


def test_who_may_see_a_training(tess, external):
    def role(who):
        return services.role(Trainee.objects.get(pk=tess.pk), who)

    assert [role(who) for who in (tess.member, tess.supervisor, external, member(), None)] == [
        "trainee",
        "supervisor",
        "",
        "",
        "",
    ]
    meet(tess)
    stage = propose(tess, external)
    assert role(external) == "external"
    services.decide(stage, external.user, completed=False, words="Not yet.")
    assert role(external) == ""
    Membership.objects.filter(user=tess.supervisor.user).update(status=Membership.Status.SUSPENDED)
    assert role(tess.supervisor) == ""


def test_who_is_stuck_and_why_in_a_list_and_of_one(tess, external):
    today, long_ago = timezone.localdate(), timezone.now() - datetime.timedelta(days=30)
    alone = trainee(member=member("Al", "One"), supervisor=None)
    quiet = trainee(member=member("Qui", "Et"), supervisor=external)
    Trainee.objects.filter(pk=quiet.pk).update(last_logged_on=days_ago(91))
    waits = trainee(member=member("Wai", "Ts"), supervisor=external)
    cycle(waits)
    Trainee.objects.filter(pk=waits.pk).update(waiting_since=long_ago)
    meet(tess)
    stage = propose(tess, external)
    stage.proposed_at = long_ago
    stage.save()
    finished = trainee(member=member("Fi", "Nished"), supervisor=external)
    Trainee.objects.filter(pk=finished.pk).update(state="finished")
    left = trainee(member=member("Le", "Ft"), supervisor=None)
    services.leave(left, officer(), "Gone.")
    expected = {
        Trouble.FINISHED: finished,
        Trouble.NO_SUPERVISOR: alone,
        Trouble.NOT_DECIDED: tess,
        Trouble.NOT_CONFIRMED: waits,
        Trouble.QUIET: quiet,
    }
    now = set(supervisors(today).values_list("pk", flat=True))
    for trouble, who in expected.items():
        assert list(Trainee.objects.in_trouble(trouble, today)) == [who], trouble
        assert Trainee.objects.get(pk=who.pk).troubles(now, today) == [trouble]
    assert Trainee.objects.get(pk=left.pk).troubles(now, today) == []
    Membership.objects.filter(user=external.user).update(status=Membership.Status.SUSPENDED)
    assert set(Trainee.objects.in_trouble(Trouble.NO_SUPERVISOR, today)) == {alone, quiet, waits}
