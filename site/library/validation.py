"""Checks of an uploaded file: its kind, its size, and that it contains what its name says.

Sources of the formats: ISO 32000 (PDF begins with ``%PDF-``), ECMA-376 part 2 (an OOXML package names its
main part's type in ``[Content_Types].xml``), ODF 1.3 part 2 §3.3 (the entry ``mimetype``), W3C WebVTT.
"""

import codecs
import lzma
import re
import struct
import zipfile
import zlib

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from library import kinds

HEAD = 8192
#: A text is looked through in pieces of so many bytes.
PIECE = 1 << 18
#: No office document has a table of contents or a list of types as large as this; a bomb has.
ZIP_DIRECTORY_LIMIT = 4 << 20
ZIP_PART_LIMIT = 1 << 20

ACCEPTED = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods, .odp), "
    "text (.txt, .csv), captions (.vtt), pictures (.png, .jpg) and video (.mp4)"
)
DECLARED = re.compile(rb"""ContentType\s*=\s*["']([^"']*)["']""")
#: What zipfile raises on an archive that somebody has tampered with, by its own account and by trial.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
MARKUP = re.compile(rb"\s*<[a-z!?/]", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def check(file) -> None:
    """Raise ``ValidationError`` with a sentence if ``file`` (a Django file with a name) must not be taken."""
    extension = kinds.extension(file.name)
    kind = kinds.of(file.name)
    if kind is kinds.UNKNOWN:
        named = f"Files of the kind “.{extension}”" if extension else "Files without an ending such as “.pdf”"
        raise ValidationError(f"{named} are not accepted. Accepted are {ACCEPTED}.")
    limit = settings.LIBRARY_VIDEO_MAX_SIZE if kind.is_video else settings.LIBRARY_DOCUMENT_MAX_SIZE
    if file.size > limit:
        raise ValidationError(
            f"This file has {filesizeformat(file.size)}; "
            f"{'a video' if kind.is_video else 'a document'} may have at most {filesizeformat(limit)}."
        )
    if not file.size:
        raise ValidationError("This file is empty.")
    file.open()
    try:
        CHECKS[kind.family](file, kind, extension)
    finally:
        file.seek(0)


def _not_as_named(extension) -> ValidationError:
    return ValidationError(
        f"The name of this file ends in “.{extension}”, but that is not what it contains. Open it in the "
        f"program that made it and save it as {extension.upper()} again."
    )


def _signature(file, kind, extension):
    """What begins as its name says, by the library ``filetype``."""
    file.seek(0)
    found = filetype.guess(file.read(HEAD))
    if found is None or found.mime != kind.content_type:
        raise _not_as_named(extension)


def _pdf(file, kind, extension):
    file.seek(0)
    if file.read(5) != b"%PDF-":
        raise _not_as_named(extension)


def _office(file, kind, extension):
    with _package(file, extension) as package:
        names = package.namelist()
        declared = DECLARED.findall(_part(package, "[Content_Types].xml", extension))
        if any(b"macroenabled" in each.lower() for each in declared) or _holds(names, "vbaproject.bin"):
            raise _has_macros()
        if f"{kind.content_type}.main+xml".encode() not in declared:
            raise _not_as_named(extension)


def _open_office(file, kind, extension):
    with _package(file, extension) as package:
        if _part(package, "mimetype", extension).strip() != kind.content_type.encode():
            raise _not_as_named(extension)
        if any(name.startswith(("Basic/", "Scripts/")) for name in package.namelist()):
            raise _has_macros()


def _has_macros():
    return ValidationError(
        "This file contains macros (small programs), which are not accepted. Save it without macros and try "
        "again."
    )


def _holds(names, filename):
    return any(name.lower().rsplit("/", 1)[-1] == filename for name in names)


def _package(file, extension):
    """The zip archive that an office document is. Its table of contents is measured before it is read."""
    end = _zip_end(file)
    if end is None or int.from_bytes(end[12:16], "little") > ZIP_DIRECTORY_LIMIT:
        raise _not_as_named(extension)
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except BROKEN as fault:
        raise _not_as_named(extension) from fault


def _zip_end(file):
    """The record that ends a zip archive (APPNOTE 4.3.16); None if there is none."""
    file.seek(max(0, file.size - 65_557))
    tail = file.read()
    start = tail.rfind(b"PK\x05\x06")
    return tail[start : start + 22] if 0 <= start <= len(tail) - 22 else None


def _part(package, name, extension) -> bytes:
    try:
        with package.open(name) as part:
            content = part.read(ZIP_PART_LIMIT + 1)
    except BROKEN as fault:
        raise _not_as_named(extension) from fault
    if len(content) > ZIP_PART_LIMIT:
        raise _not_as_named(extension)
    return content


def _text(file, kind, extension):
    """UTF-8 all through, no control characters, no markup at its beginning."""
    file.seek(0)
    head = file.read(HEAD).removeprefix(codecs.BOM_UTF8)
    if MARKUP.match(head):
        raise ValidationError("This file contains a web page, not plain text. Web pages are not accepted.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            if CONTROLS.search(decoder.decode(piece)):
                raise _not_as_named(extension)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise ValidationError(
            "This text is not saved as UTF-8, so accents would be spoilt. Save it again with the encoding "
            "UTF-8 (Excel: “CSV UTF-8”)."
        ) from fault


def _captions(file, kind, extension):
    file.seek(0)
    head = file.read(HEAD).removeprefix(codecs.BOM_UTF8)
    if not re.match(rb"WEBVTT(?=[ \t\r\n]|\Z)", head):
        raise ValidationError(
            "Captions must be in the format WebVTT: the first line of the file is “WEBVTT”."
        )
    _text(file, kind, extension)


CHECKS = {
    "pdf": _pdf,
    "office": _office,
    "open office": _open_office,
    "text": _text,
    "captions": _captions,
    "picture": _signature,
    "video": _signature,
}
