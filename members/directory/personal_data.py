"""A supervisor's entry, its versions, its photographs, and the messages passed on to them."""

from functools import partial

from django.forms.models import model_to_dict
from wagtail.images import get_image_model
from wagtail.models import Revision

from core.personal_data import File, Holder, Period, Table, blank_log
from members.directory.models import RelayedMessage, SupervisorEntry
from members.directory.privacy import photographs_of

FIELDS = [
    "slug",
    "paused",
    "live",
    "text",
    "in_person",
    "online",
    "town",
    "outcode",
    "areas_covered",
    "room",
    "room_from",
    "website",
    "show_website",
    "phone",
    "show_phone",
    "photo_consent_by",
    "photo_consent_on",
]


class DirectoryHolder(Holder):
    looks_after = frozenset({"directory.SupervisorEntry.member", "directory.RelayedMessage.entry"})
    goes = (
        "Your entry in the directory of supervisors with all its versions, comments of officers and "
        "photographs, from the public site at once.",
        "The record of messages that the directory has passed on to you.",
    )

    def tables(self, user):
        entry = entry_of(user)
        if entry is None:
            return
        words = {
            name: [str(word) for word in getattr(entry, name).all()]
            for name in ("sectors", "client_groups", "languages")
        }
        yield Table("directory-entry", "Your entry in the directory", [model_to_dict(entry, FIELDS) | words])
        versions = Revision.objects.for_instance(entry).order_by("created_at")
        yield Table(
            "directory-versions",
            "Versions of your entry",
            [
                {"saved": version.created_at, **{name: version.content.get(name) for name in FIELDS[3:]}}
                for version in versions
            ],
        )
        yield Table(
            "directory-messages",
            "Messages that the directory has passed on to you (their words are kept nowhere)",
            list(entry.messages.values("sent_at", "reported_at", "report")),
        )

    def files(self, user):
        entry = entry_of(user)
        for image in get_image_model().objects.filter(pk__in=photographs_of(entry) if entry else ()):
            yield File(f"photograph-{image.pk}.jpg", partial(image.file.storage.open, image.file.name))

    def erase(self, user, person):
        entry = entry_of(user)
        if entry is None:
            return
        blank_log([entry, *entry.messages.all()], person)
        entry.delete()

    def periods(self):
        yield Period(
            key="relayed",
            label="record of messages passed on to supervisors",
            why="Supervisors can report a message for three months; officers follow reports up.",
            months=12,
            least=3,
            find=older_than,
            purge=forget_before,
        )


def entry_of(user) -> SupervisorEntry | None:
    return SupervisorEntry.objects.filter(member__user=user).first()


def older_than(moment):
    return RelayedMessage.objects.filter(sent_at__lt=moment)


def forget_before(moment) -> int:
    return older_than(moment).delete()[0]


holder = DirectoryHolder()
