"""One e-mail to each follower when a version takes effect; never two, and only to who may still see it."""

import re
from functools import partial
from html import unescape

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django_tasks import task

from core.access import may_view
from core.mail import queue


def as_visitor(user):
    """A request as this person would make it, for the gate."""
    request = HttpRequest()
    request.user = request._cached_user = user
    return request


def in_force(version) -> bool:
    """Whether this is the version that holds today, among those that are published."""
    return version.live and version == version.standard.published_history().current


def when_published(sender, instance, alias=False, **kwargs):
    """A version that is in force already when it is published is told of at once; others on their day."""
    if not alias and in_force(instance):
        transaction.on_commit(partial(tell_followers_of.enqueue, instance.pk))


@task()
def tell_followers_of(version_id: int) -> int:
    """Queue the mails about a version that are due and were not sent; returns how many."""
    from members.standards.models import Follow, Notice, StandardVersionPage

    version = StandardVersionPage.objects.filter(pk=version_id).first()
    if version is None or not in_force(version):
        return 0
    standard = version.standard
    told = Notice.objects.filter(version=version).values("user")
    # Who began to follow it later has seen this version on the page.
    waiting = Follow.objects.filter(
        standard=standard, since__lt=version.takes_effect_at, user__is_active=True
    ).exclude(user__in=told)
    sent = 0
    for follow in waiting.select_related("user"):
        if not may_view(version, as_visitor(follow.user)):
            continue
        _notice, is_new = Notice.objects.get_or_create(version=version, user=follow.user)
        if is_new:
            queue("standards_in_force", follow.user.email, context(standard, version))
            sent += 1
    return sent


def context(standard, version):
    return {
        "standard": standard,
        "version": version,
        "changes": plain(version.changes),
        "replaced": standard.published_history().replaced,
        "url": f"{settings.SITE_URL}{standard.get_url()}",
    }


def plain(rich_text: str) -> str:
    """Rich text as an e-mail can say it: a line for each paragraph and each item of a list."""
    ended = re.sub(r"(</p>|</li>|<br/?>)", r"\1\n", rich_text)
    lines = (line.strip() for line in unescape(strip_tags(ended)).splitlines())
    return "\n".join(line for line in lines if line)


def tell_what_is_due(sender, today=None, **kwargs) -> str:
    """Connected to ``core.due``: versions that take effect today, or did while nobody ran the command."""
    from members.standards.models import StandardDocumentPage

    sent = 0
    for standard in StandardDocumentPage.objects.filter(live=True, follows__isnull=False).distinct():
        current = standard.published_history(today or timezone.localdate()).current
        if current:
            sent += tell_followers_of.call(current.pk)
    return f"Standards: {sent} followers told of a new version." if sent else ""
