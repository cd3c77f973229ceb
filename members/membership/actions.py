"""What officers do with members. Each is logged with who did it, when and why, and Wagtail shows the log.

Every function works on one member, in a transaction, with the member's row locked, so that doing a thing
twice at once is doing it once. What can't be done raises NotPossibleError, with words for the officer.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as format_date
from wagtail.log_actions import log

from accounts.models import User
from members.membership.dates import last_day
from members.membership.models import Grade, Member, Membership, MembershipSettings
from members.membership.models.members import keeps_site
from members.membership.models.terms import days_of_grace

DAY = datetime.timedelta(days=1)
GONE = (
    "The data of {user} were deleted: nothing more can be done here. Who comes back is added as a new member."
)
KEEPER = "{user} keeps this site: only an administrator changes anything of theirs."


class NotPossibleError(Exception):
    """Something can't be done with this member; the text says why, and what to do instead."""


def as_text(day: datetime.date) -> str:
    return format_date(day, "j F Y")


def refuse_for_keepers(user: User, by: User) -> None:
    """Officers touch nobody who has rights in the admin, lest they end or take over an account."""
    if not by.is_superuser and keeps_site(user):
        raise NotPossibleError(KEEPER.format(user=user))


def _locked(member: Member, by: User) -> list[Membership]:
    """The member's terms, the newest first, once nobody else is changing them."""
    Member.objects.select_for_update().get(pk=member.pk)
    refuse_for_keepers(member.user, by)
    if member.user.erased_at:
        raise NotPossibleError(GONE.format(user=member.user))
    return list(
        Membership.objects.filter(user=member.user_id).select_related("grade").order_by("-ends_on", "-pk")
    )


def _log(member: Member, action: str, by: User, text: str, reason: str = "") -> None:
    # Terms that were read before are out of date now.
    member.__dict__.pop("terms", None)
    log(member, f"membership.{action}", user=by, data={"text": text, "reason": reason})


def _not_over(terms: list[Membership], *statuses: str) -> list[Membership]:
    day = timezone.localdate()
    return [term for term in terms if term.status in statuses and term.access_until >= day]


@transaction.atomic
def suspend(member: Member, by: User, reason: str) -> None:
    """Close the members' area to somebody at once, for this term and those to come; sign them out."""
    terms = _not_over(_locked(member, by), Membership.Status.ACTIVE)
    if not terms:
        raise NotPossibleError(f"{member} has no term that could be suspended.")
    for term in terms:
        term.status, term.note = Membership.Status.SUSPENDED, reason
        term.save()
    _end_sessions(member.user)
    _log(member, "suspend", by, "Suspended", reason)


@transaction.atomic
def lift(member: Member, by: User, reason: str) -> None:
    """Take a suspension back: the dates count again as they are."""
    terms = [term for term in _locked(member, by) if term.status == Membership.Status.SUSPENDED]
    if not terms:
        raise NotPossibleError(f"{member} is not suspended.")
    for term in terms:
        term.status, term.note = Membership.Status.ACTIVE, reason
        term.save()
    _log(member, "lift", by, "Suspension lifted", reason)


@transaction.atomic
def end(member: Member, by: User, reason: str) -> None:
    """End a membership today, and whatever was to follow it; sign the person out."""
    today = timezone.localdate()
    terms = _not_over(_locked(member, by), Membership.Status.ACTIVE, Membership.Status.SUSPENDED)
    if not terms:
        raise NotPossibleError(f"{member} has no term that could be ended.")
    for term in terms:
        term.status, term.note = Membership.Status.RESIGNED, reason
        if term.starts_on <= today:
            term.ends_on = min(term.ends_on, today)
        term.save()
    _end_sessions(member.user)
    _log(member, "end", by, "Membership ended", reason)


