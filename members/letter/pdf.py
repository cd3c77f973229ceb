"""The letter as a PDF: tagged, with its language and title, as PDF/UA-1 (ISO 14289-1) asks.

Set by Typst from ``status_letter.typ`` with fonts that come with the site, so that it looks the same on every
machine. Nothing is written to the disk.
"""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import segno
import typst
from django.conf import settings

HERE = Path(__file__).parent
MARK = settings.BASE_DIR / "site" / "static" / "img" / "favicon.svg"
#: A quiet zone of four modules, as the standard of the code asks (ISO/IEC 18004).
QUIET_ZONE = 4


class CannotPrintError(Exception):
    """The fonts lack a character of the letter. PDF/UA forbids the empty box that would stand there."""


def code_of(address: str) -> str:
    """The QR code of an address as an SVG. Level M: it is still read where a letter is creased or stained."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=QUIET_ZONE, scale=4, xmldecl=False, nl=False
    )
    return picture.getvalue().decode()


def make(letter: dict[str, Any], at: datetime) -> bytes:
    """
    The PDF of a letter. ``letter`` holds the strings that ``status_letter.typ`` names; ``facts`` is a list of
    pairs. Raises CannotPrintError.
    """
    told = letter | {
        "code": code_of(letter["address"]),
        "mark": MARK.read_text(),
    }
    compiler = typst.Compiler(
        HERE / "status_letter.typ", root=HERE, font_paths=[HERE / "fonts"], ignore_system_fonts=True
    )
    try:
        pages = compiler.compile(
            format="pdf",
            sys_inputs={"letter": json.dumps(told)},
            pdf_standards="ua-1",
            timestamp=at.replace(microsecond=0),
        )
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise CannotPrintError(error.message) from error
        raise
    # Typed for pictures, too, of which there is one a page; a PDF is one file.
    return cast(bytes, pages)
