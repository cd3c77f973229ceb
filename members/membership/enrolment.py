"""How somebody becomes a member: an account without a password, a number, a first term, and a link."""

import datetime

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from members.membership.actions import NotPossibleError, as_text, refuse_for_keepers, send_link
from members.membership.models import Grade, Member, Membership


@transaction.atomic
def check(email: str, starts_on: datetime.date, ends_on: datetime.date, by: User) -> User | None:
    """The account that the address has, if somebody with it may be enrolled; else NotPossibleError."""
    user = User.objects.select_for_update().filter(email=User.objects.normalize_email(email)).first()
    if user is None:
        return None
    refuse_for_keepers(user, by)
    for term in Membership.objects.filter(user=user).overlapping(starts_on, ends_on):
        raise NotPossibleError(
            f"{user} has a term from {as_text(term.starts_on)} to {as_text(term.ends_on)} already. "
            "Renew it or change its grade instead."
        )
    return user


@transaction.atomic
def enrol(
    *,
    email: str,
    first_name: str,
    last_name: str,
    grade: Grade,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: User,
    reason: str = "",
    link: bool = True,
) -> Member:
    """
    Make somebody a member, and send them the link to choose a password.

    Somebody who has an account already keeps it as it is, and gets a term. Raises NotPossibleError where that
    account belongs to somebody who keeps the site (``by`` being no administrator), or where they have a term
    at that time.
    """
    user = check(email, starts_on, ends_on, by)
    if user is None:
        user = User.objects.create_user(
            email=User.objects.normalize_email(email), first_name=first_name, last_name=last_name
        )
    term = Membership.objects.create(
        user=user, grade=grade, starts_on=starts_on, ends_on=ends_on, note=reason
    )
    member = Member.objects.get(user=user)
    text = f"Became {grade}, from {as_text(starts_on)} to {as_text(ends_on)}"
    log(member, "membership.enrol", user=by, data={"text": text, "reason": reason, "term": term.pk})
    if link:
        send_link(member, by)
    return member
