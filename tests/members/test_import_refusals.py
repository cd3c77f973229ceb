"""Spreadsheets of members that are refused: mistakes are named by row and column, and nothing is saved."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.membership.importing.run import receive
from members.membership.models import MemberImport
from tests.members.factories import HEADINGS, csv_file, grades, officer, xlsx_file
from tests.members.imports import ADA, BOB, counts, refused, with_

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([with_(ADA, e_mail="")], (2, "E-mail"), "empty"),
        ([with_(ADA, e_mail="ada at example.com")], (2, "E-mail"), "no e-mail address"),
        ([with_(ADA, e_mail="ada@example.com\nbcc: x@y.org")], (2, "E-mail"), "hidden character"),
        ([with_(ADA, e_mail="a" * 300 + "@example.com")], (2, "E-mail"), "longer than"),
        ([ADA, BOB, with_(ADA, e_mail="ADA@example.com")], (4, "E-mail"), "row 2"),
        ([with_(ADA, grade="Emperor")], (2, "Grade"), "The grades are: Trainee guider"),
        ([with_(ADA, grade="")], (2, "Grade"), "needs one"),
        ([with_(ADA, first="", last="")], (2, "Name"), "needs a name"),
        ([with_(ADA, last="x" * 151)], (2, "Last name"), "longer than 150"),
        ([with_(ADA, until="")], (2, "Until"), "empty"),
        ([with_(ADA, until="2025-12-31")], (2, "Until"), "before the first day"),
        ([with_(ADA, until="31/12/26")], (2, "Until"), "four digits"),
        ([with_(ADA, until="12/31/2026")], (2, "Until"), "Write the day first: 31/12/2026"),
        ([with_(ADA, until="30/02/2026")], (2, "Until"), "no such day"),
        ([with_(ADA, until="soon")], (2, "Until"), "is no date"),
        ([with_(ADA, until="31/12/20260")], (2, "Until"), "is no date"),
        ([with_(ADA, until="31/12/1026")], (2, "Until"), "1026"),
        ([ADA, with_(BOB, until="31/12/2026")], (3, "Until"), "Write all dates of a column in one way"),
        ([with_(ADA, first="=HYPERLINK(1)")], (2, "First name"), "formula"),
        ([with_(ADA, last="=1+1")], (2, "Last name"), "formula"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(by, make, rows, place, words):
    assert words in refused(make(rows), by)[place]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_formulas_in_csv(by, start):
    assert "formula" in refused(csv_file([with_(ADA, last=f"{start}cmd|' /C calc'!A0")]), by)[2, "Last name"]


def test_a_date_among_texts_is_a_date_that_was_turned_round(by):
    rows = [with_(ADA, until="25/03/2027"), with_(BOB, until=datetime.date(2027, 3, 4))]
    assert "one way" in refused(xlsx_file(rows), by)[3, "Until"]


def test_a_number_is_no_date(by):
    assert "format of a date" in refused(xlsx_file([with_(ADA, until=46387)]), by)[2, "Until"]


def test_all_mistakes_are_reported_at_once_and_in_order(by):
    rows = [with_(ADA, until="x", grade="y"), BOB, with_(ADA, e_mail="z")]
    assert list(refused(csv_file(rows), by)) == [(2, "Grade"), (2, "Until"), (4, "E-mail")]


def test_a_thousand_mistakes_are_counted_not_listed(by):
    file = csv_file([with_(ADA, e_mail=f"wrong{n}") for n in range(1000)])
    found = receive(file, file.name, by)
    assert len(found.problems) == 200
    assert "There are 1000 mistakes" in found.notes[-1]


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        (["Name", "Telephone"], {(1, "E-mail"), (1, "Until")}),
        (["E-mail", "Name", "Grade"], {(1, "Until")}),
        (ADA, {(1, "E-mail"), (1, "Until")}),
    ],
)
def test_wrong_headings(by, headings, missing):
    assert set(refused(csv_file([ADA], headings), by)) == missing


def test_a_heading_twice(by):
    found = refused(csv_file([[*ADA, "x@example.com"]], [*HEADINGS, "Mail"]), by)
    assert "two columns" in found[1, "Mail"]


def _bomb():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 1024 * 1024))
    return output.getvalue()


def _entities():
    """Entities that grow: https://en.wikipedia.org/wiki/Billion_laughs_attack"""
    file = xlsx_file([ADA])
    source, output = zipfile.ZipFile(file), io.BytesIO()
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><x>&c;</x>'
    with zipfile.ZipFile(output, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, laughs if "sheet1" in name else source.read(name))
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n ,,\n", "empty"),
        ("a.csv", ",".join(HEADINGS).encode(), "no members below"),
        ("a.csv", b"\x00\x01\x02", "no CSV"),
        ("a.pdf", b"%PDF-1.4", "neither an XLSX nor a CSV"),
        ("a.xlsx", b"%PDF-1.4", "neither an XLSX nor a CSV"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "neither an XLSX nor a CSV"),
        ("a.csv", b"\xff\xfe\x00", "damaged"),
        ("a.csv", b'E-mail,Until\n"' + b"x" * 200_000, "can’t be read as CSV"),
        ("bomb.xlsx", _bomb, "unpacks to far more"),
        ("laughs.xlsx", _entities, "damaged"),
    ],
)
def test_what_is_no_spreadsheet(by, name, content, words):
    content = content() if callable(content) else content
    assert words in refused(SimpleUploadedFile(name, content), by)[0, ""]


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_a_hundred_thousand_rows(by, make, settings):
    if make is xlsx_file:
        settings.MEMBER_IMPORT_MAX_ROWS = 2000
    rows = ([f"m{n}@example.com", "", "", "", "", ""] for n in range(100_000 if make is csv_file else 5_000))
    assert "rows. Divide it" in refused(make(rows), by)[0, ""]


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_blank_rows_without_end(by, make, settings):
    """Nobody waits for them to be counted, and no member below them is passed over in silence."""
    settings.MEMBER_IMPORT_MAX_ROWS = 50
    blank = [""] * len(HEADINGS)
    found = refused(make([ADA, *[blank] * 100, BOB]), by)
    assert "below row 100, with many blank rows. Delete those." in found[0, ""]
    assert receive(make([ADA, *[blank] * 90, BOB]), "members.csv", by).state == MemberImport.State.READY


def test_more_than_ten_megabytes(client):
    by = officer()
    client.force_login(by)
    file = SimpleUploadedFile("big.csv", b"x" * (10 * 1024 * 1024 + 1))
    response = client.post("/admin/members/import/", {"file": file})
    assert "larger than 10 MB" in response.content.decode()
    assert not MemberImport.objects.exists()
    file.seek(0)
    assert "larger than 10 MB" in refused(file, by)[0, ""]


class AnythingAtAll(TestCase):
    """Whatever bytes somebody uploads: a report, and never an error or a changed member."""

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
        st.sampled_from(["csv", "xlsx"]),
    )
    def test_bytes(self, content, kind):
        grades()
        before = counts()
        heading = b"E-mail,Last name,Grade,Until\n" if kind == "csv" else b"PK\x03\x04"
        for data in (content, heading + content):
            found = receive(SimpleUploadedFile(f"a.{kind}", data), f"a.{kind}", None)
            assert found.state in {"refused", "ready"}
        assert counts() == before
