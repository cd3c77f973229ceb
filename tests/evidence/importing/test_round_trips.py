"""From a file to the site and out again: what an import says nothing of comes back as it was."""

import io

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evidence.citations import FORMATS
from evidence.exports import reference_file
from evidence.importing.models import ImportRun
from evidence.importing.reading import Kinds, read_file
from evidence.importing.tasks import import_references
from evidence.models import EvidenceKind, EvidencePage
from tests.evidence.citations.references import ALL
from tests.evidence.citations.strategies import items
from tests.evidence.factories import KindFactory
from tests.factories import UserFactory

SOME = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TYPES = EvidenceKind.CslType.values


@pytest.fixture
def kinds(index):
    for csl_type in TYPES:
        KindFactory(slug=csl_type, csl_type=csl_type, is_usual=True)


def imported(content):
    """The records of a file, and the pages that an import makes of those that can be used."""
    file_format, _notice, records = read_file(io.BytesIO(content))
    for record in records:
        record["chosen"] = bool(record["item"])
    run = ImportRun.objects.create(
        user=UserFactory(), format=file_format, records=records, state="running", total=len(records)
    )
    import_references.enqueue(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.message
    made = EvidencePage.objects.in_bulk(run.made)
    return records, [made[key] for key in run.made]


def exported(pages, file):
    """The file that the site writes of the pages, but for the keys, which are its own addresses."""
    content = b"".join(reference_file(pages, file, "all").streaming_content)
    return [record.item for record in FORMATS[file].read(io.BytesIO(content))]


@pytest.mark.parametrize("file", FORMATS)
@SOME
@given(references=st.lists(items(), min_size=1, max_size=4))
def test_any_reference_comes_through_the_site(kinds, file, references):
    records, pages = imported(b"".join(FORMATS[file].write(references)))
    assert len(pages) == len(references)
    for record, reference, found in zip(records, references, exported(pages, file), strict=True):
        if record["problems"]:
            continue  # an editor was told that something is left out or cut off
        finer = reference["type"]
        assert found == {**reference, "type": Kinds.LIKE.get(finer, finer)}


@pytest.mark.parametrize("file", FORMATS)
def test_each_kind_comes_through_the_site(kinds, file):
    references = [item for item in ALL.values() if item["type"] in TYPES]
    records, pages = imported(b"".join(FORMATS[file].write(references)))
    assert [record["problems"] for record in records if record["problems"]] == [["It has no year."]]
    content = b"".join(FORMATS[file].write(references))
    assert exported(pages, file) == [record.item for record in FORMATS[file].read(io.BytesIO(content))]
    assert [page.kind.csl_type for page in pages] == [reference["type"] for reference in references]


def test_a_name_that_is_cut_off_is_told(kinds):
    [record], [page] = imported(f"TY  - BOOK\nTI  - A\nPY  - 2001\nAU  - {'x' * 250}, B\nER  - \n".encode())
    assert any("name" in problem and "cut off after 200" in problem for problem in record["problems"])
    assert page.people.get().family == "x" * 200


@pytest.mark.parametrize("doi", ["10.1002/(SICI)1:2<53::AID-IMHJ5>3.0.CO;2-P", "10.1000/" + "x" * 250])
def test_no_doi_stops_an_import(kinds, doi):
    [record], [page] = imported(
        f"TY  - BOOK\nTI  - A\nAU  - B, C\nPY  - 2001\nDO  - {doi}\nER  - \n".encode()
    )
    assert (page.doi == doi) == (not record["problems"])