@transaction.atomic
def renew(
    member: Member,
    by: User,
    *,
    ends_on: datetime.date | None = None,
    grade: Grade | None = None,
    reason: str = "",
    last_seen: int | None = None,
) -> Membership:
    """
    Add the term that follows the last one, without a gap; after the days of grace, one from today.

    ``ends_on`` None: as long as the settings say. ``last_seen``: the newest term (its key) that there was
    when the officer decided; if the member got one since, this was done already.
    """
    terms = _locked(member, by)
    today = timezone.localdate()
    if last_seen is not None and any(term.pk > last_seen for term in terms):
        raise NotPossibleError(f"{member} was renewed in the meantime.")
    if any(term.status == Membership.Status.SUSPENDED for term in terms[:1]):
        raise NotPossibleError(f"{member} is suspended. Lift that first.")
    if any(term.status == Membership.Status.ACTIVE and term.starts_on > today for term in terms):
        raise NotPossibleError(f"{member} is renewed already, until {as_text(terms[0].ends_on)}.")
    starts_on = next_start(terms, today)
    ends_on = ends_on or last_day(starts_on, MembershipSettings.load().term_months)
    if ends_on < starts_on:
        raise NotPossibleError(f"{member} has a term until {as_text(starts_on - DAY)}: choose a later day.")
    term = Membership(
        user=member.user,
        grade=(grade or terms[0].grade) if terms else grade,
        starts_on=starts_on,
        ends_on=ends_on,
        note=reason,
    )
    if term.grade_id is None:
        raise NotPossibleError(f"{member} never had a grade. Choose one.")
    term.save()
    text = f"Renewed as {term.grade}, from {as_text(starts_on)} to {as_text(ends_on)}"
    _log(member, "renew", by, text, reason)
    return term


def next_start(terms, today: datetime.date) -> datetime.date:
    """The first day of a term that is added today to these."""
    ends = [term.ends_on for term in terms if term.status != Membership.Status.RESIGNED]
    last = max(ends, default=None)
    return last + DAY if last and last + days_of_grace() >= today else today


@transaction.atomic
def change_grade(member: Member, by: User, grade: Grade, reason: str = "") -> None:
    """From today on, another grade: the term is divided, so that the record shows since when."""
    today = timezone.localdate()
    terms = _not_over(_locked(member, by), Membership.Status.ACTIVE, Membership.Status.SUSPENDED)
    if not terms:
        raise NotPossibleError(f"{member} has no term. Renew it, and choose the grade there.")
    changing = [term for term in terms if term.grade_id != grade.pk]
    if not changing:
        raise NotPossibleError(f"{member} is {grade} already.")
    was = terms[-1].grade
    for term in changing:
        if term.starts_on < today <= term.ends_on:
            rest = Membership(
                user=member.user,
                grade=grade,
                status=term.status,
                starts_on=today,
                ends_on=term.ends_on,
                note=reason,
            )
            term.ends_on = today - DAY
            term.save()
            rest.save()
        else:
            term.grade = grade
            term.save()
    _log(member, "grade", by, f"Grade changed from {was} to {grade}", reason)


@transaction.atomic
def send_link(member: Member, by: User) -> None:
    """Mail the single-use link with which somebody chooses a password."""
    from accounts.links import send_password_link

    refuse_for_keepers(member.user, by)
    term = member.current_term
    send_password_link(
        member.user,
        template="membership_welcome",
        context={"name": member.user.first_name, "number": member.number, "term": term},
    )
    _log(member, "link", by, "Sent the link to choose a password")


@transaction.atomic
def correct(member: Member, by: User, *, first_name: str, last_name: str, email: str) -> None:
    """Mend a name; an address only until its owner has signed in, who from then on changes it themselves."""
    _locked(member, by)
    user = member.user
    was = f"{user.get_full_name()}, {user.email}"
    if email != user.email and user.last_login:
        raise NotPossibleError(
            f"{member} has signed in already, and changes the address on the account page."
        )
    user.first_name, user.last_name, user.email = first_name, last_name, email
    user.full_clean(exclude=["password"])
    user.save(update_fields=["first_name", "last_name", "email"])
    if was != (now := f"{user.get_full_name()}, {user.email}"):
        _log(member, "correct", by, f"Corrected from {was} to {now}")


def _end_sessions(user: User) -> None:
    from accounts.sessions import end_sessions

    end_sessions(user)
