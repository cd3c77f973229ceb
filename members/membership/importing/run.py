"""A spreadsheet from its upload to its end: read and compared at once, saved when somebody confirms it."""

import datetime
import logging
from dataclasses import asdict
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from wagtail.models import ModelLogEntry

from accounts.models import User
from members.membership.actions import NotPossibleError, send_link
from members.membership.importing.plan import Kind, Step, in_parts, make_plan
from members.membership.importing.rows import MOST_PROBLEMS, Problem, Row, read_rows
from members.membership.importing.sheet import UnreadableError, read
from members.membership.models import Member, MemberImport, Membership
from members.membership.models.imports import KEPT_FOR

logger = logging.getLogger(__name__)

#: An import that has said nothing for so long was cut off, and may be started again.
CUT_OFF = datetime.timedelta(minutes=10)


def receive(file, filename: str, by: User) -> MemberImport:
    """Read an uploaded spreadsheet and keep what it says, with a report; members are left as they are."""
    found = MemberImport(filename=filename[-200:], uploaded_by=by, state=MemberImport.State.REFUSED)
    try:
        reading = read_rows(read(file, filename))
    except UnreadableError as reason:
        problems, counts = [Problem(0, "", str(reason))], {}
    else:
        problems, counts, found.notes = reading.problems, {}, reading.notes
        if not problems:
            plan = make_plan(reading.rows)
            problems, counts = plan.problems, plan.counts
        if not problems:
            found.state = MemberImport.State.READY
            found.rows = [row.to_json() for row in reading.rows]
    _report(found, problems)
    found.counts = counts
    found.save()
    return found


