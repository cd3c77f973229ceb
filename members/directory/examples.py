"""Invented supervisors, spread over the UK and Ireland. Their last names say that they are examples."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.first_content import example_account
from members.directory.models import ClientGroup, Language, Outcode, Sector, SupervisorEntry
from members.membership.models import Grade, Member, Membership

#: The middle of each area, about: latitude and longitude in degrees.
OUTCODES = {
    "BT7": (54.58, -5.93),
    "BS6": (51.47, -2.60),
    "CF11": (51.47, -3.19),
    "D02": (53.34, -6.25),
    "DD1": (56.46, -2.97),
    "EH8": (55.95, -3.18),
    "G12": (55.88, -4.30),
    "LL57": (53.22, -4.13),
    "LS6": (53.82, -1.57),
    "M14": (53.45, -2.23),
    "N1": (51.54, -0.10),
    "NE2": (54.99, -1.61),
    "NR2": (52.62, 1.28),
    "T12": (51.88, -8.47),
    "TR1": (50.26, -5.05),
}


@dataclass(frozen=True)
class Person:
    """``since``: how many years ago the accreditation began. ``room_in``: days until there is room."""

    account: str
    first_name: str
    last_name: str
    text: str
    grade: str = "Supervisor"
    since: int = 3
    town: str = ""
    outcode: str = ""
    areas: str = ""
    online: bool = True
    room: str = SupervisorEntry.Room.YES
    room_in: int = 0
    sectors: tuple[str, ...] = ("independent",)
    client_groups: tuple[str, ...] = ("young-children",)
    languages: tuple[str, ...] = ("en",)
    fields: dict = field(default_factory=dict)


PEOPLE = [
    Person(
        "ailsa",
        "Ailsa",
        "Drummond",
        "I supervise educational psychologists and teachers. We begin with a moment that went well, and ask "
        "what made it so.",
        grade="National supervisor",
        since=9,
        town="Dundee",
        outcode="DD1",
        areas="Angus, Fife and Perthshire",
        sectors=("education", "early-years"),
        client_groups=("school-age", "schools"),
    ),
    Person(
        "callum",
        "Callum",
        "Reid",
        "I work in a team for infant mental health, and like to supervise colleagues who are new to film.",
        grade="Advanced supervisor",
        since=6,
        town="Glasgow",
        outcode="G12",
        sectors=("health", "mental-health"),
        client_groups=("babies",),
        room=SupervisorEntry.Room.NO,
    ),
    Person(
        "mairi",
        "Mairi",
        "MacInnes",
        "I supervise online, across the islands and the Highlands, in Gaelic too.",
        sectors=("education",),
        client_groups=("young-children", "schools"),
        languages=("en", "gd"),
    ),
    Person(
        "jo",
        "Jo",
        "Armitage",
        "I come from social work. Families with a hard year behind them are the ones I know best.",
        town="Leeds",
        outcode="LS6",
        areas="West Yorkshire",
        sectors=("social-work",),
        client_groups=("fostering-adoption", "young-children"),
        room=SupervisorEntry.Room.FROM,
        room_in=60,
    ),
    Person(
        "priya",
        "Priya",
        "Chaudhry",
        "I supervise health visitors and nursery nurses, one by one or in small groups.",
        grade="Advanced supervisor",
        since=5,
        town="Manchester",
        outcode="M14",
        sectors=("health", "early-years"),
        client_groups=("babies", "young-children"),
        languages=("en", "ur", "pa"),
    ),
    Person(
        "tom",
        "Tom",
        "Hallett",
        "I supervise in the North East, in person: I like to sit side by side at the screen.",
        town="Newcastle upon Tyne",
        outcode="NE2",
        online=False,
        sectors=("education", "voluntary"),
        client_groups=("additional-needs", "school-age"),
    ),
    Person(
        "nia",
        "Nia",
        "Pritchard",
        "I supervise in Welsh and in English, and have time for people who travel far.",
        town="Bangor",
        outcode="LL57",
        areas="North Wales",
        sectors=("early-years", "health"),
        client_groups=("young-children",),
        languages=("cy", "en"),
        room=SupervisorEntry.Room.FROM,
        room_in=120,
    ),
    Person(
        "owen",
        "Owen",
        "Beynon",
        "I am a clinical psychologist, and supervise teams that use film to look at their own work.",
        grade="Advanced supervisor",
        since=7,
        town="Cardiff",
        outcode="CF11",
        sectors=("mental-health",),
        client_groups=("teams", "young-people"),
        room=SupervisorEntry.Room.NO,
    ),
    Person(
        "grace",
        "Grace",
        "Adeyemi",
        "I supervise practitioners who work with deaf children and their families. I sign.",
        town="London",
        outcode="N1",
        areas="Greater London",
        sectors=("education", "independent"),
        client_groups=("additional-needs", "babies"),
        languages=("en", "bfi"),
        fields={"website": "https://example.org/grace", "show_website": True},
    ),
    Person(
        "ben",
        "Ben",
        "Trevorrow",
        "I supervise in Cornwall, and online everywhere else.",
        town="Truro",
        outcode="TR1",
        areas="Cornwall and Devon",
        sectors=("social-work", "voluntary"),
        client_groups=("fostering-adoption",),
    ),
    Person(
        "orla",
        "Órla",
        "Ní Bhriain",
        "I supervise psychologists and teachers in Dublin, in Irish or in English.",
        grade="National supervisor",
        since=8,
        town="Dublin",
        outcode="D02",
        sectors=("education",),
        client_groups=("schools", "school-age"),
        languages=("ga", "en"),
    ),
    Person(
        "ruth",
        "Ruth",
        "McCrory",
        "I supervise in Belfast. Much of my work is with parents and their new babies.",
        town="Belfast",
        outcode="BT7",
        areas="Northern Ireland",
        sectors=("health",),
        client_groups=("babies",),
    ),
    Person(
        "hanna",
        "Hanna",
        "Kowalska",
        "I supervise online only, in Polish and in English, in the evenings too.",
        sectors=("independent",),
        client_groups=("young-children", "teams"),
        languages=("pl", "en"),
    ),
]

OWN = Person(
    "supervisor",
    "Sunil",
    "Supervisor",
    "I supervise practitioners in health and in education, in Edinburgh and online.",
    town="Edinburgh",
    outcode="EH8",
    areas="The Lothians and the Borders",
    sectors=("education", "health"),
    client_groups=("young-children", "teams"),
)


def outcodes() -> None:
    """Where the examples lie; a row that is there already is left as it is."""
    Outcode.objects.bulk_create(
        [Outcode(code=code, latitude=north, longitude=east) for code, (north, east) in OUTCODES.items()],
        ignore_conflicts=True,
    )


def entry(content, person: Person) -> None:
    """One example supervisor: account, membership and entry."""
    user = example_account(content, f"supervisor-{person.account}", person.first_name, person.last_name)
    grade = Grade.objects.filter(name=person.grade).first()
    if user and grade:
        today = timezone.localdate()

        def enrol():
            return Membership.objects.create(
                user=user,
                grade=grade,
                starts_on=today - datetime.timedelta(days=365 * person.since),
                ends_on=today + datetime.timedelta(days=300),
            )

        if content.once(f"example-membership:supervisor-{person.account}", enrol):
            own_entry(content, user.member, person)


def own_entry(content, member: Member | None, person: Person = OWN) -> None:
    if member is None:
        return
    content.once(f"example-entry:{person.account}", lambda: _publish(member, person))


def _publish(member: Member, person: Person) -> SupervisorEntry:
    room_from = timezone.localdate() + datetime.timedelta(days=person.room_in) if person.room_in else None
    made = SupervisorEntry(
        member=member,
        text=person.text,
        town=person.town,
        outcode=Outcode.objects.filter(pk=person.outcode).first(),
        areas_covered=person.areas,
        in_person=bool(person.town),
        online=person.online,
        room=person.room,
        room_from=room_from,
        live=False,
        **person.fields,
    )
    made.save()
    made.sectors.set(Sector.objects.filter(slug__in=person.sectors))
    made.client_groups.set(ClientGroup.objects.filter(slug__in=person.client_groups))
    made.languages.set(Language.objects.filter(slug__in=person.languages))
    made.save_revision().publish()
    return SupervisorEntry.objects.get(pk=made.pk)
