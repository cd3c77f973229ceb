"""
Seconds to import references from RIS: reading the file, and making the drafts. Part of make bench.

Runs on SQLite and, where there is a PostgreSQL, on that as well, in the process and with the indexes brought
up to date at once, which in production a worker does afterwards. EVIDENCE_REFERENCES (default 5,000) is
their number.
"""

import io
import os
import sys
import time

from tests.benchmarks import in_process

REFERENCES = int(os.environ.get("EVIDENCE_REFERENCES", "5000"))
MOST_SECONDS = 120


def measure() -> bool:
    from evidence.importing.models import ImportRun
    from evidence.importing.reading import read_file
    from evidence.importing.tasks import import_references
    from evidence.models import EvidencePage
    from tests.evidence.factories import EvidenceIndexPageFactory, KindFactory
    from tests.evidence.importing.files import many
    from tests.factories import UserFactory

    KindFactory()
    EvidenceIndexPageFactory()
    content = b"".join(many(REFERENCES))
    started, worked = time.perf_counter(), time.process_time()
    file_format, _notice, records = read_file(io.BytesIO(content))
    read = time.perf_counter() - started
    made = ImportRun.objects.create(
        user=UserFactory.create(),
        file_name="many.ris",
        format=file_format,
        records=records,
        total=len(records),
        state=ImportRun.State.RUNNING,
    )
    import_references.enqueue(made.pk)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    assert EvidencePage.objects.count() == REFERENCES
    print(f"{REFERENCES} references in {seconds:.0f} s ({work:.0f} s of processor), {read:.1f} s to read")
    return seconds <= MOST_SECONDS


if __name__ == "__main__":
    sys.exit(in_process.main(__spec__.name, measure, f"Over {MOST_SECONDS} seconds somewhere."))
