"""Many supervisors at once, of every kind, the same each time."""

import datetime
import random

from django.utils import timezone

from accounts.models import User
from members.directory.models import ClientGroup, Language, Outcode, Sector, SupervisorEntry
from members.membership.models import Member, Membership
from tests.members.directory.factories import grade

FIRST = ["Ann", "Bob", "Cai", "Dee", "Zoë", "Mary-Jane", "Siân"]
LAST = ["Bo", "Smith", "O’Hara", "Ó Sé", "de Wit", "Müller"]
WORDS = {"sectors": (Sector, 8, 2), "client_groups": (ClientGroup, 8, 2), "languages": (Language, 12, 1)}


def fill(number: int, outcodes: int = 2900) -> None:
    """``number`` listed entries, each with an earlier term, over ``outcodes`` outcodes; LS6 is one."""
    chance = random.Random(7)
    today = timezone.localdate()
    grades = [grade("Supervisor"), grade("Advanced supervisor"), grade("National supervisor")]
    start = User.objects.count()
    User.objects.bulk_create(
        [
            User(
                email=f"s{start + one}@example.net",
                first_name=chance.choice(FIRST),
                last_name=f"{chance.choice(LAST)} {chr(97 + one % 26)}{one}",
            )
            for one in range(number)
        ],
        batch_size=1000,
    )
    users = User.objects.filter(email__endswith="@example.net", member__isnull=True)
    Member.objects.bulk_create([Member(user=user) for user in users], batch_size=1000)
    members = list(Member.objects.filter(user__email__endswith="@example.net", entry__isnull=True))
    spans = [(-765, -401), (-100, 200)]
    Membership.objects.bulk_create(
        [
            Membership(
                user_id=member.user_id,
                grade=chance.choice(grades),
                starts_on=today + datetime.timedelta(days=first),
                ends_on=today + datetime.timedelta(days=last),
            )
            for first, last in spans
            for member in members
        ],
        batch_size=1000,
    )
    codes = _outcodes(chance, outcodes)
    SupervisorEntry.objects.bulk_create(
        [_entry(member, chance, codes, today) for member in members], batch_size=1000
    )
    entries = list(SupervisorEntry.objects.filter(member__in=members).order_by().values_list("pk", flat=True))
    for field, (model, words, each) in WORDS.items():
        known = [_word(model, one) for one in range(words)]
        through, column = getattr(SupervisorEntry, field).through, f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            [
                through(**{"supervisorentry_id": entry, column: word.pk})
                for entry in entries
                for word in chance.sample(known, each)
            ],
            batch_size=2000,
        )


def _entry(member, chance, codes, today) -> SupervisorEntry:
    in_person = chance.random() < 0.7
    return SupervisorEntry(
        member=member,
        slug=f"s-{member.pk}",
        text="I begin with a moment that went well.",
        in_person=in_person,
        online=not in_person or chance.random() < 0.4,
        town=f"Town {chance.randrange(400)}" if in_person else "",
        areas_covered=f"Shire {chance.randrange(40)}",
        outcode_id=chance.choice([*codes, None]) if chance.random() < 0.9 else None,
        room=chance.choice(SupervisorEntry.Room.values),
        room_from=today + datetime.timedelta(days=chance.randrange(-30, 30)),
    )


def _outcodes(chance, number: int) -> list[str]:
    """Spread as people live: most of them around a few cities."""
    cities = [
        (51.5, -0.1),
        (53.8, -1.5),
        (53.5, -2.2),
        (52.5, -1.9),
        (55.9, -4.2),
        (51.5, -3.2),
        (54.6, -5.9),
    ]
    letters = ["AB", "BD", "CV", "DN", "EX", "GU", "HD", "IV", "KT", "NE", "PO", "RG", "SA", "TN", "WA", "YO"]
    codes = [f"{area}{one}" for area in letters for one in range(1, 100)] + [
        f"{area[0]}{one}" for area in letters for one in range(1, 100)
    ]
    made = [Outcode(code="LS6", latitude=53.82, longitude=-1.57)]
    for code in dict.fromkeys(codes[: number - 1]):
        north, east = chance.choice(cities)
        if chance.random() < 0.4:
            north, east = chance.uniform(50.3, 58.0), chance.uniform(-5.0, 0.5)
        made.append(
            Outcode(code=code, latitude=north + chance.gauss(0, 0.3), longitude=east + chance.gauss(0, 0.4))
        )
    Outcode.objects.bulk_create(made, ignore_conflicts=True)
    return [outcode.code for outcode in made]


def _word(model, number: int):
    slug = f"{model._meta.model_name}-{number}"
    return model.objects.get_or_create(slug=slug, defaults={"name": f"{model.__name__} {number}"})[0]
