"""Who the members are: a grade each, and a row for every term of membership."""

import datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction
from wagtail.search import index

from core.access import visible_to
from core.blocks.stream import ContentBlocks
from core.models import BasePage


class Grade(models.Model):
    """What a member is accredited as. The association's words for this change, so grades are records."""

    name = models.CharField(
        max_length=80,
        unique=True,
        help_text="As it is written about one person, for instance: Trainee guider.",
    )
    rank = models.PositiveSmallIntegerField(
        default=0, help_text="Lists show grades in this order, the lowest number first."
    )
    group = models.OneToOneField(
        Group,
        editable=False,
        on_delete=models.PROTECT,
        help_text="Named in the privacy setting of pages and collections that are for this grade.",
    )

    panels = [FieldPanel("name"), FieldPanel("rank")]

    class Meta:
        ordering = ["rank", "name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Keeps the group that opens pages to this grade, under the grade's name."""
        name = f"Grade: {self.name}"
        if self.group_id is None:
            self.group = Group.objects.create(name=name)
        elif self.group.name != name:
            self.group.name = name
            self.group.save()
        super().save(*args, **kwargs)


class MembershipQuerySet(models.QuerySet):
    def begun_by(self, day: datetime.date):
        return self.filter(starts_on__lte=day)


class Membership(models.Model):
    """One term of one person's membership. Terms are added, not overwritten: the past stays on record."""

    class Status(models.TextChoices):
        APPLIED = "applied", "Applied"
        ACTIVE = "active", "Member"
        SUSPENDED = "suspended", "Suspended"
        RESIGNED = "resigned", "Resigned"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="member", on_delete=models.CASCADE, related_name="memberships"
    )
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="memberships")
    status = models.CharField(
        max_length=12,
        choices=Status.choices,
        default=Status.ACTIVE,
        help_text="Only a member whose term is running has access. A term that is over needs no change here.",
    )
    starts_on = models.DateField("from", default=timezone.localdate, help_text="The first day of this term.")
    ends_on = models.DateField("until", help_text="The last day of this term.")
    note = models.TextField(
        max_length=1000, blank=True, help_text="Why the status is what it is. Only officers see this."
    )

    objects = MembershipQuerySet.as_manager()

    panels = [
        FieldPanel("user"),
        FieldPanel("grade"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("status"),
        FieldPanel("note"),
    ]

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["user", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="membership_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.grade}, {self.starts_on:%d %b %Y} to {self.ends_on:%d %b %Y}"

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The term must end on or after the day it starts."})

    def is_running_on(self, day: datetime.date) -> bool:
        """Whether this term gives access on ``day``: from its first day to the end of the days of grace."""
        grace = datetime.timedelta(days=settings.MEMBERSHIP_GRACE_DAYS)
        return self.status == self.Status.ACTIVE and self.starts_on <= day <= self.ends_on + grace


class MembersIndexPage(BasePage):
    """The root of the members' area. It is closed to the public by code, not by an editor's memory."""

    body = StreamField(ContentBlocks(), blank=True, help_text="What members read first when they come here.")

    template = "membership/members_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "members' area"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        PageViewRestriction.objects.get_or_create(
            page=self, defaults={"restriction_type": PageViewRestriction.LOGIN}
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["children"] = visible_to(self.get_children(), request).specific()
        return context
