"""File names: readable in an address, harmless in a header, short enough for any disk."""

import secrets
import unicodedata
from pathlib import PurePosixPath

from django.utils.text import get_valid_filename

#: Bytes of a name on disk. File systems end at 255; the storage may add a few letters to it.
MAX_BYTES = 180


def tidy(filename: str) -> str:
    """``filename`` without folders, spaces, quotes, control and direction characters, cut to MAX_BYTES.

    The extension is kept, in small letters; a name of which nothing is left becomes "document".
    """
    name = PurePosixPath(unicodedata.normalize("NFC", filename).replace("\\", "/")).name
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    extension = _plain(extension)[:10].lower()
    room = MAX_BYTES - len(extension) - 1
    stem = _plain(stem).strip("._-").encode()[:room].decode(errors="ignore") or "document"
    return f"{stem}.{extension}" if extension else stem


def _plain(text: str) -> str:
    return get_valid_filename(f"x{text}")[1:]


def printable(filename: str) -> str:
    """``filename`` without what could turn a header or a line of text around (Unicode categories C*)."""
    return "".join(letter for letter in filename if not unicodedata.category(letter).startswith("C"))


def unguessable_path(filename: str) -> str:
    """Where a file is put: in a folder that nobody can guess, under its own name, which addresses show."""
    return f"documents/{secrets.token_hex(16)}/{tidy(filename)}"
