"""
Five thousand members: seconds to import them, and milliseconds of the preview and of the officers' list.

Part of make bench. MEMBERS (default 5,000) is their number, MEMBERSHIP_ROUNDS (default 9) how often each
address is asked for.
"""

import os
import sys
import time

from tests.benchmarks import in_process

MEMBERS = int(os.environ.get("MEMBERS", "5000"))
ROUNDS = int(os.environ.get("MEMBERSHIP_ROUNDS", "9"))
MOST_SECONDS, MOST_MS = 60, 1000
LIST = "/admin/snippets/membership/member/"
ADDRESSES = {
    "all": LIST,
    "a name": f"{LIST}?q=last{MEMBERS - 1}",
    "lapsed": f"{LIST}?state=lapsed",
    "ends soon": f"{LIST}?ends=30",
    "by date": f"{LIST}?ordering=-until",
    "by status": f"{LIST}?ordering=state_now",
}


def measure() -> bool:
    from django.test import Client
    from django.urls import reverse

    from members.membership.importing.run import confirm, receive
    from tests.factories import UserFactory
    from tests.members.factories import grades, xlsx_file

    grades()
    by = UserFactory.create(is_superuser=True)
    file = xlsx_file(
        [f"member{n}@example.com", f"First{n}", f"Last{n}", "Supervisor", "2026-01-01", "2098-12-31"]
        for n in range(MEMBERS)
    )
    started = time.perf_counter()
    plan = receive(file, file.name, by)
    read = time.perf_counter()
    confirm(plan, by, send_links=False)
    saved = time.perf_counter()
    print(f"{MEMBERS} members read and compared in {read - started:.1f} s, saved in {saved - read:.1f} s")
    good = saved - started <= MOST_SECONDS
    in_process.analyse()
    client = Client()
    client.force_login(by)
    again = receive(file, file.name, by)
    preview = reverse("membership_import_report", args=[again.pk])
    print(f"{'asked for':<22}{'median ms':>10}{'processor':>10}{'queries':>9}")
    for name, address in {"a preview": preview, **ADDRESSES}.items():
        found = in_process.asked(client, address, ROUNDS)
        good &= found.milliseconds <= MOST_MS
        print(f"{name:<22}{found.milliseconds:>10.1f}{found.processor:>10.1f}{found.queries:>9}", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(in_process.main(__spec__.name, measure, f"Over {MOST_SECONDS} s or {MOST_MS} ms somewhere."))
