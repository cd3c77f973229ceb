"""
The officers' list of 5,000 trainees: milliseconds of an answer, in the process, and its queries.

Part of make bench, on SQLite and, where there is a PostgreSQL, on that as well. Asked through Django's test
client as an administrator, so the whole of an answer counts: middleware, rights, list, filters, template.
PROGRESS_TRAINEES (default 5,000) is the number of trainees, each with ten entries; PROGRESS_ROUNDS (default
15) how often each address is asked for. The time of the processor is shown beside that of the clock, which a
busy machine makes longer.
"""

import os
import sys

from tests.benchmarks import in_process

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


def measure() -> bool:
    from django.test import Client

    from accounts.models import User
    from tests.members.progress.many import fill

    fill(TRAINEES)
    in_process.analyse()
    client, good = Client(), True
    print(f"{TRAINEES} trainees")
    client.force_login(User.objects.create_user(email="administrator@example.org", is_superuser=True))
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}")
    for name, address in ADDRESSES.items():
        found = in_process.asked(client, address, ROUNDS)
        good &= found.milliseconds <= MOST_MS and found.queries <= MOST_QUERIES
        print(f"{name:<22}{found.milliseconds:>10.1f}{found.processor:>10.1f}{found.queries:>9}", flush=True)
    return good


if __name__ == "__main__":
    missed = f"Over {MOST_MS} ms or {MOST_QUERIES} queries somewhere."
    sys.exit(in_process.main(__spec__.name, measure, missed))
