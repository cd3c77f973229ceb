"""What may be there, in which state."""

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.conf import settings

from consent import statistics
from consent.embeds import CATEGORY as VIDEO
from consent.embeds import PLAYERS
from consent.names import matches
from consent.notice import Notice

UNDECIDED, REJECTED, ACCEPTED = "before a choice", "after Reject", "after Accept"
STATES = (UNDECIDED, REJECTED, ACCEPTED)


@dataclass(frozen=True)
class Found:
    """``kind``: cookie, local_storage, session_storage or host. ``domain``: of a cookie of another host."""

    kind: str
    name: str
    page: str
    state: str
    domain: str = ""


def judge(found: list[Found], notice: Notice) -> list[dict]:
    """Each thing once in each state, with its category and the fault, if there is one, in plain words."""
    once = {(thing.kind, thing.name, thing.domain, thing.state): thing for thing in reversed(found)}
    findings = []
    for thing in sorted(once.values(), key=lambda thing: (STATES.index(thing.state), thing.kind, thing.name)):
        category = _category(thing, notice)
        if category is None:
            fault = "Not declared:"
        elif not category.is_required and thing.state != ACCEPTED:
            fault = "There without a yes:"
        else:
            fault = ""
        findings.append({**asdict(thing), "category": category.varname if category else "", "fault": fault})
    return findings


def _category(thing: Found, notice: Notice):
    if thing.kind == "host":
        return next((c for c in notice.optional if _is_host_of(thing.name, c)), None)
    # The essential ones first: where two declarations cover a name, no yes is needed.
    for category in notice.required + notice.optional:
        for cookie in category.cookies:
            is_kind = cookie["storage_type"] in (thing.kind, "other")
            is_domain = not thing.domain or _is_below(thing.domain, cookie["domain"])
            if is_kind and is_domain and matches(cookie["name"], thing.name):
                return category
    return None


def _is_host_of(host: str, category) -> bool:
    addresses = PLAYERS if category.varname == VIDEO else []
    if category.varname == statistics.CATEGORY:
        addresses = [settings.STATISTICS_URL]
    declared = [urlsplit(address).hostname or "" for address in addresses]
    declared += [cookie["domain"] for cookie in category.cookies]
    return any(_is_below(host, domain) for domain in declared)


def _is_below(host: str, domain: str) -> bool:
    domain = domain.lstrip(".")
    return bool(domain) and f".{host.lstrip('.')}".endswith(f".{domain}")
