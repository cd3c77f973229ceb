"""Mail that the site sends: written from a template, queued, and sent by whatever ``TASKS`` names.

In production a worker sends it (docs/operations.md), so that no visitor waits for the mail server, and an
answer takes as long for an address that we know as for one that we do not.
"""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)


@task()
def deliver(
    subject: str,
    text: str,
    to: list[str],
    reply_to: list[str] | None = None,
    html: str = "",
    sender: str | None = None,
    is_recorded: bool = True,
) -> None:
    """Hand one message to the mail server. A failure is the task's: it is logged and kept by the queue.

    ``is_recorded=False``: the queue keeps no record of it once it is sent (``forget_sent``).
    """
    message = EmailMultiAlternatives(subject, text, sender, to, reply_to=reply_to or None)
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def compose(name: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of ``templates/emails/<name>.txt``, whose first line is the subject. It may use
    ``site_name`` and ``site_url`` (without a slash at its end) besides ``context``."""
    shared = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
    # Not escaped: it is no HTML, and an O'Hara wants to be written to by that name.
    template = Engine.get_default().get_template(f"emails/{name}.txt")
    subject, _, text = template.render(Context(shared | context, autoescape=False)).strip().partition("\n")
    return subject.strip(), text.strip() + "\n"


def forget_sent(sender, task_result: TaskResult, **kwargs) -> None:
    """Take a mail that is sent out of the queue, if it was to leave no record there."""
    if task_result.task != deliver or task_result.kwargs.get("is_recorded", True):
        return
    is_sent = task_result.status == TaskResultStatus.SUCCESSFUL
    if is_sent and isinstance(deliver.get_backend(), DatabaseBackend):
        DBTaskResult.objects.filter(pk=task_result.id).delete()


def queue(
    name: str, to: str, context: dict[str, Any], reply_to: Sequence[str] = (), is_recorded: bool = True
) -> None:
    """Queue ``templates/emails/<name>.txt`` for one address, once the transaction has come through.

    ``is_recorded=False`` for words that the site promises not to keep: the queue forgets them as soon as the
    mail server has them.
    """
    subject, text = compose(name, context)
    transaction.on_commit(
        lambda: deliver.enqueue(subject, text, [to], reply_to=list(reply_to), is_recorded=is_recorded)
    )


def send_unrecorded(name: str, to: str, context: dict[str, Any]) -> bool:
    """Send it now, past the queue, which keeps a record: for somebody of whom none may be left.

    Returns whether the mail server took it; a failure is logged without the address.
    """
    try:
        deliver.func(*compose(name, context), [to])
    except Exception as fault:
        # Its own words may repeat the address.
        logger.error("The mail %s could not be sent: %s.", name, type(fault).__name__)
        return False
    return True
