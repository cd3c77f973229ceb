"""The words of PDF and Word files. A file that cannot be read is found by its title alone."""

import logging
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
import pypdf

logger = logging.getLogger(__name__)

#: Characters that are kept, seconds that a file may take, and bytes that a Word file may unpack to.
LONGEST_TEXT = 200_000
MOST_SECONDS = 60
MOST_UNPACKED = 100 * 1024 * 1024


def text_of(document) -> tuple[str, str]:
    """The text of a document's file, and what went wrong: ("", "") for other kinds of files."""
    read = {"pdf": _pdf, "docx": _word}.get(document.file_extension.lower())
    if read is None:
        return "", ""
    until, found, length = time.monotonic() + MOST_SECONDS, [], 0
    fault = ""
    try:
        with document.open_file() as file:
            for piece in read(BytesIO(file.read())):
                found.append(piece)
                length += len(piece)
                if length > LONGEST_TEXT:
                    break
                if time.monotonic() > until:
                    fault = "It took too long to read to its end."
                    break
    except Exception as error:  # whatever a reader makes of a damaged file
        logger.warning("The text of document %s could not be read: %r", document.pk, error)
        fault = f"It could not be read: {type(error).__name__}"
    text = " ".join(" ".join(found).replace("\x00", " ").split())
    # Half of a pair of UTF-16, which PDFs hold at times, is no character: no database takes it.
    return text.encode(errors="ignore").decode()[:LONGEST_TEXT], fault


def _pdf(file: BytesIO) -> Iterator[str]:
    for page in pypdf.PdfReader(file).pages:
        yield page.extract_text()


def _word(file: BytesIO) -> Iterator[str]:
    with zipfile.ZipFile(file) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise ValueError("The file unpacks to more than a text can be.")
    document = docx.Document(file)
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            yield " ".join(cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text
