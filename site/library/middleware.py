"""What the library refuses is said where the editor is, instead of an error page."""

import logging

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.admin import messages

from library.errors import NoRoomError, RefusedError

logger = logging.getLogger(__name__)


class RefusalsMiddleware:
    """Turns ``library.errors.RefusedError`` in the admin into a message: nothing was changed, and why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """No view gets a form whose file found no room (``library.uploads``): it would miss the file."""
        if request.content_type != "multipart/form-data":
            return None
        _ = request.FILES  # comes in now at the latest
        if not getattr(request, "no_room", False):
            return None
        logger.error("There is no room for uploads in the folder for temporary files.")
        return self.process_exception(request, NoRoomError()) or render(request, "503.html", status=503)

    def process_exception(self, request, exception):
        in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
        if not isinstance(exception, RefusedError) or request.method == "GET" or not in_admin:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            if request.resolver_match.view_name.startswith("wagtaildocs:"):
                # What the page for several uploads expects of a file that is not taken.
                return JsonResponse({"success": False, "error_message": str(exception)})
            return HttpResponse(str(exception), status=409, content_type="text/plain; charset=utf-8")
        messages.error(request, str(exception))
        return HttpResponseRedirect(request.get_full_path())
