"""The buttons on the pages of standards: follow, stop following, confirm that one has read a version.

The gate has let the visitor in already (``core.wagtail_hooks.guard_page``), as with every page.
"""

from django.contrib import messages
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from core.access import is_member, refuse, visible_to, visitor
from members.standards.history import History


def answer_standard(standard, request):
    from members.standards.models import Follow

    user = visitor(request)
    if not user.is_authenticated:
        return refuse(request)
    match request.POST.get("action"):
        case "follow":
            Follow.objects.get_or_create(standard=standard, user=user)
            messages.success(
                request, f"You follow {standard}. You get one e-mail whenever a new version takes effect."
            )
        case "unfollow":
            Follow.objects.filter(standard=standard, user=user).delete()
            messages.success(request, f"You no longer follow {standard}, and get no more e-mail about it.")
        case _:
            return HttpResponseBadRequest("The page has no such button.")
    return back(request, standard)


def answer_version(version, request):
    from members.standards.models import ReadConfirmation

    if request.POST.get("action") != "confirm":
        return HttpResponseBadRequest("The page has no such button.")
    if not is_member(request):
        return refuse(request)
    siblings = visible_to(type(version).objects.sibling_of(version), request)
    superseded = next((one for one in History(siblings).earlier if one.pk == version.pk), None)
    if superseded:
        messages.error(
            request,
            f"Version {version.number} has been superseded. Please read version "
            f"{superseded.superseded_by.number} and confirm that one.",
        )
    else:
        ReadConfirmation.objects.get_or_create(version=version, user=visitor(request))
        messages.success(request, f"Thank you. It is noted that you have read {version.title}.")
    return back(request, version)


def back(request, page):
    """To the page that the button was on, or to ``next``, an address of this site."""
    target = request.POST.get("next", "")
    local = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if target and local else resolve_url(page.get_url(request)))
