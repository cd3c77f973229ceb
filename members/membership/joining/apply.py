"""Applications: taken in, approved, declined."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from core import mail
from members.membership.actions import NotPossibleError
from members.membership.enrolment import enrol
from members.membership.models import Application, Grade, Member, MembershipSettings


def apply(answers: dict, words: MembershipSettings) -> None:
    """
    Keep an application, and write to whoever made it.

    The same is done whether or not the address has an account: one look, one row, one queued mail. Only the
    mail tells the owner of the address which it was. While an application from an address is waiting, another
    one from it is the same, sent twice.
    """
    answers = {name: value for name, value in answers.items() if name != "consent"}
    user = User.objects.filter(email=answers["email"]).first()
    try:
        with transaction.atomic():
            application = Application.objects.create(user=user, **answers)
    except IntegrityError:  # one is waiting already
        return
    template = "membership_application_known" if user else "membership_application"
    mail.queue(
        template,
        application.email,
        {
            "application": application,
            "sign_in": settings.SITE_URL + reverse("account_login"),
            "reset": settings.SITE_URL + reverse("account_reset_password"),
        },
    )
    listing = reverse("wagtailsnippets_membership_application:list")
    for address in filter(None, (part.strip() for part in words.mail_applications_to.split(","))):
        mail.queue(
            "membership_application_office",
            address,
            {"application": application, "listing": settings.SITE_URL + listing},
        )


def approve(
    application: Application,
    by: User,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date,
    grade: Grade | None = None,
    note: str = "",
) -> Member:
    """Make the applicant a member, and send the link. Raises NotPossibleError, as ``enrol`` does."""
    with transaction.atomic():
        application = _open(application)
        member = enrol(
            email=application.email,
            first_name=application.first_name,
            last_name=application.last_name,
            grade=grade or application.grade,
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
            reason=note,
        )
        application.user = member.user
        _decide(application, Application.Status.APPROVED, by, note)
        return member


def decline(application: Application, by: User, *, note: str, words: str = "") -> None:
    """Say no. ``words``: what the applicant is told; nothing is mailed without any."""
    with transaction.atomic():
        application = _open(application)
        _decide(application, Application.Status.DECLINED, by, note)
        if words:
            mail.queue("membership_declined", application.email, {"application": application, "words": words})


def _open(application):
    """The application, locked, so that it is decided once."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.is_open:
        raise NotPossibleError(
            f"The application of {locked} was decided already: {locked.get_status_display()}."
        )
    return locked


def _decide(application, status, by, note):
    application.status, application.note = status, note
    application.decided_by, application.decided_at = by, timezone.now()
    application.save()
    text = f"Application {application.get_status_display().lower()}"
    log(application, f"membership.{status}", user=by, data={"text": text, "reason": note})
