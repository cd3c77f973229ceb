"""The kinds of file that the library takes: what an extension must contain, and how it is delivered.

Nothing that a browser would run (HTML, SVG, scripts), nothing with macros, nothing packed that nobody can
look into. Whatever else once found its way in is delivered as an unknown attachment.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

WORD = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Kind:
    """``content_type``: what the file is delivered as. ``family``: which checks it must pass (validation).

    ``opens_inline``: shown by the browser itself; everything else is saved to the visitor's disk.
    """

    content_type: str
    family: str
    opens_inline: bool = False

    @property
    def is_video(self) -> bool:
        return self.content_type == "video/mp4"


UNKNOWN = Kind("application/octet-stream", "none")

KINDS = {
    "pdf": Kind("application/pdf", "pdf", opens_inline=True),
    "docx": Kind(f"{WORD}.wordprocessingml.document", "office"),
    "xlsx": Kind(f"{WORD}.spreadsheetml.sheet", "office"),
    "pptx": Kind(f"{WORD}.presentationml.presentation", "office"),
    "odt": Kind(f"{OPEN}.text", "open office"),
    "ods": Kind(f"{OPEN}.spreadsheet", "open office"),
    "odp": Kind(f"{OPEN}.presentation", "open office"),
    "txt": Kind("text/plain; charset=utf-8", "text"),
    "csv": Kind("text/csv; charset=utf-8", "text"),
    "vtt": Kind("text/vtt; charset=utf-8", "captions", opens_inline=True),
    "png": Kind("image/png", "picture"),
    "jpg": Kind("image/jpeg", "picture"),
    "jpeg": Kind("image/jpeg", "picture"),
    "mp4": Kind("video/mp4", "video", opens_inline=True),
}


def extension(filename: str) -> str:
    return PurePosixPath(filename).suffix[1:].lower()


def of(filename: str) -> Kind:
    return KINDS.get(extension(filename), UNKNOWN)
