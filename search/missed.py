"""What was searched for and not found: what several people wrote, and nothing about any of them.

A text is written down only once several visitors have searched for it within a month. Until then there is a
number in the cache, under a seal of the text: what one person typed is kept nowhere. What looks like an
e-mail address, a telephone number, a date, a postcode or a web address is not even counted.
"""

import datetime
import re

from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.throttle import client_key, wait_before
from search.models.words import MissedSearch

#: So many visitors make it several.
SEVERAL = 3
#: The texts that one visitor adds to in a day: who fills in the report on purpose does not get far.
MOST_A_DAY = 20
#: Rows of the report. What nobody has asked for in so many days leaves it.
MOST_KEPT = 1000
KEPT_DAYS = 180
DAY = 24 * 60 * 60
MONTH = 30 * DAY

LONGEST = 60
MOST_WORDS = 6
#: A postcode of the United Kingdom (whole), or an Eircode.
POSTCODE = re.compile(
    r"\b(?:[a-z]{1,2}[0-9][a-z0-9]?[\s-]*[0-9][a-z]{2}|[a-z](?:[0-9]{2}|6w)[\s-]*[0-9a-z]{4})\b"
)
#: More digits than a year has: a telephone number, a date of birth, a number of a membership or an account.
MOST_DIGITS = 4


def countable(words: str) -> str:
    """The text as it is counted; an empty one if it may be about a person, or can't be of use."""
    text = " ".join(words.casefold().split())
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or not text.isprintable():
        return ""
    if sum(letter.isdigit() for letter in text) > MOST_DIGITS or POSTCODE.search(text):
        return ""
    if "@" in text or "www." in text or "://" in text or not any(letter.isalpha() for letter in text):
        return ""
    return text


def count(request: HttpRequest, words: str) -> None:
    """Count one search that found nothing: once a day and visitor."""
    text = countable(words)
    if not text:
        return
    who, what = client_key(request), salted_hmac("search.missed", text).hexdigest()[:32]
    if wait_before("search-missed", f"{who}:{what}", limit=1, seconds=DAY) or wait_before(
        "search-missed", who, limit=MOST_A_DAY, seconds=DAY
    ):
        return
    today = timezone.localdate()
    if MissedSearch.objects.filter(words=text).update(asked=F("asked") + 1, last_asked=today):
        return
    if _visitors(what) >= SEVERAL and MissedSearch.objects.count() < MOST_KEPT:
        MissedSearch.objects.get_or_create(words=text, defaults={"asked": SEVERAL, "last_asked": today})


def _visitors(what: str) -> int:
    """How many have searched for it within a month."""
    name = f"search-missed:{what}"
    cache.add(name, 0, timeout=MONTH)
    try:
        return cache.incr(name)
    except ValueError:  # it fell out of the cache in between
        return 0


def forget(today: datetime.date, **kwargs) -> str:
    """Take off the list what nobody has asked for in a long time."""
    old = MissedSearch.objects.filter(last_asked__lt=today - datetime.timedelta(days=KEPT_DAYS))
    number, _by_model = old.delete()
    said = "search that found nothing was" if number == 1 else "searches that found nothing were"
    return f"{number} {said} forgotten." if number else ""
