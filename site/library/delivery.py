"""Documents, handed out once the gate has said yes.

The view stands at Wagtail's own address and name, so all links to documents lead here. The number in the
address decides; the file name is for the reader. After a replacement the old name leads on to the new one.

To somebody who is not signed in, a number that was never given, one that was deleted and one that is closed
all look alike: the sign-in page.
"""

import logging
from typing import cast
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from core import access
from library import downloads, kinds, ranges
from library.models import Document
from library.names import printable

logger = logging.getLogger(__name__)

#: The `internal` location of deploy/nginx.conf that stands for PRIVATE_ROOT.
NGINX_LOCATION = "/private-files/"
#: Some players first ask for the first two bytes, to see whether ranges work. That is no download.
PROBE = 2
#: Browsers show a PDF in a program of their own, which does not start in a sandbox.
POLICY = "default-src 'none'; sandbox"
POLICY_INLINE = {
    "application/pdf": (
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    ),
    "video/mp4": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
}


@csrf_exempt
@require_safe
def serve(request, document_id, filename):
    """Wagtail's view ``wagtaildocs_serve``, with ranges, the site's headers and three ways of delivery."""
    document = Document.objects.select_related("collection").filter(pk=document_id).first()
    if document is None:
        if access.visitor(request).is_authenticated:
            raise Http404("No such document")
        return access.refuse(request)
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        # Wagtail's own view looks for HttpResponse only, and so lets a streamed answer through.
        if isinstance(answer, HttpResponseBase):
            return answer
    if filename != document.filename:
        return guarded(redirect(document.url), request)
    document_served.send(sender=Document, instance=document, request=request)
    return deliver(request, document)


def deliver(request, document) -> HttpResponseBase:
    """The answer to somebody who may have the document; notes the download where one begins."""
    kind = kinds.of(document.filename)
    response = HttpResponse(content_type=kind.content_type)
    response.headers["Content-Disposition"] = disposition(document)
    response.headers["Accept-Ranges"] = "bytes"
    etag = f'"{document.file_hash}"' if document.file_hash else None
    if etag:
        response.headers["ETag"] = etag
    guarded(response, request, kind)
    unchanged = get_conditional_response(request, etag=etag, response=response)
    if unchanged is not response:
        return guarded(unchanged, request, kind)
    try:
        part = wanted(request, document, etag)
    except ranges.UnsatisfiableError:
        response = guarded(HttpResponse(status=416), request, kind)
        response.headers["Content-Range"] = f"bytes */{document.get_file_size()}"
        return response
    response = WAYS[settings.FILES_DELIVERY](request, document, response, part)
    if request.method == "GET" and begins_a_download(part):
        downloads.record(request, document)
    return response


def wanted(request, document, etag) -> ranges.Part | None:
    """The part that is asked for; None for all. ``If-Range`` holds only for the very same file.

    nginx and the bucket know their own ETags, and judge ``If-Range`` themselves.
    """
    header = request.headers.get("Range", "")
    condition = request.headers.get("If-Range")
    if request.method != "GET" or not header:
        return None
    judged_here = settings.FILES_DELIVERY == "embedded"
    if condition is not None and judged_here and condition.strip() != etag:
        return None
    try:
        return ranges.asked_for(header, document.get_file_size() or 0)
    except ranges.UnsatisfiableError:
        if condition is None or judged_here:
            raise
        return None


def begins_a_download(part) -> bool:
    """One row for a video, not one for each stretch of it that is watched."""
    return part is None or (part.first == 0 and part.length > PROBE)


def guarded(response, request, kind=kinds.UNKNOWN):
    """The headers of every answer. What anybody may open may be kept, if it is asked for anew each time."""
    is_public = not access.visitor(request).is_authenticated
    response.headers["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Security-Policy"] = POLICY_INLINE.get(kind.content_type, POLICY)
    if not is_public:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def disposition(document) -> str:
    """Saved to disk, except what browsers can show safely; always under the file's own name."""
    kind = kinds.of(document.filename)
    name = printable(document.filename) or "document"
    return cast(str, content_disposition_header(not kind.opens_inline, name))


def open_file(document):
    """The document's file, open for reading in chunks. Raises ``FileNotFoundError``."""
    return document.file.storage.open(document.file.name, "rb")


# --- The three ways -------------------------------------------------------------------------------


class FilePart:
    """A stretch of an open file, for servers that send it by its descriptor (as gunicorn does) and
    for those that read it."""

    def __init__(self, file, part):
        self.file, self.left = file, part.length
        file.seek(part.first)

    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        data = self.file.read(size)
        self.left -= len(data)
        return data

    def fileno(self):
        return self.file.fileno()

    def close(self):
        self.file.close()


class DocumentResponse(FileResponse):
    block_size = 256 * 1024


def embedded(request, document, prepared, part):
    """By the site itself, in constant memory."""
    try:
        file = open_file(document)
    except FileNotFoundError as fault:
        raise missing(document) from fault
    size = file.size
    prepared.headers["Content-Length"] = str(part.length if part else size)
    if request.method == "HEAD":
        file.close()
        return prepared
    stretch = FilePart(file, part or ranges.Part(0, size - 1))
    response = DocumentResponse(stretch, status=206 if part else 200)
    for name, value in prepared.headers.items():
        response.headers[name] = value
    if part:
        response.headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return response


def by_nginx(request, document, prepared, part):
    """By the web server in front, which looks at the range itself. It replaces the ETag by its own."""
    prepared.headers["X-Accel-Redirect"] = NGINX_LOCATION + quote(document.file.name)
    del prepared.headers["ETag"], prepared.headers["Accept-Ranges"]
    return prepared


def from_bucket(request, document, prepared, part):
    """By a signed address in the bucket.

    Captions are small, and browsers take them from the page's own address only. An address that is signed for
    GET does not answer HEAD.
    """
    if document.content_type.startswith("text/vtt"):
        return embedded(request, document, prepared, part)
    if request.method == "HEAD":
        prepared.headers["Content-Length"] = str(document.get_file_size())
        return prepared
    address = document.file.storage.signed_address(
        document.file.name, document.content_type, disposition(document)
    )
    response = guarded(HttpResponseRedirect(address), request)
    # Whoever may have the document, the address itself is for this visitor and this minute.
    response.headers["Cache-Control"] = "private, no-store"
    return response


def missing(document) -> Http404:
    logger.error("Document %s has no file: %s", document.pk, document.file.name)
    return Http404("The document's file is missing")


WAYS = {"embedded": embedded, "nginx": by_nginx, "s3": from_bucket}
