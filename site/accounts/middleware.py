"""The door of the admin."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts import second_step

SET_ONE_UP = "The admin opens only with a second step. Please set one up: it takes a minute."


class AdminNeedsSecondStepMiddleware:
    """Nobody who may enter the admin does so in a session that has not passed a second step.

    allauth asks for a second step of those who have one; it cannot demand that somebody has one. This does,
    for all that lies below the admin's address (``settings.ADMIN_NEEDS_SECOND_STEP``). It lets nothing
    through that it could not check, and sends people to pages outside the admin, so never in circles. Who may
    not enter the admin at all is left to Wagtail, which says so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.ADMIN_NEEDS_SECOND_STEP and request.path_info.startswith(reverse("wagtailadmin_home")):
            answer = self.stop(request)
            if answer is not None:
                return answer
        return self.get_response(request)

    def stop(self, request):
        """The answer to somebody who must pass a second step first; None for everybody else."""
        user = request.user
        if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
            return None
        steps = second_step.steps_of(user)
        if second_step.is_proven(request, steps):
            return None
        if not steps:
            messages.warning(request, SET_ONE_UP)
        response = HttpResponseRedirect(second_step.where_to_prove(request, steps))
        add_never_cache_headers(response)
        return response
