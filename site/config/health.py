"""Two addresses for whoever watches the site: does the process live, and can it do its work?"""

import logging
import secrets
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

OK = "ok"
NOT_CONFIGURED = "not configured"
#: Seconds a task may wait before the worker counts as gone.
WORKER_MAX_DELAY = 15 * 60


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of any other part."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 if every part works, else 503. Names the part that fails; the reason is in the log."""
    parts = {name: state(name, part) for name, part in PARTS.items()}
    ready = all(value in {OK, NOT_CONFIGURED} for value in parts.values())
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


def state(name: str, part: Callable[[], str]) -> str:
    try:
        return part()
    except Exception:
        logger.exception("Not ready: %s", name)
        return "failed"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def shared_cache() -> str:
    key = f"readyz-{secrets.token_hex(8)}"
    cache.set(key, key, timeout=10)
    found = cache.get(key)
    cache.delete(key)
    if found != key:
        raise RuntimeError("the cache does not give back what it was given")
    return OK


def storage() -> str:
    """The folders of pictures and documents take a file, or on a new site the folder they will be made in."""
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        nearest = next(path for path in (Path(folder), *Path(folder).parents) if path.exists())
        with tempfile.TemporaryFile(dir=nearest):
            pass
    return OK


def scheduler() -> str:
    """
    `manage.py publish_scheduled` ran within the last SCHEDULER_MAX_AGE seconds.

    0 means that nothing runs it here, as on a developer's machine.
    """
    if not settings.SCHEDULER_MAX_AGE:
        return NOT_CONFIGURED
    try:
        age = time.time() - settings.SCHEDULER_HEARTBEAT.stat().st_mtime
    except FileNotFoundError:
        raise RuntimeError("publish_scheduled has never run") from None
    if age > settings.SCHEDULER_MAX_AGE:
        raise RuntimeError(f"publish_scheduled last ran {age:.0f} seconds ago")
    return OK


def worker() -> str:
    """No task has waited for longer than WORKER_MAX_DELAY seconds. Done at once, no task ever waits."""
    if not isinstance(task_backends["default"], DatabaseBackend):
        return NOT_CONFIGURED
    overdue = timezone.now() - timedelta(seconds=WORKER_MAX_DELAY)
    if DBTaskResult.objects.ready().filter(enqueued_at__lt=overdue).exists():
        raise RuntimeError("tasks wait, db_worker does not seem to run")
    return OK


def heartbeat() -> None:
    """Note that the scheduler has just done its work."""
    settings.SCHEDULER_HEARTBEAT.parent.mkdir(parents=True, exist_ok=True)
    settings.SCHEDULER_HEARTBEAT.touch()


PARTS = {
    "database": database,
    "cache": shared_cache,
    "storage": storage,
    "scheduler": scheduler,
    "worker": worker,
}
