"""What the library refuses is said where the editor is, instead of an error page."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from wagtail.admin import messages

from library.errors import RefusedError


class RefusalsMiddleware:
    """Turns ``library.errors.RefusedError`` in the admin into a message: nothing was changed, and why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

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
