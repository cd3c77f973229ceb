"""
Citations of what the evidence base holds: printed, written to files, and read from files.

A reference travels as a CSL-JSON item (``evidence.citations.items``). Nothing here knows the database.

* :func:`text` and :func:`plain` print an item in one of :data:`STYLES`;
* :data:`FORMATS` write and read files: ``FORMATS["ris"].write(items)``, ``FORMATS["bib"].read(stream)``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from evidence.citations import bibtex, bibtex_reading, csljson, ris
from evidence.citations.files import FileProblem, Record
from evidence.citations.items import Item
from evidence.citations.printing import STYLES, plain, text

__all__ = ["FORMATS", "STYLES", "FileProblem", "Format", "Item", "Record", "plain", "text"]


@dataclass(frozen=True)
class Format:
    """One kind of file. ``write`` and ``read`` stream: neither ever holds the whole list."""

    label: str
    extension: str
    content_type: str
    write: Callable[[Iterable[Item]], Iterator[bytes]]
    read: Callable[[BinaryIO], Iterator[Record]]


FORMATS = {
    "bib": Format("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex.write, bibtex_reading.read),
    "ris": Format("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris.write, ris.read),
    "json": Format(
        "CSL-JSON",
        "json",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        csljson.write,
        csljson.read,
    ),
}
