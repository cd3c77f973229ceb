"""The page where people apply for membership."""

from django.conf import settings
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from core.robots import ask_to_wait
from core.throttle import client_key, wait_before
from members.membership.joining.apply import apply
from members.membership.joining.forms import JoinForm
from members.membership.models import MembershipSettings

HOUR = 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """The form; what comes after it is the same for everybody, known here or not."""
    words = MembershipSettings.load(request)
    status = 200
    form = JoinForm(
        request.POST if request.method == "POST" and words.applications_open else None,
        privacy_text=words.privacy_text,
    )
    if form.is_valid():
        if wait := _wait(request):
            ask_to_wait(form, wait)
            status = 429
        else:
            apply(form.cleaned_data, words)
            return redirect("membership_joined")
    response = TemplateResponse(
        request, "membership/join.html", {"form": form, "words": words}, status=status
    )
    if status == 429:
        response["Retry-After"] = str(wait)
    # It carries a visitor's CSRF token and perhaps their words: no shared cache may keep it.
    patch_cache_control(response, private=True, max_age=0)
    return response


@require_safe
def joined(request):
    """What happens next."""
    return TemplateResponse(request, "membership/joined.html")


def _wait(request):
    """Seconds until the next application is taken, from this visitor and from everybody; 0 if it is now."""
    own = wait_before(
        "join", client_key(request), limit=settings.APPLICATIONS_PER_VISITOR_AND_HOUR, seconds=HOUR
    )
    return own or wait_before("join", "everybody", limit=settings.APPLICATIONS_PER_HOUR, seconds=HOUR)
