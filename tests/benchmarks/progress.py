"""
The officers' list of 5,000 trainees: milliseconds of an answer, in the process, and its queries.

Part of make bench, on SQLite and, where there is a PostgreSQL, on that as well. Asked through Django's test
client as an administrator, so the whole of an answer counts: middleware, rights, list, filters, template.
PROGRESS_TRAINEES (default 5,000) is the number of trainees, each with ten entries; PROGRESS_ROUNDS (default
15) how often each address is asked for. The time of the processor is shown beside that of the clock, which a
busy machine makes longer.
"""

import os
import statistics
import subprocess
import sys
import time

TRAINEES = int(os.environ.get("PROGRESS_TRAINEES", "5000"))
ROUNDS = int(os.environ.get("PROGRESS_ROUNDS", "15"))
#: What an answer may cost: milliseconds in the median, and queries.
MOST_MS, MOST_QUERIES = 150, 30
LIST = "/admin/snippets/progress/trainee/"
ADDRESSES = {
    "all": LIST,
    "the last page": f"{LIST}?p={-(-TRAINEES // 50)}",
    "waiting longest": f"{LIST}?ordering=-waiting",
    "a stage": f"{LIST}?stage=Stage+2&state=under-way",
    "no supervisor": f"{LIST}?stuck=no-supervisor",
    "quiet": f"{LIST}?stuck=quiet",
    "a name": f"{LIST}?q=ann+bo",
    "the numbers": "/admin/reports/training/",
}


def run() -> bool:
    """Measure on the database that the settings name; whether all answers were quick enough."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(
            f"\n{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, {TRAINEES} trainees",
            flush=True,
        )
        from tests.members.progress.many import fill

        fill(TRAINEES)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return measure()
    finally:
        teardown_databases(databases, verbosity=0)


def measure() -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    client, good = Client(), True
    client.force_login(User.objects.create_user(email="administrator@example.org", is_superuser=True))
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}")
    for name, address in ADDRESSES.items():
        client.get(address)
        times, work = [], []
        for _round in range(ROUNDS):
            started, worked = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - started))
            work.append(1000 * (time.process_time() - worked))
            assert answer.status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        median = statistics.median(times)
        good &= median <= MOST_MS and len(queries) <= MOST_QUERIES
        print(f"{name:<22}{median:>10.1f}{statistics.median(work):>10.1f}{len(queries):>9}", flush=True)
    return good


def main() -> int:
    command = [sys.executable, "-m", "tests.benchmarks.progress", "run"]
    missed = subprocess.call(command)
    missed |= subprocess.call([sys.executable, "-m", "tests.support.postgres", *command])
    if missed:
        print(f"Over {MOST_MS} ms or {MOST_QUERIES} queries somewhere.", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(not run() if sys.argv[1:] == ["run"] else main())
