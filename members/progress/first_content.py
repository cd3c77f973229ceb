"""The officers' rights on trainees, and an example trainee."""

import datetime
import uuid
from decimal import Decimal

from django.utils import timezone

from accounts.first_content import EXAMPLE_DOMAIN, OFFICERS
from accounts.models import User
from members.membership.models import Member
from members.pathway.models import PathwayPage
from members.progress import services
from members.progress.models import Entry, Trainee

ORDER = 75

#: What the example trainee has logged: days ago, and a client and setting, or hours.
CYCLES = [(120, "C1", "At home"), (95, "C1", "At home"), (60, "K-2", "Nursery"), (9, "K-2", "Nursery")]
SESSIONS = [(110, "1"), (80, "1"), (45, "1.5"), (5, "1")]
#: So many of each, counted from the oldest, are confirmed.
CONFIRMED = 3


def load(content):
    content.grant(OFFICERS, Trainee, "add", "change", "view")


def demo(content):
    """Tess, whom Sunil supervises: most of her entries are confirmed, one waits, one was asked back."""
    people = Member.objects.filter(user__email__endswith=f"@{EXAMPLE_DOMAIN}")
    tess = people.filter(user__email__startswith="trainee@").first()
    sunil = people.filter(user__email__startswith="supervisor@").first()
    officer = User.objects.filter(email=f"officer@{EXAMPLE_DOMAIN}").first()
    pathway = PathwayPage.objects.first()
    if tess and sunil and officer and pathway:
        content.once("example-training:trainee", lambda: _train(tess, sunil, officer, pathway))


def _train(tess: Member, sunil: Member, officer: User, pathway: PathwayPage) -> Trainee:
    today = timezone.localdate()

    def ago(days: int) -> datetime.date:
        return today - datetime.timedelta(days=days)

    def log(kind: str, days: int, **values) -> Entry:
        return services.log(trainee, tess.user, kind=kind, token=uuid.uuid4(), on=ago(days), **values)

    trainee = services.enrol(tess, officer, pathway=pathway, started_on=ago(150), supervisor=sunil)
    if not trainee.stages.get(position=1).needs_external:
        services.record_course(trainee, sunil.user, words="Took part in all of it.")
    cycles = [log("cycle", days, client=client, setting=setting) for days, client, setting in CYCLES]
    sessions = [log("session", days, hours=Decimal(hours)) for days, hours in SESSIONS]
    done = [*cycles[:CONFIRMED], *sessions[:CONFIRMED]]
    services.confirm(sunil.user, [entry.seen for entry in done])
    services.ask_back(sunil.user, [sessions[-1].seen], "Was this one with me?")
    return trainee
