"""
Seconds to import references from RIS: reading the file, and making the drafts. Part of make bench.

Runs on SQLite and, where there is a PostgreSQL, on that as well, in the process and with the indexes brought
up to date at once, which in production a worker does afterwards. EVIDENCE_REFERENCES (default 5,000) is
their number.
"""

import io
import os
import subprocess
import sys
import time

REFERENCES = int(os.environ.get("EVIDENCE_REFERENCES", "5000"))
MOST_SECONDS = 120


def run() -> bool:
    """Measure on the database that the settings name; whether it was quick enough."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}: ", end="", flush=True)
        return measure()
    finally:
        teardown_databases(databases, verbosity=0)


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


def main() -> int:
    command = [sys.executable, "-m", "tests.benchmarks.evidence_import", "run"]
    missed = subprocess.call(command)
    missed |= subprocess.call([sys.executable, "-m", "tests.support.postgres", *command])
    if missed:
        print(f"Over {MOST_SECONDS} seconds somewhere.", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(not run() if sys.argv[1:] == ["run"] else main())
