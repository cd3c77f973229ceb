"""Broken, half-encoded, hostile and endless files: a report that names record and line, in bounded memory."""

import io
import json
import tracemalloc
import zipfile

import pytest

from evidence.citations import FORMATS, FileProblem
from evidence.citations.files import LARGEST_FILE, MOST_RECORDS, notice
from tests.evidence.citations.references import ARTICLE

MEGABYTE = 1024 * 1024
RIS = "TY  - JOUR\nAU  - Müller, Jörg\nTI  - Größe\nPY  - 2001\nER  - \n\n"


def read(file, content):
    return list(FORMATS[file].read(io.BytesIO(content)))


def zipped():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.ris", RIS)
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_is_read(encoding, end):
    [record] = read("ris", RIS.replace("\n", end).encode(encoding))
    assert record.item["title"] == "Größe"
    assert record.item["author"] == [{"family": "Müller", "given": "Jörg"}]


def test_utf_16_in_either_order():
    for encoding, mark in [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]:
        [record] = read("ris", mark + RIS.encode(encoding))
        assert record.item["title"] == "Größe"


def test_mixed_line_ends_count_each_once():
    records = read(
        "ris", RIS.replace("\n", "\r\n").encode() + RIS.encode() + RIS.replace("\n", "\r").encode()
    )
    assert [record.line for record in records] == [1, 7, 13]


def test_an_old_encoding_is_told():
    assert "Windows-1252" in notice(io.BytesIO(RIS.encode("cp1252")))
    assert notice(io.BytesIO(RIS.encode())) == ""


TABLE = {
    "nothing": ("ris", b"", "No reference was found"),
    "blank lines": ("bib", b"\n\n \n", "No reference was found"),
    "prose": ("ris", b"Dear editor,\nhere is my list.\n", "No reference was found"),
    "no objects": ("json", b"[1, 2, 3]", "No reference was found"),
    "a ZIP renamed": ("ris", zipped(), "This is a ZIP archive"),
    "a PDF": ("bib", b"%PDF-1.7 ...", "This is a PDF"),
    "two encodings": (
        "ris",
        RIS.encode() + RIS.encode("latin-1"),
        "Record 2, line 8: These bytes are no text in UTF-8",
    ),
    "two encodings in BibTeX": (
        "bib",
        "@book{a, title = {Größe}}\n@book{b,\ntitle = {".encode() + b"Gr\xf6\xdfe}}\n",
        "line 3: These bytes are no text",
    ),
    "half of a UTF-16 file": ("ris", RIS.encode("utf-16")[:-1], "These bytes are no text in UTF-16"),
    "UTF-16 without its mark": ("ris", RIS.encode("utf-16-le"), "line 1: The file holds bytes"),
    "a null byte": (
        "ris",
        RIS.encode() + b"TY  - JOUR\nTI  - a\x00b\n",
        "Record 2, line 8: The file holds bytes",
    ),
    "an endless line": ("ris", b"TY  - JOUR\nTI  - " + b"x" * MEGABYTE, "line 2: The line is longer than"),
    "an endless entry": (
        "bib",
        b"@book{a,\n" + b"title = {x\n" * 100_000,
        "line 1: This entry is too long",
    ),
    "an endless reference": (
        "ris",
        b"TY  - JOUR\n" + b"AB  - more and more\n" * 50_000,
        "line 1: This reference is too long",
    ),
    "endless braces": ("bib", b"@book{a, title = " + b"{" * MEGABYTE, "longer than"),
    "nested JSON": ("json", b'[{"a":' * 100_000, "line 1: Its brackets are nested too deeply"),
    "nested lists": ("json", b'[{"a":' + b"[" * 100_000, "nested too deeply"),
    "JSON cut off": ("json", b'[{"title": "a"},\n{"title": "b', "Record 2, line 2: The file ends before"),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_file_that_cannot_be_read_says_why_and_where(case):
    file, content, words = TABLE[case]
    with pytest.raises(FileProblem) as caught:
        read(file, content)
    assert words in str(caught.value)


def test_too_many_records():
    content = b"".join(b"TY  - JOUR\nTI  - %d\nER  - \n" % number for number in range(MOST_RECORDS + 1))
    with pytest.raises(FileProblem, match="more than 10,000 references"):
        read("ris", content)


def test_a_broken_record_is_named_and_spoils_no_other():
    content = b"TY  - JOUR\nTI  - Cut off\n\nTY  - JOUR\nTI  - Whole\nER  - \nTI  - No beginning\nER  - \n"
    broken, whole, headless = read("ris", content)
    assert (broken.number, broken.line, broken.item) == (1, 1, None)
    assert "before the next reference begins in line 4" in broken.problems[0]
    assert (whole.number, whole.line, whole.item["title"]) == (2, 4, "Whole")
    assert (headless.number, headless.line, headless.item) == (3, 7, None)
    assert "does not begin with the line" in headless.problems[0]


def test_a_broken_bibtex_entry_is_named_and_spoils_no_other():
    first, second, third = read(
        "bib", b"@book{a,\n title = {A\n@book{b,\n title = {B}}\n@book{c, title = {C}"
    )
    assert (first.item, first.line) == (None, 1)
    assert "before the next entry begins in line 3" in first.problems[0]
    assert second.item["title"] == "B"
    assert (third.item, third.line) == (None, 5)
    assert "before the end of the file" in third.problems[0]


def test_bibtex_that_is_none():
    [record] = read("bib", b"@book{a title {B} = }\n")
    assert record.item is None
    assert record.problems


def test_a_broken_object_is_named_and_spoils_no_other():
    first, second = read("json", b'[{"title": "a",\n "volume": }, {"title": "b", "type": "book"}]')
    assert (first.item, first.line) == (None, 2)
    assert "no valid JSON" in first.problems[0]
    assert second.item["title"] == "b"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("DO  - not-a-doi", "is no DOI"),
        ("UR  - javascript:alert(1)", "is no web address"),
        ("DA  - 2001/02/31/", "no day 31 in month 2"),
        ("TY  - X\nER  - ", "is a kind that we do not know"),
    ],
)
def test_what_can_not_be_right_is_left_out_and_told(line, words):
    if line.startswith("TY"):
        content = b"TY  - X\nTI  - A\nAU  - B, C\nPY  - 2001\nER  - \n"
    else:
        content = f"TY  - BOOK\nTI  - A\nAU  - B, C\nPY  - 2001\n{line}\nER  - \n".encode()
    [record] = read("ris", content)
    assert record.item["title"] == "A"
    assert any(words in problem for problem in record.problems)


