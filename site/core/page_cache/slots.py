"""Where one page is kept, under one content mark; and the one request that makes it, while others wait."""

import datetime
import hashlib
import threading
import time

from django.core.cache import caches
from django.http import HttpRequest
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from wagtail.models import Page

from core.page_cache import content
from core.page_cache.release import release

#: For how long a page is kept at most. Only what changes the database past Django can show that late.
SECONDS = 5 * 60
#: For how long a visitor waits for the page that another's request is making.
PATIENCE = 5
#: After how long that request is taken for dead.
LIFE = 30
PAUSE = 0.01

Kept = tuple[bytes, list[tuple[str, str]]]

# Django's file cache adds in two steps: no two threads of a process may be between them.
_adding = threading.Lock()


class Slot:
    """``is_taken``: this request makes the page. Its methods raise whatever the cache raises.

    Raises DisallowedHost.
    """

    def __init__(self, request: HttpRequest) -> None:
        compressed = bool(re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
        self.address = f"{compressed} {request.scheme} {request.get_host()} {request.get_full_path()}"
        self.pages = caches["pages"]
        self.is_taken = False

    def look(self) -> Kept | tuple[()] | None:
        """What is kept; empty for a page that may not be kept; None where there is nothing yet."""
        self.mark = content.mark()
        self.key = hashlib.sha256(f"{release()} {self.mark} {self.address}".encode()).hexdigest()
        return self.pages.get(self.key)

    def take_or_wait(self) -> Kept | tuple[()] | None:
        """Take the slot, or wait for what the request makes that has it. Who waits in vain takes none."""
        self.ends = ends_at(self.mark)
        self.lock = f"{self.key}:lock"
        with _adding:
            self.is_taken = self.pages.add(self.lock, 1, LIFE)
        if self.is_taken:
            # Another may have kept it and left since we looked.
            if (kept := self.pages.get(self.key)) is not None:
                self.leave()
            return kept
        end = time.monotonic() + PATIENCE
        while self.pages.has_key(self.lock) and time.monotonic() < end:
            time.sleep(PAUSE)
        return self.pages.get(self.key)

    def keep(self, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.pages.set(self.key, (body, headers), self.ends - time.time())

    def keep_nothing(self) -> None:
        self.pages.set(self.key, (), self.ends - time.time())

    def leave(self) -> None:
        self.is_taken = False
        self.pages.delete(self.lock)


def ends_at(mark: str) -> float:
    """When a page that is made now has to be made again because of the time alone, as a timestamp: at
    midnight, where memberships end and versions come into force, or when the next page expires."""
    now = timezone.now()
    tomorrow = timezone.localdate(now) + datetime.timedelta(days=1)
    midnight = datetime.datetime.combine(tomorrow, datetime.time(), timezone.get_current_timezone())
    expiries = caches["pages"].get_or_set(f"{mark}:expiries", lambda: expiries_after(now), SECONDS) or []
    to_come = [moment for moment in expiries if moment > now.timestamp()]
    return min([now.timestamp() + SECONDS, midnight.timestamp(), *to_come])


def expiries_after(now: datetime.datetime) -> list[float]:
    """When pages expire, for as long as a page lasts that is made while this list is kept."""
    last = now + datetime.timedelta(seconds=2 * SECONDS)
    moments = Page.objects.filter(expire_at__gt=now, expire_at__lte=last).values_list("expire_at", flat=True)
    return [moment.timestamp() for moment in moments.distinct()]
