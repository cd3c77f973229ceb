"""Many training materials as one ZIP, made while it is sent: no copy on the disk, and little memory.

What can't be had (a file that is lost, a disk that fails half-way) breaks nothing: ``contents.txt``, the last
file in the ZIP, names every material, where the links lead, and what is missing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from zipstream import ZipStream

from core.seo import absolute_url
from library import downloads
from library.delivery import open_file
from members.training.kinds import ENDINGS, Kind
from members.training.models import TrainingIndexPage, TrainingMaterialPage
from members.training.shelf import Selection

#: Bytes read, sent and forgotten at a time.
CHUNK = 64 * 1024

FILE_NAME = "training-materials.zip"
CONTENTS = "contents.txt"
NO_STAGE = "All stages"
LONGEST_NAME = 100
#: What some system or other does not take in a name.
UNSAFE = re.compile(r'[<>:"/\\|?*]')
#: Names that Windows keeps for devices, whatever their ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def bundle(index: TrainingIndexPage, request: HttpRequest) -> HttpResponseBase:
    """The list as the address asks for it, as a ZIP; with ``videos=yes`` also the videos.

    What is too much for one ZIP, or nothing at all, leads back to the list, which says so.
    """
    selection = Selection(request)
    with_videos = request.GET.get("videos") == "yes"
    files = selection.files(videos=False)
    if with_videos:
        files += selection.files(videos=True)
    if files.too_many or not selection.number:
        return HttpResponseRedirect(f"{index.get_url(request)}?{selection.query()}#download")
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type="application/zip")
    else:
        rows = selection.materials().by_stage().select_related("document", "captions")
        archive = Bundle(request, list(rows.prefetch_related("stages")), with_videos)
        response = StreamingHttpResponse(archive.stream(), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, FILE_NAME)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


@dataclass
class Bundle:
    """One ZIP for one member, who may see all the ``materials``."""

    request: HttpRequest
    materials: list[TrainingMaterialPage]
    with_videos: bool
    lines: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=lambda: {CONTENTS})

    def stream(self) -> Iterator[bytes]:
        """The bytes of the ZIP. Files are stored as they are: their formats are compressed already."""
        archive = ZipStream()
        for material in self.materials:
            yield from self._add(archive, material)
        archive.add(self._contents(), CONTENTS)
        yield from archive.finalize()

    def _add(self, archive: ZipStream, material: TrainingMaterialPage) -> Iterator[bytes]:
        stages = [stage.name for stage in material.stages.all()]
        folder = safe_name(stages[0] if stages else NO_STAGE)
        self.lines.append(f"{material.title} ({', '.join([material.get_kind_display(), *stages])})")
        if material.kind == Kind.LINK:
            self.lines.append(f"  {material.address}")
        elif material.kind == Kind.VIDEO and not self.with_videos:
            self.lines.append(
                f"  Not in this ZIP. Watch it here: {absolute_url(material.get_url(self.request))}"
            )
        elif material.kind in ENDINGS:
            yield from self._add_file(archive, material, material.document, folder)
            if material.kind == Kind.VIDEO and material.captions:
                yield from self._add_file(archive, material, material.captions, folder)

    def _add_file(self, archive, material, document, folder) -> Iterator[bytes]:
        if document is None:
            self._miss(f"{material.title}: it has no file yet")
            return
        name = self._unused(f"{folder}/{safe_name(material.title)}", PurePath(document.filename).suffix)
        try:
            file = open_file(document)
        except OSError:
            self._miss(f"{material.title}: the file “{document.filename}” is lost")
            return
        with file:
            downloads.record(self.request, document)
            archive.add(self._chunks(file, name), name, size=document.file_size)
            self.lines.append(f"  {name}")
            yield from archive.all_files()

    def _chunks(self, file, name) -> Iterator[bytes]:
        """What has been read is in the ZIP, even if the disk fails before the end: then the name is told."""
        try:
            while chunk := file.read(CHUNK):
                yield chunk
        except OSError:
            self._miss(f"{name}: only its beginning could be read")

    def _miss(self, what: str) -> None:
        self.lines.append("  Missing, see the end of this file.")
        self.missing.append(what)

    def _unused(self, stem: str, ending: str) -> str:
        """The name, or the name with a number, so that no file lies over another on any system."""
        name, number = f"{stem}{ending}", 1
        while name.casefold() in self.names:
            number += 1
            name = f"{stem} ({number}){ending}"
        self.names.add(name.casefold())
        return name

    def _contents(self) -> str:
        heading = f"Training materials, as of {localtime():%d %B %Y, %H:%M}"
        address = absolute_url(self.request.path)
        parts = [heading, f"From {address}", "", *self.lines]
        if self.missing:
            parts += [
                "",
                "Missing. Please tell us, so that we can mend it:",
                *(f"  {m}" for m in self.missing),
            ]
        return "\r\n".join(parts) + "\r\n"


def safe_name(words: str) -> str:
    """A title as the name of a file or folder that every system takes: no paths, no hidden characters."""
    plain = unicodedata.normalize("NFC", words)
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in plain)
    plain = " ".join(UNSAFE.sub(" ", plain).split())
    plain = plain[:LONGEST_NAME].strip(" .")
    if not plain or DEVICES.fullmatch(plain):
        return f"Material {plain}".strip()
    return plain
