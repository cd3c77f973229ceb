"""
Reading files of references that come from anywhere, within bounds: their encoding, their lines, their faults.

Nothing here trusts the file: it is read in pieces, and too much of anything (bytes, records, one line) ends
the reading with a :class:`FileProblem` before more of it is taken into memory.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from evidence.citations.items import Item, clean, year_of

LARGEST_FILE = 20 * 1024 * 1024
MOST_RECORDS = 10_000
#: Characters. The longest abstracts are about 5,000.
LONGEST_LINE = 100_000
LONGEST_RECORD = 200_000
PIECE = 64 * 1024

#: How the files begin that people mistake for a list of references.
NOT_TEXT = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a database",
}
BYTE_ORDER_MARK = "\ufeff"
MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
CHOOSE = "Please choose a RIS, BibTeX or CSL-JSON file."
SAVE_AGAIN = "Please export it again, as text in the encoding UTF-8."
OLD_ENCODING = (
    "This file is not in UTF-8, the usual encoding, so it was read as Windows-1252 (Western European). "
    "Please look at names with accents before you import it; if they are wrong, export it again as UTF-8."
)


class FileProblem(Exception):  # noqa: N818  (what is wrong with somebody's file is no error of ours)
    """Why a file can't be read at all. ``number`` is the record in which the fault lies, 0 if before any."""

    def __init__(self, words: str, line: int = 0, number: int = 0):
        super().__init__(words)
        self.words, self.line, self.number = words, line, number

    def __str__(self) -> str:
        where = [f"record {self.number}"] * bool(self.number) + [f"line {self.line}"] * bool(self.line)
        place = " and ".join(where) if len(where) < 2 else ", ".join(where)
        return f"{place[0].upper()}{place[1:]}: {self.words}" if place else self.words


@dataclass(frozen=True)
class Record:
    """One reference of a file: the ``number``-th, beginning on ``line``.

    ``item`` is clean (``evidence.citations.items``), or None if it can't be used; ``problems`` say why, or
    what of it was left out.
    """

    number: int
    line: int
    item: Item | None
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, number: int, line: int, raw: Item, told: list[str]) -> "Record":
        """Check a reference that a reader has understood."""
        item, problems = clean(raw)
        item.pop("id", None)  # is a key within the file it came from, and says nothing here
        problems = [*told, *problems]
        if not item.get("title"):
            return cls(number, line, None, [*problems, "It has no title, so it can't be imported."])
        if not year_of(item):
            problems.append("It has no year.")
        if not item.get("author") and not item.get("editor"):
            problems.append("It names no author or editor.")
        return cls(number, line, item, problems)


def check_number(number: int, line: int) -> None:
    if number > MOST_RECORDS:
        raise FileProblem(
            f"There are more than {MOST_RECORDS:,} references. Please import them in several files.", line
        )


def encoding_of(stream: BinaryIO) -> str:
    """
    The encoding to read ``stream`` with, which is then at its beginning again: "utf-8", "utf-16-le",
    "utf-16-be" or "cp1252". Raises FileProblem for what is too large or no text.

    A file that has UTF-8 in one place and something else in another is reported when it is read: no encoding
    would be right for all of it.
    """
    stream.seek(0)
    start = stream.read(16)
    for beginning, name in NOT_TEXT.items():
        if start.startswith(beginning):
            raise FileProblem(f"This is {name}, not a list of references. {CHOOSE}")
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    size, has_utf8, has_other = 0, False, False
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise FileProblem(f"The file is larger than {limit} MB. Please import it in several files.")
        if not piece.isascii() or has_other:
            text = decoder.decode(piece)
            has_other = has_other or bool(re.search("[\udc80-\udcff]", text))
            has_utf8 = has_utf8 or bool(re.search("[^\x00-\x7f\udc80-\udcff]", text))
    stream.seek(0)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    return "cp1252" if has_other and not has_utf8 else "utf-8"


def notice(stream: BinaryIO) -> str:
    """What an editor should know about the file's encoding; empty if all is well."""
    return OLD_ENCODING if encoding_of(stream) == "cp1252" else ""


def pieces(stream: BinaryIO) -> Iterator[str]:
    """The text of ``stream``, with every kind of line end as "\\n"."""
    encoding = encoding_of(stream)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line, held, first = 1, "", True
    while True:
        piece = stream.read(PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
            fault = ""
        except UnicodeDecodeError as error:
            text = error.object[: error.start].decode(encoding, "ignore")
            fault = f"These bytes are no text in {encoding.upper()}. {SAVE_AGAIN}"
        text = held + text
        if first and text:
            text, first = text.removeprefix(BYTE_ORDER_MARK), False
        # A carriage return at the end may be the first half of a line end.
        held = "\r" if text.endswith("\r") and piece and not fault else ""
        text = text.removesuffix(held) if held else text
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\x00" in text:
            text = text[: text.index("\x00")]
            fault = f"The file holds bytes that no text has. {SAVE_AGAIN}"
        line += text.count("\n")
        if text:
            yield text
        if fault:
            raise FileProblem(fault, line)
        if not piece:
            return


def lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Each line of ``stream`` with its number, from 1."""
    number, rest = 1, ""
    for text in pieces(stream):
        *whole, rest = (rest + text).split("\n")
        for line in whole:
            _check_length(line, number)
            yield number, line
            number += 1
        _check_length(rest, number)
    if rest:
        yield number, rest


def _check_length(line: str, number: int) -> None:
    if len(line) > LONGEST_LINE:
        raise FileProblem(f"The line is longer than {LONGEST_LINE:,} characters. {SAVE_AGAIN}", number)
