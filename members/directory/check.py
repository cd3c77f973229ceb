"""`/supervisors/check/`: is this person accredited today?

The full name or the number must be known: nothing is completed, and nothing is said about anybody who is not
accredited, whether they lapsed, are suspended, in training or unknown. The query is written into no log.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables

from core.throttle import client_key, wait_before
from members.directory.addresses import PageBelow
from members.directory.models import DirectoryPage, SupervisorEntry
from members.directory.models.entries import public_name
from members.directory.register import Accreditation, accreditation, current_terms
from members.membership.models import Member, Membership

HOUR = 60 * 60
LONGEST = 200
#: A number with more digits is no membership number, and none that the database could look for.
MOST_DIGITS = 18
NUMBER = re.compile(r"(?:no\.?|number|#)?\s*([0-9]+)", re.IGNORECASE)
APOSTROPHES = re.compile("['’\u02bc]")
ASIDE = re.compile(r"\([^()]*\)")


class CheckPage(PageBelow):
    hide_from_search_engines = True


@dataclass(frozen=True)
class Found:
    """One person whom the register knows as accredited. ``slug``: of their profile, if they have one."""

    name: str
    accreditation: Accreditation
    slug: str = ""


def folded(text: str) -> str:
    """A name as it is compared: without case, accents, punctuation, and what stands in brackets."""
    text = unicodedata.normalize("NFKD", ASIDE.sub(" ", text)).casefold()
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", APOSTROPHES.sub("", text)))


def spellings(first_name: str, last_name: str) -> set[str]:
    """How somebody may be asked for: with all first names or the first of them, and with the surname."""
    first, last = folded(first_name), folded(last_name)
    if not first or not last:
        return set()
    return {f"{first} {last}", f"{first.split()[0]} {last}"}


def asked_for(typed: str) -> str:
    """The name that was typed, folded; “Smith, Jane” is Jane Smith. Nothing if it is one word only."""
    last, comma, first = typed.partition(",")
    name = folded(f"{first} {last}" if comma else typed)
    return name if " " in name else ""


@sensitive_variables()
def find(typed: str) -> list[Found]:
    """Everybody who is accredited today under this number or full name.

    Names are compared here, and with all who are accredited: databases disagree about accents, and the answer
    takes as long for a name that is known as for one that is not.
    """
    today = timezone.localdate()
    accredited = current_terms(today).filter(grade__is_accredited=True)
    if number := NUMBER.fullmatch(typed):
        digits = number.group(1)
        if len(digits) > MOST_DIGITS:
            return []
        users = list(accredited.filter(user__member=int(digits)).values_list("user_id", flat=True))
    else:
        wanted = asked_for(typed)
        people = accredited.values_list("user_id", "user__first_name", "user__last_name")
        users = [user for user, first, last in people if wanted in spellings(first, last)]
    return _found(users, today)


def _found(users, today) -> list[Found]:
    members = Member.objects.filter(user__in=users).select_related("user")
    terms: dict[int, list[Membership]] = {}
    for term in Membership.objects.filter(user__in=users).select_related("grade"):
        terms.setdefault(term.user_id, []).append(term)
    listed = SupervisorEntry.objects.listed(today).filter(member__in=members)
    slugs = dict(listed.order_by().values_list("member_id", "slug"))
    return [
        Found(public_name(member), entry, slugs.get(member.number, ""))
        for member in members
        if (entry := accreditation(terms[member.user_id], today))
    ]


def is_understood(typed: str) -> bool:
    return bool(NUMBER.fullmatch(typed) or asked_for(typed))


@sensitive_variables()
def check(page: DirectoryPage, request: HttpRequest) -> HttpResponse:
    """The form, and the answer to ``?q=``."""
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST]
    below = CheckPage(page, "Check a person", "check/")
    context = {"page": below, "typed": typed, "checked_at": timezone.now()}
    status = 200
    if typed and not is_understood(typed):
        context["hint"] = True
    elif typed:
        if wait := _wait(request):
            context["wait"] = -(-wait // 60)
            status = 429
        else:
            context |= {"answered": True, "people": find(typed)}
    response = TemplateResponse(request, "directory/check.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(wait)
    add_never_cache_headers(response)
    return response


def _wait(request: HttpRequest) -> int:
    """Seconds until the next answer, for this visitor or for everybody; 0 if it is now."""
    own = settings.DIRECTORY_CHECKS_PER_VISITOR_AND_HOUR
    return wait_before("directory-check", client_key(request), limit=own, seconds=HOUR) or wait_before(
        "directory-check", "everybody", limit=settings.DIRECTORY_CHECKS_PER_HOUR, seconds=HOUR
    )
