"""Spreadsheets of members, taken in as an officer does, and what is then looked at."""

import datetime

from accounts.models import User
from members.membership.importing.run import confirm, receive
from members.membership.models import Member, Membership
from tests.members.factories import HEADINGS

START, END = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
ADA = ["ada@example.com", "Ada", "Lovelace", "Supervisor", "2026-01-01", "2026-12-31"]
BOB = ["bob@example.com", "Bob", "Builder", "Trainee guider", "2026-01-01", "2026-12-31"]
#: What nobody may find changed by a file that is refused.
KEPT = (User, Member, Membership)


def counts():
    return [model.objects.count() for model in KEPT]


def refused(file, by):
    """The problems of a file that must be refused, as (row, column) with their texts."""
    before = counts()
    found = receive(file, file.name, by)
    assert found.state == "refused"
    assert found.rows == []
    assert not confirm(found, by, send_links=True)
    assert counts() == before
    return {(problem["row"], problem["column"]): problem["text"] for problem in found.problems}


def save(file, by, send_links=False):
    found = receive(file, file.name, by)
    assert found.problems == []
    assert confirm(found, by, send_links)
    found.refresh_from_db()
    assert found.state == "done", found.problems
    assert found.rows == []
    return found.counts


def with_(row, **changes):
    return [
        changes.get(heading.split()[0].lower().replace("-", "_"), cell)
        for heading, cell in zip(HEADINGS, row, strict=True)
    ]
