"""References as files: of one item, or of all that a list shows."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.text import get_valid_filename

from evidence import facets, state
from evidence.citations import FORMATS
from evidence.csl import Csl

#: Items that are in memory at a time.
CHUNK = 200


def reference_file(items: Iterable, extension: str, name: str) -> StreamingHttpResponse:
    """The references of ``items``, which the visitor may see, as a download."""
    return _file((item.to_csl() for item in items), extension, name)


def list_file(index, request: HttpRequest, extension: str) -> StreamingHttpResponse:
    """All that the list shows with the same query, in its order, piece by piece."""
    known, _glossary = facets.words()
    found = facets.find(index.items(request), state.read(request.GET, known), known)
    return _file(_references(index, request, facets.keys(found.rows)), extension, "evidence")


def _references(index, request: HttpRequest, keys: list[int]) -> Iterator[Csl]:
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        items = index.items(request).filter(pk__in=some).defer("search_text").select_related("kind")
        found = {item.pk: item for item in items.prefetch_related("people")}
        yield from (found[key].to_csl() for key in some if key in found)


def _file(references: Iterable[Csl], extension: str, name: str) -> StreamingHttpResponse:
    file = FORMATS[extension]
    response = StreamingHttpResponse(file.write(references), content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{get_valid_filename(name)}.{extension}"'
    response["X-Robots-Tag"] = "noindex"
    return response
