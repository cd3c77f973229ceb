"""What waits, by e-mail: to each person at most once a week, and only while something does.

Supervisors hear of entries to confirm and stages to decide on; trainees of what was asked back.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Min, Sum
from django.utils import timezone

from core import mail
from members.membership.models import Member, Membership
from members.progress.models import Digest, Entry, Trainee, TraineeStage
from members.progress.models.trainees import supervisors


@dataclass
class Waiting:
    """What waits for one member. ``since``: when the first of the entries was sent."""

    entries: int = 0
    trainees: int = 0
    since: datetime.datetime | None = None
    stages: int = 0
    asked_back: int = 0

    def __bool__(self) -> bool:
        return bool(self.entries or self.stages or self.asked_back)


def waiting(member: Member | None = None) -> dict[int, Waiting]:
    """What waits, by the number of the member it waits for; of one member, or of everybody. Three queries."""
    found: dict[int, Waiting] = defaultdict(Waiting)
    trainees = Trainee.objects.under_way()
    stages = TraineeStage.objects.filter(
        state=TraineeStage.State.PROPOSED, trainee__state=Trainee.State.UNDER_WAY
    )
    supervised = trainees.filter(waiting__gt=0)
    asked_back = Entry.objects.filter(
        state=Entry.State.ASKED_BACK, stage__trainee__state=Trainee.State.UNDER_WAY
    )
    if member:
        supervised, stages = supervised.filter(supervisor=member), stages.filter(external=member)
        asked_back = asked_back.filter(stage__trainee__member=member)
    totals = supervised.order_by().values_list("supervisor")
    for number, entries, people, since in totals.annotate(Sum("waiting"), Count("pk"), Min("waiting_since")):
        found[number].entries, found[number].trainees, found[number].since = entries, people, since
    for number, count in stages.order_by().values_list("external").annotate(Count("pk")):
        found[number].stages = count
    for number, count in asked_back.order_by().values_list("stage__trainee__member").annotate(Count("pk")):
        found[number].asked_back = count
    return found


def send_digests(sender, today: datetime.date | None = None, **kwargs) -> str:
    """``core.due``: write to everybody for whom something waits, who wants it, and got nothing for a week."""
    today = today or timezone.localdate()
    found = waiting()
    # Trainees without a supervisor are on the officers' list.
    running = Membership.objects.running(today).values("user")
    people = Member.objects.filter(pk__in=found.keys() - {None}, user__in=running, user__is_active=True)
    may_supervise = set(supervisors(today).values_list("pk", flat=True))
    count = 0
    for member in people.exclude(user__in=Membership.objects.barring(today).values("user")).select_related(
        "user"
    ):
        theirs = found[member.pk]
        if member.pk not in may_supervise:
            theirs.entries = theirs.stages = 0
        count += bool(theirs) and _send(member, theirs, today)
    return f"{count} weekly mail{'' if count == 1 else 's'} about training sent" if count else ""


@transaction.atomic
def _send(member: Member, theirs: Waiting, today: datetime.date) -> bool:
    Digest.objects.get_or_create(member=member)
    # One statement finds and marks it: whoever runs the command at the same time finds nothing due.
    if not Digest.objects.filter(member=member).due(today).update(sent_on=today):
        return False
    context = {"user": member.user, "waiting": theirs}
    mail.queue("progress_digest", member.user.email, context)
    return True
