"""The root of the members' area, and when each member was last there."""

from datetime import timedelta
from operator import attrgetter

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction
from wagtail.search import index

from core.access import visible_to, visitor
from core.blocks.stream import ContentBlocks
from core.models import BasePage

#: Somebody who comes back within this time is still on the same visit.
SAME_VISIT = timedelta(minutes=30)
TO_THE_MINUTE = timedelta(minutes=1)
#: Somebody who was never here before sees what is new since so long ago.
FIRST_VISIT = timedelta(days=30)


class Visit(models.Model):
    """When a member last was in the members' area, and the time before: what is new is newer than that."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last_seen_at = models.DateTimeField(default=timezone.now)
    previous_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.user}, {self.last_seen_at}"

    @classmethod
    def note(cls, user):
        """Note that somebody is here now. Return when they were here the time before, None if never."""
        visit, _created = cls.objects.get_or_create(user=user)
        now = timezone.now()
        if now - visit.last_seen_at > SAME_VISIT:
            visit.previous_at = visit.last_seen_at
        # To the minute is exact enough, and saves who looks about from writing again and again.
        if now - visit.last_seen_at > TO_THE_MINUTE:
            visit.last_seen_at = now
            visit.save()
        return visit.previous_at


class MembersIndexPage(BasePage):
    """The root of the members' area. It is closed to the public by code, not by an editor's memory.

    Its sections come from the apps, by the hook ``register_members_home_sections``: a function of the request
    that returns a Wagtail component with an ``order``, or None.
    """

    body = StreamField(ContentBlocks(), blank=True, help_text="What members read first when they come here.")

    template = "membership/members_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    # No padlock: members.membership.collections would put the restriction back.
    private_page_options = []

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
        from members.whats_new import WhatsNewSection

        # Sections may say what has changed since: one look at the visits is enough.
        last_time = request.previous_visit = self._note_visit(request)
        since = last_time or timezone.now() - FIRST_VISIT
        sections = [section(request) for section in hooks.get_hooks("register_members_home_sections")]
        sections.append(WhatsNewSection(request, since, first_time=last_time is None))
        return {
            **super().get_context(request, *args, **kwargs),
            "doors": visible_to(self.get_children(), request),
            "sections": sorted(filter(None, sections), key=attrgetter("order")),
        }

    def _note_visit(self, request):
        """When the visitor was here the time before. An editor's preview is no visit."""
        user = visitor(request)
        if request.method != "GET" or not user.is_authenticated or getattr(request, "is_preview", False):
            return None
        return Visit.note(user)
