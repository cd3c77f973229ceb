"""A training: what the trainee logged, and what was said of it."""

from django.db.models import Q
from django.utils import timezone

from core.personal_data import Holder, Stays, Table, blank_log
from members.membership.models import Member
from members.progress.models import Digest, Entry, Event, Trainee, TraineeStage, name_people
from members.progress.services.acting import event, record, refresh

ENTRY = ("kind", "on", "client", "setting", "hours", "note", "state", "question", "logged_at", "decided_at")
STAGE = ("position", "name", "state", "begun_on", "proposed_at", "completed_on")


def _of_stage(stage: TraineeStage) -> dict:
    return {
        "began": stage.trainee.started_on,
        "supervisor": _name(stage.trainee.supervisor),
        **{name: getattr(stage, name) for name in STAGE},
        "external supervisor": _name(stage.external),
    }


def _of_entry(entry: Entry) -> dict:
    return {
        "stage": entry.stage.name,
        **{name: getattr(entry, name) for name in ENTRY},
        "with": _name(entry.held_with),
        "confirmed by": _name(entry.decided_by),
    }


def _of_step(step: Event, user) -> dict:
    """Of the training of others, what the person did and wrote: what the entries say is the others'."""
    is_own = step.trainee.member.user_id == user.pk
    return {
        "at": step.at,
        "training": step.trainee_id,
        "step": step.get_action_display(),
        "of": str(step.entry or step.stage or "") if is_own else "",
        "was": step.was if is_own else "",
        "words": step.words,
    }


def _name(member: Member | None) -> str:
    return str(member) if member else ""


class ProgressHolder(Holder):
    looks_after = frozenset(
        {
            "progress.Digest.member",
            "progress.Entry.decided_by",
            "progress.Entry.held_with",
            "progress.Event.by",
            "progress.Trainee.member",
            "progress.Trainee.supervisor",
            "progress.TraineeStage.external",
            "progress.TraineeStage.proposed_by",
        }
    )
    goes = (
        "All words in the record of your training: your notes, clients’ codes, settings, questions, reasons "
        "and reflections. A training that is still open ends.",
    )

    def tables(self, user):
        stages = TraineeStage.objects.filter(trainee__member__user=user)
        yield Table("training-stages", "Your training", [_of_stage(stage) for stage in stages.with_people()])
        entries = Entry.objects.filter(stage__trainee__member__user=user).with_people().order_by("on", "pk")
        yield Table(
            "training-entries",
            "Cycles and sessions that you have logged",
            [_of_entry(entry) for entry in entries],
        )
        digests = Digest.objects.filter(member__user=user)
        yield Table(
            "training-mails", "The weekly mail about training", list(digests.values("wanted", "sent_on"))
        )
        history = Event.objects.filter(Q(trainee__member__user=user) | Q(by=user)).order_by("at", "pk")
        history = history.select_related("trainee__member", "stage", "entry")
        name_people(history)
        yield Table(
            "training-history",
            "What happened in your training, and what you have done in the training of others",
            [_of_step(step, user) for step in history],
        )

    def stays(self, user):
        if Trainee.objects.filter(member__user=user).exists():
            yield Stays(
                "The steps of your training with their dates and hours, under your membership number",
                "So that the numbers of trainees by stage and year still add up, and your supervisors’ own "
                "record of what they have confirmed stays whole.",
                "always: once nothing connects the number with you, it is no personal data",
            )
        if Event.objects.filter(by=user).exclude(trainee__member__user=user).exists():
            yield Stays(
                "What you have confirmed, decided and written in the training of others, under your "
                "membership number",
                "It is the record of their training, which they need for their accreditation.",
                "their data are deleted",
            )

    def erase(self, user, person):
        trainings = list(Trainee.objects.select_for_update().filter(member__user=user))
        for trainee in trainings:
            if trainee.is_open:
                before = {"state": trainee.state}
                trainee.state, trainee.ended_on = Trainee.State.LEFT, timezone.localdate()
                trainee.save()
                record([event(trainee, user, Event.Action.LEFT, before=before)])
        entries = Entry.objects.filter(stage__trainee__in=trainings)
        entries.filter(state__in=Entry.OPEN).update(state=Entry.State.WITHDRAWN)
        entries.update(client="", setting="", note="", question="")
        Event.objects.filter(trainee__in=trainings).take_words_off()
        Digest.objects.filter(member__user=user).delete()
        refresh(trainings)
        blank_log([*trainings, *entries], person)


holder = ProgressHolder()