def test_a_wrong_isbn_is_told():
    [record] = read("json", b'[{"type": "book", "title": "A", "ISBN": "9781849051805"}]')
    assert "ISBN" not in record.item
    assert any("no ISBN" in problem for problem in record.problems)


def test_without_a_title_there_is_no_item():
    [record] = read("ris", b"TY  - JOUR\nAU  - B, C\nER  - \n")
    assert record.item is None
    assert "no title" in record.problems[-1]


@pytest.mark.parametrize(
    "nonsense", [{}, [], None, 1, True, {"date-parts": [[None]]}, {"date-parts": "2001"}, "x"]
)
def test_nonsense_where_a_list_or_a_date_should_be(nonsense):
    content = json.dumps(
        [{"title": "A", "type": "book", "author": nonsense, "issued": nonsense, "volume": nonsense}]
    )
    [record] = read("json", content.encode())
    assert record.item["title"] == "A"


class Endless(io.RawIOBase):
    """As many megabytes as one likes, none of which are kept."""

    def __init__(self, size, record):
        self.size, self.record, self.place = size, record, 0

    def seekable(self):
        return True

    def seek(self, place, whence=0):
        self.place = place
        return place

    def read(self, size=-1):
        size = min(size, self.size - self.place)
        start = self.place % len(self.record)
        self.place += size
        return (self.record * (size // len(self.record) + 2))[start : start + size]


@pytest.mark.parametrize("file", FORMATS)
def test_a_hundred_megabytes_are_refused_in_little_memory(file):
    tracemalloc.start()
    with pytest.raises(FileProblem, match="larger than 20 MB"):
        list(FORMATS[file].read(Endless(100 * MEGABYTE, RIS.encode())))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * MEGABYTE


@pytest.mark.parametrize("file", FORMATS)
def test_the_largest_file_is_read_record_by_record(file):
    abstract = "Video feedback helps. " * 80
    one = b"".join(FORMATS[file].write([{**ARTICLE, "abstract": abstract}])).strip(b"[]\n") + b"\n\n"
    count = min(MOST_RECORDS, LARGEST_FILE // len(one)) // 4
    stream = Endless(count * len(one), one)
    tracemalloc.start()
    found = sum(1 for record in FORMATS[file].read(stream) if record.item)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == count
    assert peak < 5 * MEGABYTE


@pytest.mark.parametrize("file", FORMATS)
def test_ten_thousand_references_are_written_in_little_memory(file):
    abstract = "Video feedback helps. " * 80
    references = ({**ARTICLE, "id": f"item-{number}", "abstract": abstract} for number in range(10_000))
    tracemalloc.start()
    size = sum(map(len, FORMATS[file].write(references)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 10 * MEGABYTE
    assert peak < 50 * MEGABYTE
