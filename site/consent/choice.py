"""A visitor's choice, as their own cookie keeps it.

The cookie is django-cookie-consent's, in its form (``category=version|category=-1``), with three entries
that no category can be called: the consent number, the time, and a signature over the rest. One cookie holds
all of it, so two choices made at once never mix: the browser keeps the one or the other. What is forged,
damaged or older than six months counts as no choice.
"""

import time
import uuid
from dataclasses import dataclass, field

from cookie_consent.util import dict_to_cookie_str, parse_cookie_str
from django.conf import settings
from django.core.signing import BadSignature, Signer

from consent.notice import Notice

IDENTITY, TIME, SIGNATURE = "_id", "_at", "_signed"
#: A clock may be wrong by this many seconds before a choice "from the future" is refused.
CLOCK = 24 * 60 * 60


@dataclass(frozen=True)
class Choice:
    """``answers``: for each category key the version that was agreed to, or DECLINE."""

    answers: dict[str, str] = field(default_factory=dict)
    consent_id: str = ""

    def has_answered(self, category) -> bool:
        return self.answers.get(category.varname) in (category.version, settings.COOKIE_CONSENT_DECLINE)

    def accepts(self, category) -> bool:
        return self.answers.get(category.varname) == category.version

    def is_complete(self, notice: Notice) -> bool:
        return all(self.has_answered(category) for category in notice.optional)

    def accepted(self, notice: Notice) -> list[str]:
        return [category.varname for category in notice.optional if self.accepts(category)]


def read(request) -> Choice:
    """The visitor's choice; an empty one if there is none that counts."""
    raw = request.COOKIES.get(settings.COOKIE_CONSENT_NAME, "")
    text, found, signature = raw.rpartition(f"|{SIGNATURE}=")
    if not found:
        return Choice()
    try:
        _signer().unsign(f"{text}:{signature}")
        answers = parse_cookie_str(text)
        made_at = int(answers.pop(TIME))
        consent_id = str(uuid.UUID(answers.pop(IDENTITY)))
    except (BadSignature, KeyError, ValueError):
        return Choice()
    age = time.time() - made_at
    if not -CLOCK < age < settings.COOKIE_CONSENT_MAX_AGE:
        return Choice()
    return Choice(answers, consent_id)


def write(response, choice: Choice) -> None:
    text = dict_to_cookie_str({**choice.answers, IDENTITY: choice.consent_id, TIME: str(int(time.time()))})
    signature = _signer().signature(text)
    response.set_cookie(
        settings.COOKIE_CONSENT_NAME,
        f"{text}|{SIGNATURE}={signature}",
        max_age=settings.COOKIE_CONSENT_MAX_AGE,
        domain=settings.COOKIE_CONSENT_DOMAIN,
        secure=settings.COOKIE_CONSENT_SECURE,
        httponly=settings.COOKIE_CONSENT_HTTPONLY,
        samesite=settings.COOKIE_CONSENT_SAMESITE,
    )


def sends_gpc(request) -> bool:
    """Global Privacy Control: https://www.w3.org/TR/gpc/ §3.1; only the value 1 means anything."""
    return request.headers.get("Sec-GPC", "").strip() == "1"


def state(request, choice: Choice, notice: Notice) -> str:
    """What the banner shows: "ask", "gpc" (the signal counts as a no) or "done"."""
    if choice.is_complete(notice):
        return "done"
    return "gpc" if sends_gpc(request) else "ask"


def _signer() -> Signer:
    return Signer(sep=":", salt="consent.choice")
