"""How a member's own entry stands, in words for its owner."""

from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import WorkflowState

from members.directory.models import SupervisorEntry
from members.directory.register import Accreditation, accreditation
from members.membership.models import Member, State

LISTED = "Everybody can see your entry."
PAUSED = "You have paused your entry: nobody sees it until you show it again."
DRAFT = "Nobody sees your entry yet: you have saved it, and not published it."
FIRST_WAITING = "Nobody sees your entry yet: it is waiting for approval."
SUSPENDED = "Nobody sees your entry while your membership is suspended."
LAPSED = "Nobody sees your entry, because you have no current membership. It comes back when you renew."
GRADE = "Nobody sees your entry: the directory lists supervisors, and your grade is {grade}."


@dataclass(frozen=True)
class Status:
    """``waiting``: changes wait for approval. ``sent_back``: they came back, with ``comment``. ``unsent``:
    they are saved, and nobody was asked to look at them."""

    words: str
    waiting: bool = False
    sent_back: bool = False
    comment: str = ""
    unsent: bool = False


def member_with_entry(user) -> Member | None:
    """Who this is to the association, with the entry that is theirs, in one query; None for no member."""
    member = Member.objects.filter(user=user).select_related("entry").first()
    if member:
        member.user = user  # with what the gate has read already
    if member and (entry := entry_of(member)):
        entry.member = member
    return member


def entry_of(member: Member) -> SupervisorEntry | None:
    return getattr(member, "entry", None)


def own_accreditation(member: Member) -> Accreditation | None:
    """What the register says of a member today, if it makes them somebody whom the directory lists."""
    found = accreditation(member.terms, timezone.localdate())
    return found if found and found.grade.in_directory else None


def status(entry: SupervisorEntry) -> Status:
    """How this entry stands now."""
    state = entry.current_workflow_state
    waiting = bool(state and state.status == WorkflowState.STATUS_IN_PROGRESS)
    sent_back = bool(state and state.status == WorkflowState.STATUS_NEEDS_CHANGES)
    return Status(
        words=_words(entry, waiting),
        waiting=waiting and entry.live,
        sent_back=sent_back,
        comment=state.current_task_state.comment if sent_back else "",
        unsent=entry.live and entry.has_unpublished_changes and not (waiting or sent_back),
    )


def _words(entry: SupervisorEntry, waiting: bool) -> str:
    if not own_accreditation(entry.member):
        if entry.member.state == State.SUSPENDED:
            return SUSPENDED
        return GRADE.format(grade=entry.accreditation.grade) if entry.accreditation else LAPSED
    if not entry.live:
        return FIRST_WAITING if waiting else DRAFT
    return PAUSED if entry.paused else LISTED
