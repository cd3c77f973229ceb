"""A supervisor's entry: what they say of themselves. The rest stands in the register."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    ReferenceIndex,
    RevisionMixin,
    WorkflowMixin,
)

from members.directory import slugs
from members.directory.harvest import PHONE, refuse_contact_details
from members.directory.models.outcodes import Outcode
from members.directory.models.words import ClientGroup, Language, Sector, UsedManyToManyField
from members.directory.register import accreditation, current_terms
from members.membership.models import Member, Membership

NO_CONSENT = "Say who agreed to show this picture, and when; or take the picture out."
NO_WAY = "Tick “in person”, “online”, or both."


def public_name(member: Member) -> str:
    """What the public calls a member. Never their address, by which the site names whoever gave no name, and
    which some write for a name."""
    name = member.user.get_full_name()
    return f"Member {member.number}" if not name or refuse_contact_details(name) else name


class Listing(models.TextChoices):
    """Whether an entry is in the public directory on a day, or what keeps it out."""

    LISTED = "listed", "Listed"
    DRAFT = "draft", "Not published"
    PAUSED = "paused", "Paused by the supervisor"
    SUSPENDED = "suspended", "Membership suspended"
    LAPSED = "lapsed", "No current membership"
    GRADE = "grade", "Their grade is not in the directory"


class SupervisorEntryQuerySet(models.QuerySet["SupervisorEntry"]):
    """The verbs take the day that is asked about: nothing waits for a job that would change a row."""

    def listed(self, day: datetime.date):
        """Those that the public may see on ``day``: every public surface starts from here."""
        # Not user__in: SQLite would look at every term of every member for the first few entries.
        theirs = current_terms(day).filter(grade__in_directory=True, user=models.OuterRef("member__user"))
        return self.filter(models.Exists(theirs), live=True, paused=False)

    def with_room(self, day: datetime.date):
        """Those with room for a trainee on ``day``."""
        room = SupervisorEntry.Room
        return self.filter(models.Q(room=room.YES) | models.Q(room=room.FROM, room_from__lte=day))

    def with_people(self):
        """With the names, and all that the register needs to know of each: two queries for any number."""
        terms = Membership.objects.select_related("grade").order_by("-starts_on", "-pk")
        return self.select_related("member__user", "outcode").prefetch_related(
            models.Prefetch("member__user__memberships", queryset=terms)
        )

    def with_words(self):
        """With sectors, client groups and languages: three queries for any number."""
        return self.prefetch_related("sectors", "client_groups", "languages")

    def with_listing(self, day: datetime.date):
        """Annotate ``listing_now``, a ``Listing``, and ``grade_now``, the name of the present grade."""
        theirs = current_terms(day).filter(user=models.OuterRef("member__user"))
        barred = Membership.objects.barring(day).filter(user=models.OuterRef("member__user"))
        return self.annotate(
            grade_now=models.Subquery(theirs.order_by("-starts_on", "-pk").values("grade__name")[:1]),
            listing_now=models.Case(
                models.When(live=False, then=models.Value(Listing.DRAFT)),
                models.When(models.Exists(barred), then=models.Value(Listing.SUSPENDED)),
                models.When(~models.Exists(theirs), then=models.Value(Listing.LAPSED)),
                models.When(
                    ~models.Exists(theirs.filter(grade__in_directory=True)), then=models.Value(Listing.GRADE)
                ),
                models.When(paused=True, then=models.Value(Listing.PAUSED)),
                default=models.Value(Listing.LISTED),
                output_field=models.CharField(),
            ),
        )


class SupervisorEntry(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel
):
    """One member's entry. Name, grade and dates are never kept here: they come from the membership."""

    class Room(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        FROM = "from", "From a date"

    member = models.OneToOneField(
        Member,
        on_delete=models.CASCADE,
        related_name="entry",
        help_text="Name, grade and dates come from their membership. One entry for each member.",
    )
    slug = models.SlugField(
        "short address",
        max_length=100,
        unique=True,
        blank=True,
        help_text="The last part of the profile’s address. Leave empty to make it from the name. Links to "
        "the profile break when it changes.",
    )
    paused = models.BooleanField(default=False, editable=False)

    text = models.TextField(
        "in their own words",
        max_length=1500,
        help_text="A few sentences in the first person: how you work, and with whom. No contact details.",
    )
    sectors = UsedManyToManyField(
        Sector, blank=True, related_name="entries", help_text="Where they work. Visitors search by it."
    )
    client_groups = UsedManyToManyField(
        ClientGroup, blank=True, related_name="entries", help_text="With whom. Visitors search by it."
    )
    languages = UsedManyToManyField(
        Language, blank=True, related_name="entries", help_text="In which supervision is offered."
    )

    in_person = models.BooleanField("supervises in person", default=False, help_text="Needs the town, too.")
    online = models.BooleanField(
        "supervises online", default=False, help_text="Shown to people wherever they are."
    )
    town = models.CharField(max_length=80, blank=True, help_text="For instance: Dundee.")
    outcode = models.ForeignKey(
        Outcode,
        verbose_name="outward postcode",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="entries",
        help_text="The first half of the postcode, for instance DD1. It puts the entry on the map; the "
        "second half is never kept.",
    )
    areas_covered = models.CharField(
        max_length=200, blank=True, help_text="Where you travel to, for instance: Fife and Angus."
    )
    room = models.CharField(
        "room for a trainee",
        max_length=4,
        choices=Room,
        default=Room.NO,
        help_text="Could a new trainee start?",
    )
    room_from = models.DateField(
        "room from", null=True, blank=True, help_text="Only if there will be room from a date on."
    )

    website = models.URLField(
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="A public website about your work.",
    )
    show_website = models.BooleanField(
        "show the website to everybody", default=False, help_text="Only if they want it shown."
    )
    phone = models.CharField(
        "telephone number",
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text="With digits and spaces, for instance 01632 960001.",
    )
    show_phone = models.BooleanField(
        "show the telephone number to everybody", default=False, help_text="Only if they want it shown."
    )

    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="photograph",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Of the supervisor, and of nobody else.",
    )
    photo_consent_by = models.CharField(
        "agreed by",
        max_length=150,
        blank=True,
        help_text="Who agreed that everybody may see this photograph: the name of the person in it.",
    )
    photo_consent_on = models.DateField(
        "agreed on", null=True, blank=True, help_text="The day on which they agreed."
    )

    objects = SupervisorEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "supervisor’s entry"
        verbose_name_plural = "supervisors’ entries"
        ordering = ["member__user__last_name", "member__user__first_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return public_name(self.member)

    @property
    def terms(self) -> list[Membership]:
        """All terms of the member; those that ``with_people`` fetched, if it did."""
        fetched = getattr(self.member.user, "_prefetched_objects_cache", {}).get("memberships")
        return self.member.terms if fetched is None else list(fetched)

    @cached_property
    def accreditation(self):
        """What the register says about this supervisor today; None if nothing."""
        return accreditation(self.terms, timezone.localdate())

    @property
    def is_listed(self) -> bool:
        """Whether the public may see this entry now. The same as ``listed`` says of many."""
        found = self.accreditation
        return bool(self.live and not self.paused and found and found.grade.in_directory)

    @property
    def accredited_since(self) -> datetime.date | None:
        return self.accreditation.since if self.accreditation else None

    @property
    def accredited_until(self) -> datetime.date | None:
        return self.accreditation.until if self.accreditation else None

    @property
    def room_starts(self) -> datetime.date | None:
        """The day from which there is room, if that is what was said: a date beside "no" says nothing."""
        return self.room_from if self.room == self.Room.FROM else None

    @property
    def has_room(self) -> bool:
        starts = self.room_starts
        return self.room == self.Room.YES or bool(starts and starts <= timezone.localdate())

    @property
    def shown_phone(self) -> str:
        return self.phone if self.show_phone else ""

    @property
    def phone_link(self) -> str:
        """The number as a link to it wants it (RFC 3966): digits, and perhaps a plus before them."""
        return "".join(character for character in self.shown_phone if character in "+0123456789")

    @property
    def shown_website(self) -> str:
        return self.website if self.show_website else ""

    @property
    def shown_photo(self):
        """The photograph, if somebody agreed to it."""
        return self.photo if self.photo_id and self.photo_consent_by and self.photo_consent_on else None

    def get_absolute_url(self) -> str:
        from members.directory.addresses import profile_address

        return profile_address(self)

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = slugs.free_slug(self.name, type(self).objects.exclude(pk=self.pk))
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            # Wagtail has noted already what this entry uses: before its words were written down.
            with transaction.atomic():
                ReferenceIndex.create_or_update_for_object(self)

    def clean(self):
        super().clean()
        faults: dict[str, str] = {}
        if self.slug in slugs.RESERVED:
            faults["slug"] = f"“{self.slug}” is an address of the directory itself. Choose another."
        if self.room == self.Room.FROM and not self.room_from:
            faults["room_from"] = "Say from which date there is room."
        if not (self.in_person or self.online):
            faults["in_person"] = NO_WAY
        if self.in_person and not self.town:
            faults["town"] = "Say in which town you supervise in person."
        if self.photo_id and not (self.photo_consent_by and self.photo_consent_on):
            faults["photo_consent_by"] = NO_CONSENT
        if self.photo_consent_on and self.photo_consent_on > timezone.localdate():
            faults["photo_consent_on"] = "This day is still to come."
        for name in ("text", "town", "areas_covered"):
            if fault := refuse_contact_details(getattr(self, name)):
                faults[name] = fault
        for name, words in (("phone", "number"), ("website", "website")):
            if getattr(self, f"show_{name}") and not getattr(self, name):
                faults[name] = f"Give the {words} that should be shown, or take the tick away."
        if "@" in self.website:
            faults["website"] = "This address holds an e-mail address or a password. Leave that part out."
        if faults:
            raise ValidationError(faults)

    def with_content_json(self, content):
        """As Wagtail's; whose entry it is, and whether it is paused, are no matter of versions."""
        entry = super().with_content_json(content)
        entry.member, entry.paused = self.member, self.paused
        return entry

    def get_preview_template(self, request, mode_name):
        return "directory/profile.html"

    def get_preview_context(self, request, mode_name):
        from members.directory.profile import preview_context

        return preview_context(self, request)
