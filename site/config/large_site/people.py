"""Many members and supervisors, and many documents."""

import datetime
import hashlib

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection

from config.large_site.pages import Report, batches
from config.large_site.words import PLACES, Words
from library.models import Document
from members.directory.models import ClientGroup, Language, Outcode, Sector, SupervisorEntry
from members.membership.models import Grade, Member, Membership
from search.models import FileText

#: Nobody's addresses: mail to them goes nowhere (RFC 2606).
DOMAIN = "load-test.invalid"
ENDING = " (load test)"
FILE = b"One small file stands for all documents of the load test.\n"
HASH = hashlib.sha1(FILE, usedforsecurity=False).hexdigest()


def members(count: int, report: Report) -> None:
    people("member", count, list(Grade.objects.filter(in_directory=False)), report)


def supervisors(count: int, report: Report) -> None:
    """Members with an entry in the directory, all over the country."""
    outcodes = list(Outcode.objects.values_list("pk", flat=True))
    words = {name: list(model.objects.all()) for name, model in WORDS.items()}

    def entries(found: list[Member], numbers: range) -> None:
        made = [entry(member, number, outcodes) for member, number in zip(found, numbers, strict=True)]
        SupervisorEntry.objects.bulk_create(made)
        for name, known in words.items():
            through = getattr(SupervisorEntry, name).through
            column = f"{WORDS[name]._meta.model_name}_id"
            through.objects.bulk_create(
                through(**{"supervisorentry_id": one.pk, column: word.pk})
                for one in made
                for word in Words(name, one.pk).chance.sample(known, min(2, len(known)))
            )

    people("supervisor", count, list(Grade.objects.filter(in_directory=True)), report, entries)


WORDS = {"sectors": Sector, "client_groups": ClientGroup, "languages": Language}


def people(kind: str, count: int, grades: list[Grade], report: Report, more=None) -> None:
    """Accounts that nobody can sign in to, each with a number and a term or two."""
    user_model, today = get_user_model(), timezone.localdate()
    ending = f".{kind}@{DOMAIN}"
    for numbers in batches(user_model.objects.filter(email__endswith=ending).count(), count):
        users = []
        for number in numbers:
            first_name, last_name = Words(kind, number).name()
            user = user_model(email=f"{number}{ending}", first_name=first_name, last_name=last_name)
            user.set_unusable_password()
            users.append(user)
        with transaction.atomic():
            user_model.objects.bulk_create(users)
            found = Member.objects.bulk_create(Member(user=user) for user in users)
            Membership.objects.bulk_create(
                term
                for user, number in zip(users, numbers, strict=True)
                for term in terms(user, Words(kind, number), grades, today, always=kind == "supervisor")
            )
            if more:
                more(found, numbers)
        report(numbers.stop)


def terms(user, words: Words, grades: list[Grade], today: datetime.date, always: bool) -> list[Membership]:
    """Last year's term, and for most people this year's. ``always``: for everybody."""
    grade, begun = words.chance.choice(grades), words.chance.randrange(1, 360)
    starts = today - datetime.timedelta(days=begun)
    year = datetime.timedelta(days=365)
    first = Membership(user=user, grade=grade, starts_on=starts - year, ends_on=starts - DAY)
    if not always and words.chance.random() < 0.2:
        return [first]
    return [first, Membership(user=user, grade=grade, starts_on=starts, ends_on=starts + year - DAY)]


DAY = datetime.timedelta(days=1)


def entry(member: Member, number: int, outcodes: list[str]) -> SupervisorEntry:
    words = Words("entry", number)
    chance = words.chance
    in_person = chance.random() < 0.7
    return SupervisorEntry(
        member=member,
        slug=f"test-{number}",
        text=words.sentences(3),
        in_person=in_person,
        online=not in_person or chance.random() < 0.5,
        town=chance.choice(PLACES) if in_person else "",
        areas_covered=chance.choice(PLACES),
        outcode_id=chance.choice(outcodes) if outcodes and in_person else None,
        room=chance.choice(SupervisorEntry.Room.values),
        room_from=timezone.localdate() + datetime.timedelta(days=chance.randrange(-30, 30)),
    )


def documents(count: int, report: Report) -> None:
    """All with one small file, which would else be written that many times; each with words of its own."""
    collection = Collection.get_first_root_node()
    made = Document.objects.filter(title__endswith=ENDING)
    start, first = made.count(), made.first()
    if not first:
        first = Document(collection=collection)
        first.file.save("load-test.txt", ContentFile(FILE), save=False)
    for numbers in batches(start, count):
        with transaction.atomic():
            files = Document.objects.bulk_create(
                Document(
                    title=f"{Words('document', number).title()}{ENDING}",
                    collection=collection,
                    file=first.file.name,
                    file_size=len(FILE),
                    file_hash=HASH,
                )
                for number in numbers
            )
            FileText.objects.bulk_create(
                FileText(document=one, file_hash=HASH, text=Words("text", number).sentences(30))
                for one, number in zip(files, numbers, strict=True)
            )
        report(numbers.stop)
