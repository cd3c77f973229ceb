"""Trainees, their supervisors, and what they log: made by the services, as on the site."""

import datetime
import uuid
from decimal import Decimal

from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage
from members.membership.models import Grade, Member
from members.pathway.models import PathwayPage, Stage
from members.progress import services
from members.progress.models import Entry, Trainee, TraineeStage
from tests.factories import HomePageFactory, MembershipFactory, UserFactory
from tests.members.pathway.factories import PathwayFactory, PathwayVersionFactory, stages

DAY = datetime.timedelta(days=1)
#: Two stages, each met by one cycle and one session of an hour.
SMALL = {"cycles": 1, "clients": 1, "sessions": 1, "session_hours": Decimal(1)}


def days_ago(number: int) -> datetime.date:
    return timezone.localdate() - number * DAY


def grade(name: str, **fields) -> Grade:
    return Grade.objects.get_or_create(name=name, defaults=fields)[0]


def member(first_name="Pat", last_name="Person", grade_name="Trainee guider", **fields) -> Member:
    fields.setdefault("grade", grade(grade_name))
    term = MembershipFactory.create(user__first_name=first_name, user__last_name=last_name, **fields)
    return Member.objects.get(user=term.user)


def supervisor(first_name="Sue", last_name="Visor", **fields) -> Member:
    fields.setdefault("grade", grade("Supervisor", in_directory=True, rank=3))
    return member(first_name, last_name, **fields)


def officer():
    """Somebody with every right: what officers may do is another test's matter."""
    return UserFactory(is_superuser=True)


def pathway(*asked: dict, leads_to: Grade | None = None) -> PathwayPage:
    """A pathway with one version, for whoever has ever started; of two small stages unless ``asked``."""
    if Site.objects.get().root_page.specific_class is not HomePage:
        Site.objects.update(root_page=HomePageFactory(parent=Page.get_first_root_node()))
        Site.clear_site_root_paths_cache()
    leads_to = leads_to or grade("Guider / practitioner", is_accredited=True, rank=2)
    made = PathwayFactory(leads_to=leads_to)
    PathwayVersionFactory(parent=made, stages=stages(*(asked or (SMALL, SMALL))))
    return made


def trainee(on: PathwayPage | None = None, *, by=None, began: int = 60, **fields) -> Trainee:
    """Somebody in training since so many days ago. ``supervisor``: None for nobody."""
    fields.setdefault("supervisor", supervisor())
    return services.enrol(
        fields.pop("member", None) or member("Tess", "Trainee"),
        by or officer(),
        pathway=on or PathwayPage.objects.first() or pathway(),
        started_on=days_ago(began),
        **fields,
    )


def cycle(of: Trainee, client="C1", on: int = 1, **fields) -> Entry:
    return services.log(
        of, of.member.user, kind="cycle", token=uuid.uuid4(), on=days_ago(on), client=client, **fields
    )


def session(of: Trainee, hours="1", on: int = 1, **fields) -> Entry:
    return services.log(
        of,
        of.member.user,
        kind="session",
        token=uuid.uuid4(),
        on=days_ago(on),
        hours=Decimal(hours),
        **fields,
    )


def confirm(*entries: Entry) -> int:
    """By the personal supervisor, as the entries are in these objects."""
    supervised_by = Member.objects.get(trainees__stages=entries[0].stage)
    return services.confirm(supervised_by.user, [entry.seen for entry in entries])


def meet(of: Trainee) -> None:
    """Log and confirm what the small stage asks for that the trainee is in."""
    position = TraineeStage.objects.get(trainee=of, state=TraineeStage.State.UNDER_WAY).position
    confirm(cycle(of, client=f"C{position}"), session(of))


def course(**fields) -> dict:
    """A stage that ends with a course evaluation."""
    return {"cycles": 0, "clients": 0, "sessions": 0, "ending": Stage.Ending.COURSE, **fields}
