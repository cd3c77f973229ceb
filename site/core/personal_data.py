"""What the site holds on people: taken away, deleted, and thrown away after a time.

Every part of the site that keeps something on people has one ``Holder``, named in ``settings.PERSONAL_DATA``.
A test asks each key to a person in the database which holder looks after it.

Whoever has their data deleted stays as a row without a name (``pseudonym``), so that lists of years gone by
still add up and the log of the admin still says that one person did two things. What says more than that is
named in the holder's ``stays``, with why and until when; the person reads it before they decide.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import ModelLogEntry

from core.models import RetentionPeriod

#: The ending of the address that nobody has (RFC 2606, section 2).
NOWHERE = "deleted.invalid"
DAYS_OF_A_MONTH = 365.25 / 12


class NotNowError(Exception):
    """Somebody's data can't be deleted at present; the text says why, and what to do."""


@dataclass(frozen=True)
class Table:
    """Rows of one kind for "everything about me". ``name`` is the file's; values are JSON's, or dates."""

    name: str
    label: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class File:
    """A file for "everything about me": its name in the archive, and what opens it."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Stays:
    """What is kept all the same, in words for the person: what, why, and until when."""

    what: str
    why: str
    until: str


@dataclass(frozen=True)
class Period:
    """How long one kind of record is kept. ``find(moment)`` gives what is older than the moment, as something
    with ``count()``; ``purge(moment)`` does away with it and returns how many there were."""

    key: str
    label: str
    why: str
    months: int
    find: Callable[[datetime.datetime], Any]
    purge: Callable[[datetime.datetime], int]
    least: int = 1

    def before(self, months: int | None = None) -> datetime.datetime:
        """What is older than this moment goes."""
        months = months_kept(self) if months is None else months
        return timezone.now() - datetime.timedelta(days=round(months * DAYS_OF_A_MONTH))

    def count(self) -> int:
        return self.find(self.before()).count()


@dataclass(frozen=True)
class Person:
    """Who somebody was, while their data are being deleted. ``names``: what free words may call them by."""

    pk: int
    name: str
    email: str
    pseudonym: str
    names: tuple[str, ...] = field(default=())

    def is_named_in(self, text: str) -> bool:
        lower = text.lower()
        return any(name.lower() in lower for name in self.names)


class Holder:
    """One part of the site. What it does not define, it does not do."""

    #: Sentences that say what goes, as the person reads them.
    goes: tuple[str, ...] = ()
    #: The keys to a person that this holder looks after, as "app.Model.field".
    looks_after: frozenset[str] = frozenset()

    def tables(self, user) -> Iterable[Table]:
        return ()

    def files(self, user) -> Iterable[File]:
        return ()

    def refusal(self, user) -> str:
        """Why the data of this person can't be deleted at present; "" if they can."""
        return ""

    def pseudonym(self, user) -> str:
        """What the person is called afterwards; "" to leave that to others."""
        return ""

    def stays(self, user) -> Iterable[Stays]:
        return ()

    def erase(self, user, person: Person) -> None:
        """Delete or blank what names the person."""

    def periods(self) -> Iterable[Period]:
        return ()


def holders() -> Iterator[Holder]:
    for path in settings.PERSONAL_DATA:
        yield import_string(path)


# --- Deleting ----------------------------------------------------------------------------------------


def refusal(user) -> str:
    """The first reason not to delete somebody's data now; "" if there is none."""
    return next((reason for holder in holders() if (reason := holder.refusal(user))), "")


@transaction.atomic
def erase(user) -> Person:
    """
    Delete what the site holds on somebody; what stays is what the holders name. All of it, or nothing.

    Raises NotNowError where a holder refuses. Doing it again changes nothing.
    """
    user = type(user).objects.select_for_update().get(pk=user.pk)
    name, email = user.get_full_name(), user.email
    person = Person(
        pk=user.pk,
        name=name,
        email=email,
        pseudonym=next((said for holder in holders() if (said := holder.pseudonym(user))), "")
        or f"Deleted account {user.pk}",
        names=tuple(filter(None, (name, email))),
    )
    if user.erased_at:
        return person
    if reason := refusal(user):
        raise NotNowError(reason)
    for holder in holders():
        holder.erase(user, person)
    return person


def address_of_nobody(user) -> str:
    return f"deleted-{user.pk}@{NOWHERE}"


def json_holds(field: str, *words: str) -> models.Q:
    """A filter: the JSON in ``field`` holds one of these words, as it is or as SQLite's text spells it."""
    found = models.Q()
    for word in words:
        for spelling in {word, json.dumps(word)[1:-1]}:
            found |= models.Q(**{f"{field}__icontains": spelling})
    return found


def blank_log(objects: models.QuerySet | Iterable[models.Model], person: Person, keep=None) -> None:
    """
    Take the name out of the admin's log of these objects: the label becomes the pseudonym.

    ``keep(action, data)`` returns what may stay of an entry's words; without it, none do.
    """
    keys: dict[type[models.Model], list[str]] = {}
    for thing in objects:
        keys.setdefault(type(thing), []).append(str(thing.pk))
    for model, pks in keys.items():
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=pks)
        for entry in entries.only("pk", "action", "data"):
            words = keep(entry.action, entry.data) if keep else {}
            ModelLogEntry.objects.filter(pk=entry.pk).update(label=person.pseudonym, data=words)


# --- After a time ------------------------------------------------------------------------------------


def periods() -> list[Period]:
    return [period for holder in holders() for period in holder.periods()]


def months_kept(period: Period) -> int:
    """What the officers have set; else the default."""
    chosen = RetentionPeriod.objects.filter(key=period.key).values_list("months", flat=True).first()
    return period.months if chosen is None else max(chosen, period.least)


def purge() -> Iterator[tuple[Period, int]]:
    """Do away with everything that is past its time, kind by kind; yields how many of each."""
    for period in periods():
        with transaction.atomic():
            yield period, period.purge(period.before())


def purge_daily(sender, today, **kwargs) -> str:
    """``core.due``."""
    gone = [f"{count} × {period.label}" for period, count in purge() if count]
    return f"Past their time and thrown away: {', '.join(gone)}" if gone else ""