def _report(found: MemberImport, problems: list[Problem]) -> None:
    found.problems = [asdict(problem) for problem in sorted(problems, key=lambda p: p.row)[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        found.notes = [
            *found.notes,
            f"There are {len(problems)} mistakes; the first {MOST_PROBLEMS} are listed.",
        ]


def may_start(found: MemberImport) -> bool:
    """Whether it waits to be confirmed, failed, or was cut off: nothing of it is saved in any of these."""
    if found.state in {MemberImport.State.READY, MemberImport.State.FAILED}:
        return bool(found.rows)
    return found.is_under_way and timezone.now() - (found.confirmed_at or found.uploaded_at) > CUT_OFF


def confirm(found: MemberImport, by: User, send_links: bool) -> bool:
    """Put the saving into the queue. False if somebody else just did."""
    with transaction.atomic():
        found = MemberImport.objects.select_for_update().get(pk=found.pk)
        if not may_start(found):
            return False
        found.state, found.send_links, found.confirmed_at = (
            MemberImport.State.QUEUED,
            send_links,
            timezone.now(),
        )
        found.save(update_fields=["state", "send_links", "confirmed_at"])
        found.percent = 0
    save_import.enqueue(found.pk, by.pk)
    return True


@task()
def save_import(import_pk: int, user_pk: int) -> None:
    """Save all rows of a confirmed import, or none. Running it again changes nothing."""
    found = MemberImport.objects.get(pk=import_pk)
    if found.state == MemberImport.State.DONE:
        return
    MemberImport.objects.filter(pk=import_pk).update(state=MemberImport.State.RUNNING)
    by = User.objects.get(pk=user_pk)
    try:
        with transaction.atomic():
            new = _save_all(found, by)
    except _ChangedSinceError as changed:
        found.state = MemberImport.State.FAILED
        _report(found, changed.problems)
    except Exception:
        logger.exception("Import of members %s failed; nothing of it was saved.", import_pk)
        found.state = MemberImport.State.FAILED
        _report(found, [Problem(0, "", "Something went wrong here. Nothing was saved. Try once more.")])
    else:
        if found.send_links:
            for some in in_parts(new, 100):
                send_links.enqueue(some, user_pk)
    found.finished_at = timezone.now()
    found.save()


class _ChangedSinceError(Exception):
    """The members have changed since the preview, and the rows no longer fit."""

    def __init__(self, problems):
        super().__init__()
        self.problems = problems


def _save_all(found: MemberImport, by: User) -> list[int]:
    """Returns the keys of the new members."""
    MemberImport.objects.select_for_update().get(pk=found.pk)
    rows = [Row.from_json(row) for row in found.rows]
    # Compared again: an officer may have renewed somebody since the preview.
    plan = make_plan(rows)
    if plan.problems:
        raise _ChangedSinceError(plan.problems)
    steps = [step for step in plan.steps if step.kind not in {Kind.UNCHANGED, Kind.LEFT_ALONE}]
    new: list[int] = []
    done, writer = 0, _Writer(by)
    for some in in_parts(steps):
        new += writer.write(some)
        done += len(some)
        found.percent = 100 * done // len(steps)
    found.state, found.counts, found.rows, found.problems = MemberImport.State.DONE, plan.counts, [], []
    found.save()
    return new


class _Writer:
    """Saves steps many at once; each member's history says what was done to them."""

    def __init__(self, by: User):
        self.by, self.uuid, self.now = by, uuid4(), timezone.now()
        self.content_type = ContentType.objects.get_for_model(Member)

    def write(self, steps: list[Step]) -> list[int]:
        self._accounts([step for step in steps if step.user is None])
        renamed = []
        for step in steps:
            if step.was_named and step.user:
                step.user.first_name, step.user.last_name = step.row.first_name, step.row.last_name
                renamed.append(step.user)
        User.objects.bulk_update(renamed, ["first_name", "last_name"])
        numbers = self._numbers(steps)
        terms = [step.term for step in steps if step.term]
        Membership.objects.bulk_create([term for term in terms if term.pk is None])
        Membership.objects.bulk_update([term for term in terms if term.pk], ["grade", "ends_on"])
        # By now everybody has an account.
        done = [(step, numbers[step.user.pk]) for step in steps if step.user]
        ModelLogEntry.objects.bulk_create([self._entry(step, number) for step, number in done])
        return [number for step, number in done if step.kind == Kind.NEW]

    def _accounts(self, steps):
        users = [
            User(
                email=step.row.email,
                first_name=step.row.first_name,
                last_name=step.row.last_name,
                password=make_password(None),
            )
            for step in steps
        ]
        User.objects.bulk_create(users)
        # What saving a user one by one would do by itself: see accounts.addresses.
        EmailAddress.objects.filter(email__in=[user.email for user in users], verified=True).delete()
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
        )
        for step, user in zip(steps, users, strict=True):
            step.user = step.term.user = user

    def _numbers(self, steps) -> dict[int, int]:
        """Membership numbers by account; who has none gets one, in the order of the spreadsheet."""
        pks = [step.user.pk for step in steps]
        known = dict(Member.objects.filter(user__in=pks).values_list("user_id", "number"))
        Member.objects.bulk_create(Member(user_id=pk) for pk in pks if pk not in known)
        return dict(Member.objects.filter(user__in=pks).values_list("user_id", "number"))

    def _entry(self, step, number):
        verb = {Kind.NEW: "Became a member", Kind.RENEWED: "Renewed"}.get(step.kind, "Changed")
        return ModelLogEntry(
            content_type=self.content_type,
            object_id=str(number),
            label=str(step.user),
            action="membership.import",
            data={"text": f"{verb} by import: {step.details}"},
            timestamp=self.now,
            uuid=self.uuid,
            user=self.by,
            content_changed=True,
        )


@task()
def send_links(numbers: list[int], user_pk: int) -> None:
    """Welcome new members with the link to choose a password."""
    by = User.objects.get(pk=user_pk)
    for member in Member.objects.filter(number__in=numbers).select_related("user"):
        try:
            send_link(member, by)
        except NotPossibleError as reason:
            logger.warning("No link was sent: %s", reason)


def forget_unconfirmed(sender, today, **kwargs) -> str:
    """``core.due``: throw away what was read from spreadsheets that nobody has confirmed."""
    old = MemberImport.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).filter(
        Q(state=MemberImport.State.READY) | Q(state=MemberImport.State.FAILED)
    )
    count = old.exclude(rows=[]).update(rows=[], state=MemberImport.State.FAILED)
    return f"{count} unconfirmed imports of members forgotten" if count else ""
