"""Reads a spreadsheet, CSV or XLSX, into rows of cells, with bounded memory, and trusts nothing in it."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from openpyxl import load_workbook

#: More columns than this are not looked at.
MOST_COLUMNS = 40
#: An XLSX file is a ZIP archive: what it may hold once unpacked, in bytes. 20,000 members take about 8 MB.
MOST_UNPACKED = 60 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1252")
FORMULA_STARTS = ("=", "+", "-", "@")


class UnreadableError(Exception):
    """The file can't be read as a whole; the text says why, and what to do."""


class Formula(str):
    """A cell that is a formula: what it shows is not in the file, or not to be trusted."""


@dataclass(frozen=True)
class Line:
    """A row of a spreadsheet by its number there. Cells are text, dates, numbers, Formula, or None."""

    number: int
    cells: list[Any]

    @property
    def is_blank(self) -> bool:
        return not any(cell is not None and str(cell).strip() for cell in self.cells)


def read(file, filename: str) -> Iterator[Line]:
    """
    The lines of an uploaded file that are not blank, the headings first.

    Raises UnreadableError, also while it is read: for a file that is no spreadsheet, is too large, or has
    more than ``settings.MEMBER_IMPORT_MAX_ROWS`` rows below the headings.
    """
    if file.size > settings.MEMBER_IMPORT_MAX_BYTES:
        most = settings.MEMBER_IMPORT_MAX_BYTES // 1024 // 1024
        raise UnreadableError(f"The file is larger than {most} MB. Divide it, or leave out columns.")
    file.seek(0)
    starts_as_zip = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    if starts_as_zip:
        lines = _workbook(file)
    elif filename.lower().endswith((".csv", ".txt", ".tsv")):
        lines = _text(file)
    else:
        raise UnreadableError(
            "This is neither an XLSX nor a CSV file. In your spreadsheet program, choose “Save as” and one "
            "of these kinds."
        )
    return _limited(lines)


def _limited(lines: Iterable[Line]) -> Iterator[Line]:
    count = 0
    for line in lines:
        if line.number > settings.MEMBER_IMPORT_MAX_ROWS * 2:
            raise UnreadableError(
                f"The sheet goes on below row {line.number - 1:,}, with many blank rows. Delete those."
            )
        if line.is_blank:
            continue
        # One more: the headings.
        if count > settings.MEMBER_IMPORT_MAX_ROWS:
            raise UnreadableError(
                f"The file has more than {settings.MEMBER_IMPORT_MAX_ROWS:,} rows. Divide it into several."
            )
        count += 1
        yield line


def _text(file) -> Iterator[Line]:
    data = file.read()
    text = _decoded(data)
    try:
        dialect = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t")
        delimiter = dialect.delimiter
    except csv.Error:  # one column only, or no line at all
        delimiter = ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        # Rows as a spreadsheet program counts them: a cell may hold line breaks.
        for number, cells in enumerate(reader, start=1):
            yield Line(number, [_text_cell(cell) for cell in cells[:MOST_COLUMNS]])
    except csv.Error as error:
        raise UnreadableError(f"Line {reader.line_num} can’t be read as CSV: {error}.") from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableError("The text of the file is damaged. Save it again as CSV (UTF-8).") from error
    if b"\x00" in data:
        raise UnreadableError("This is no CSV file, whatever its name says: it holds no plain text.")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("The text of the file can’t be read. Save it again as CSV (UTF-8).")


def _text_cell(text: str):
    text = text.strip()
    return Formula(text) if text.startswith(FORMULA_STARTS) else text


def _workbook(file) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(file) as archive:
            # zipfile never unpacks more of a part than it says it holds, so the sum can be believed.
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise UnreadableError(
                "The file unpacks to far more than it seems. Save it again, with one sheet."
            )
        file.seek(0)
        # Read only: rows come one at a time. No links, no values that another program has computed.
        workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = workbook.worksheets[0]
        # What the file says about its own size is often wrong, and may be a lie.
        sheet.reset_dimensions()
        # Rows that are missing in the file come as blank ones: one more than may be is enough to refuse it.
        most = settings.MEMBER_IMPORT_MAX_ROWS * 2 + 1
        for number, row in enumerate(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS), start=1):
            yield Line(number, [_workbook_cell(cell) for cell in row])
    except UnreadableError:
        raise
    except Exception as error:
        # Whatever a damaged or forged file makes the library stumble over.
        raise UnreadableError(
            "This XLSX file is damaged, or is none. Save it again and try once more."
        ) from error


def _workbook_cell(cell):
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Formula(value)
    if isinstance(value, datetime.datetime):
        return value.date()
    return value.strip() if isinstance(value, str) else value
