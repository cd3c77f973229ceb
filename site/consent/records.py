"""Writing down a choice."""

from django.db import transaction
from django.utils import timezone

from consent.choice import Choice, sends_gpc
from consent.models import ConsentAnswer, ConsentRecord, Wording
from consent.notice import Notice


def known_wording(notice: Notice, digest: str) -> bool:
    """Whether a page that showed these words asked for the same as the site asks for now.

    A page may come out of a cache or stand open for days. Mended words count; an older version, and words
    that nobody was ever shown, do not.
    """
    if digest == notice.digest:
        return True
    shown = Wording.objects.filter(pk=digest).first() if len(digest) == len(notice.digest) else None
    return bool(shown and shown.versions == notice.versions)


def keep_wording(notice: Notice) -> None:
    if not notice.optional:
        return
    Wording.objects.get_or_create(
        digest=notice.digest, defaults={"text": notice.wording, "versions": notice.versions}
    )


def keep(request, notice: Notice, choice: Choice, *, way: str, digest: str) -> ConsentRecord:
    """Record the answers that ``choice`` gives to today's categories. Before the cookie: no proof, no yes."""
    with transaction.atomic():
        if digest == notice.digest:
            keep_wording(notice)
        record = ConsentRecord.objects.create(
            consent_id=choice.consent_id,
            made_at=timezone.now(),
            way=way,
            is_gpc=sends_gpc(request),
            wording=digest,
        )
        ConsentAnswer.objects.bulk_create(
            ConsentAnswer(
                record=record,
                category=category.varname,
                name=category.name,
                policy_version=category.number,
                accepted=choice.accepts(category),
            )
            for category in notice.optional
            if choice.has_answered(category)
        )
    return record
