"""Where choices are made and asked for. None of these answers is ever kept by a cache."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import decorator_from_middleware
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from consent import choice as choices
from consent import notice as notices
from consent import records, removal, statistics
from consent.choice import Choice
from consent.models import CookiesPage
from consent.models.records import Way, new_consent_id
from consent.origin import SameOriginOrTokenMiddleware
from core.access import visible_to
from core.throttle import client_key, wait_before

#: Choices that one address may make in an hour: a whole school behind one, but no flood of records.
MOST_CHOICES, PERIOD = 300, 60 * 60
#: The confirmation's id in every page; it shows while the address ends in it.
SAVED = "consent-saved"


@never_cache
@require_GET
def status(request):
    """What the visitor chose, what may run, and what has to go; and removes what the server can."""
    notice, choice = notices.current(), choices.read(request)
    accepted = choice.accepted(notice)
    response = JsonResponse(
        {
            "state": choices.state(request, choice, notice),
            "accepted": accepted,
            "versions": notice.versions_line,
            "scripts": statistics.scripts(accepted),
            "keep": removal.kept_names(notice, choice),
            "remove": [
                {key: entry[key] for key in ("name", "storage_type", "path", "domain")}
                for entry in removal.refused_entries(notice, choice)
            ],
        }
    )
    removal.remove_cookies(request, response, notice, choice)
    return response


@never_cache
@require_GET
def banner_style(request):
    """For browsers without JavaScript: which part of the banner shows to this visitor."""
    notice = notices.current()
    state = choices.state(request, choices.read(request), notice)
    hidden = {"done": ".consent-ask,.consent-gpc", "gpc": ".consent-ask", "ask": ".consent-gpc"}[state]
    rules = f"{hidden}{{display:none}}"
    if state == "gpc":
        rules += ".consent-gpc{display:block}"
    if state == "done":
        rules += f"#consent:not(:has(#{SAVED}:target)){{display:none}}#{SAVED}:target{{display:block}}"
    return HttpResponse(rules, content_type="text/css; charset=utf-8")


@never_cache
@require_GET
def banner(request):
    """The banner as it has to be now, for a page that came out of a cache with an older one."""
    address = request.GET.get("next", "/")
    return render(request, "consent/banner.html", {"notice": notices.current(), "next": address})


@never_cache
@csrf_exempt  # the next line does the same work, and accepts another proof as well
@decorator_from_middleware(SameOriginOrTokenMiddleware)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request):
    """
    POST a choice: ``choice`` is accept, reject, chosen (exactly the ticked ``category``s) or also (those on
    top of what was chosen before); ``shown`` the hash of the words; ``way`` how it was given; ``next`` where
    to go.

    To a form it answers with a redirect, to ``Accept: application/json`` with 204. 400: unknown choice or
    category; 403: no proof that the form is ours; 409: other words than today's; 429: too often.
    """
    if request.method != "POST":
        return _cookie_settings(request)
    notice, before = notices.current(), choices.read(request)
    way, digest = request.POST.get("way", ""), request.POST.get("shown", "")
    try:
        answers = _answers(request.POST, notice, before)
        Way(way)
    except ValueError:
        return HttpResponseBadRequest("There is no such choice.", content_type="text/plain")
    wants_json = request.accepts("application/json") and not request.accepts("text/html")
    if not records.known_wording(notice, digest):
        if wants_json:
            return JsonResponse({"fault": "changed"}, status=409)
        return redirect(f"{request.path}?changed=1")
    if seconds := wait_before("consent", client_key(request), limit=MOST_CHOICES, seconds=PERIOD):
        return HttpResponse("Too many choices.", status=429, headers={"Retry-After": seconds})
    choice = Choice(answers, before.consent_id or new_consent_id())
    records.keep(request, notice, choice, way=way, digest=digest)
    response = HttpResponse(status=204) if wants_json else redirect(f"{_next(request)}#{SAVED}")
    choices.write(response, choice)
    removal.remove_cookies(request, response, notice, choice)
    return response


def _answers(data, notice, before: Choice) -> dict[str, str]:
    """The whole choice, for all categories at once. Raises ValueError for what does not exist."""
    kind, ticked = data.get("choice"), data.getlist("category")
    if any(notice.get(varname) is None for varname in ticked) or not notice.optional:
        raise ValueError("unknown category")
    refused: dict[str, str] = dict.fromkeys(notice.versions, str(settings.COOKIE_CONSENT_DECLINE))
    agreed = {varname: notice.versions[varname] for varname in ticked}
    if kind == "accept":
        return notice.versions
    if kind == "reject":
        return refused
    if kind == "chosen":
        return {**refused, **agreed}
    if kind == "also" and agreed:
        kept = {
            category.varname: before.answers[category.varname]
            for category in notice.optional
            if before.has_answered(category)
        }
        return {**kept, **agreed}
    raise ValueError("unknown choice")


def _next(request) -> str:
    """Where the visitor was; a foreign address is ignored. Without its fragment, ours takes its place."""
    address = request.POST.get("next", "").partition("#")[0]
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if address and is_ours else "/"


def choice_context(request) -> dict:
    """What the declaration and the visitor's own choices need."""
    notice, choice = notices.current(), choices.read(request)
    return {
        "notice": notice,
        "choice": choice,
        "accepted": choice.accepted(notice),
        "undecided": not choice.is_complete(notice),
        "sends_gpc": choices.sends_gpc(request),
        "has_changed": "changed" in request.GET,
    }


def _cookie_settings(request):
    """The page where choices are changed: the editors' page, or without one a plain page of the same."""
    page = visible_to(CookiesPage.objects.all(), request).first()
    if page and (address := page.get_url(request)):
        return redirect(f"{address}{'?changed=1' if 'changed' in request.GET else ''}#choices")
    return render(request, "consent/cookie_settings.html", choice_context(request))
