"""The site's pictures, where no web server in front answers for them."""

from posixpath import normpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

#: A changed picture gets a new file name, so a browser may keep what it has: 30 days, in seconds.
KEEP = 30 * 24 * 60 * 60
#: Uploaded pictures, their sizes, and the pictures that people of the admin give of themselves.
FOLDERS = ("original_images/", "images/", "avatar_images/")


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture below MEDIA_ROOT, never a folder's listing.

    Wagtail puts other files there for a while, such as a document whose form was not filled in to the end.
    """
    if not normpath(path).startswith(FOLDERS):
        raise Http404("Not in a folder of pictures")
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation as escape:
        raise Http404("Outside the folder of pictures") from escape
    if response.status_code == 200:
        response["Cache-Control"] = f"public, max-age={KEEP}"
    return response
