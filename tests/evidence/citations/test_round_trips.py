"""What is written is read again as it was, by us and by other people's readers."""

import io
import json

import bibtexparser
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.citations import FORMATS
from evidence.citations.items import clean
from tests.evidence.citations.references import ALL
from tests.evidence.citations.strategies import items

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written(file, *references):
    return b"".join(FORMATS[file].write(references))


def read(file, content):
    return list(FORMATS[file].read(io.BytesIO(content)))


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("kind", ALL)
def test_each_kind_comes_back(file, kind):
    [record] = read(file, written(file, ALL[kind]))
    assert record.item == clean(ALL[kind])[0]


@pytest.mark.parametrize("file", FORMATS)
@MANY
@given(reference=items())
def test_any_reference_comes_back(file, reference):
    [record] = read(file, written(file, reference))
    assert record.item == reference


@pytest.mark.parametrize("file", FORMATS)
@MANY
@given(reference=items())
def test_a_file_that_was_read_is_written_the_same(file, reference):
    content = written(file, reference)
    [record] = read(file, content)
    assert written(file, record.item) == content


@pytest.mark.parametrize("file", FORMATS)
@settings(MANY, max_examples=15)
@given(references=st.lists(items(), min_size=2, max_size=6))
def test_references_keep_their_order_and_apart(file, references):
    records = read(file, written(file, *references))
    assert [record.item for record in records] == references
    assert [record.number for record in records] == list(range(1, len(references) + 1))


@settings(MANY, max_examples=30)
@given(reference=items())
def test_bibtexparser_reads_our_bibtex(reference):
    library = bibtexparser.parse_string(written("bib", reference).decode())
    assert library.failed_blocks == []
    assert len(library.entries) == 1
    assert "title" in library.entries[0].fields_dict


@settings(MANY, max_examples=30)
@given(reference=items())
def test_rispy_reads_our_ris(reference):
    [entry] = rispy.loads(written("ris", reference).decode().replace("\r\n", "\n"))
    assert entry["title"] == reference["title"]
    assert entry.get("doi") == reference.get("DOI")
    assert len(entry.get("authors", [])) == len(reference.get("author", []))


def test_bibtex_by_hand():
    assert written("bib", ALL["article"]).decode() == (
        "@article{fukkink2008video,\n"
        "  author = {Fukkink, Ruben G.},\n"
        "  title = {Video feedback in widescreen: A meta-analysis of family programs},\n"
        "  volume = {28},\n"
        "  journal = {Clinical Psychology Review},\n"
        "  number = {6},\n"
        "  pages = {904--916},\n"
        "  doi = {10.1016/j.cpr.2008.01.003},\n"
        "  year = {2008},\n"
        "}\n\n"
    )


def test_ris_by_hand():
    assert written("ris", ALL["edited book"]).decode() == (
        "TY  - EDBOOK\r\n"
        "ED  - Kennedy, Hilary\r\n"
        "ED  - Landor, Miriam\r\n"
        "ED  - Todd, Liz\r\n"
        "PY  - 2011\r\n"
        "TI  - Video Interaction Guidance: A relationship-based intervention\r\n"
        "PB  - Jessica Kingsley\r\n"
        "CY  - London\r\n"
        "SN  - 9781849051804\r\n"
        "ER  - \r\n\r\n"
    )


def test_csl_json_has_what_its_schema_asks_for():
    found = json.loads(written("json", *ALL.values()))
    assert len({item["id"] for item in found}) == len(ALL)
    assert all(item["type"] for item in found)


def test_an_empty_list_is_a_file_all_the_same():
    assert written("bib") == b""
    assert written("ris") == b""
    assert json.loads(written("json")) == []


HOSTILE = r"<b>100 %</b> of R&D costs $5 {unclosed \textbf{x}} #1 a_b ~ ^ “ü” -- ``x'' ש"


@pytest.mark.parametrize("file", FORMATS)
def test_hostile_titles_come_back(file):
    [record] = read(file, written(file, {**ALL["article"], "title": HOSTILE}))
    assert record.item["title"] == HOSTILE


def test_bibtex_braces_are_in_pairs_even_where_a_backslash_does_not_count():
    content = written("bib", {**ALL["article"], "title": "} { }", "abstract": "{{{"}).decode()
    assert content.count("{") == content.count("}")


def test_lines_in_a_value_do_not_become_lines_of_the_file():
    content = written(
        "ris", {**ALL["article"], "abstract": "One.\r\nER  - \r\n\x85TY  - JOUR\u2028TI  - Two"}
    )
    assert content.count(b"\r\nER  -") == 1
    assert len(read("ris", content)) == 1


def test_keys_are_unique_stable_and_plain():
    anna = {**ALL["article"], "author": [{"family": "Øster Müller", "given": "A"}]}
    content = written(
        "bib", anna, anna, {"type": "book", "title": "On %"}, {**anna, "id": "our slug/ü"}
    ).decode()
    found = [line.partition("{")[2].rstrip(",") for line in content.splitlines() if line.startswith("@")]
    assert found == ["stermuller2008video", "stermuller2008video-2", "anonnd", "our-slug-u"]
