"""Passing a message on: the supervisor gets it by mail, and their address is in no page."""

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core import mail
from core.models import SiteSettings
from core.throttle import client_key, wait_before
from members.directory.models import RelayedMessage, SupervisorEntry

HOUR = 60 * 60
#: The same words within this time are one message, sent twice by a double click or a reload (seconds).
SAME_MESSAGE = 10 * 60
#: For how long a message can be reported (seconds).
REPORTABLE = 90 * 24 * HOUR

signer = signing.TimestampSigner(salt="members.directory.contact.report")


def send(entry: SupervisorEntry, message: dict[str, str]) -> None:
    """Pass ``message`` (name, email, message) on, once; note that it was, without its words."""
    words = "\0".join([str(entry.pk), *(message[key] for key in ("email", "message"))])
    seal = f"relayed:{salted_hmac('members.directory.contact', words).hexdigest()}"
    if not cache.add(seal, 1, SAME_MESSAGE):
        return
    try:
        with transaction.atomic():
            relayed = RelayedMessage.objects.create(entry=entry)
            mail.queue(
                "directory_message",
                entry.member.user.email,
                {**message, "entry": entry, "report": settings.SITE_URL + report_address(relayed)},
                reply_to=[message["email"]],
                is_recorded=False,
            )
    except Exception:
        # It was not passed on: the next try is the first.
        cache.delete(seal)
        raise


def wait(request, entry: SupervisorEntry) -> int:
    """Seconds until the next message is taken: from this visitor, for this supervisor, from everybody."""
    limits = (
        (client_key(request), settings.DIRECTORY_MESSAGES_PER_VISITOR_AND_HOUR),
        (f"to:{entry.pk}", settings.DIRECTORY_MESSAGES_PER_SUPERVISOR_AND_HOUR),
        ("everybody", settings.DIRECTORY_MESSAGES_PER_HOUR),
    )
    for key, limit in limits:
        if seconds := wait_before("directory-message", key, limit=limit, seconds=HOUR):
            return seconds
    return 0


def report_address(relayed: RelayedMessage) -> str:
    return reverse("directory_report", args=[signer.sign(str(relayed.pk))])


def reported_by(token: str) -> RelayedMessage | None:
    """The message that a link in a supervisor's mail is about; None if the link is too old or was made up."""
    try:
        pk = signer.unsign(token, max_age=REPORTABLE)
    except signing.BadSignature:
        return None
    return RelayedMessage.objects.select_related("entry__member__user").filter(pk=pk).first()


def report(request, relayed: RelayedMessage, words: str) -> None:
    """Note a report and tell the office; a second one about the same message changes nothing."""
    with transaction.atomic():
        unreported = RelayedMessage.objects.filter(pk=relayed.pk, reported_at=None)
        if not unreported.update(reported_at=timezone.now(), report=words):
            return
        office = SiteSettings.for_request(request).email
        if office:
            mail.queue("directory_report", office, {"relayed": relayed, "words": words})
