"""A standard: what its members go by, with one version in force at a time."""

import re

from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.blocks import ContentBlocks
from members.audience import ForMembersPage
from members.record_permissions import VersionedPermissions
from members.standards import actions
from members.standards.forms import StandardCopyForm, StandardDocumentForm
from members.standards.history import History


class StandardDocumentPage(ForMembersPage):
    """`/members/standards/<slug>/`. Shows the version in force, what comes, and what it replaced."""

    number = models.CharField(
        max_length=20, help_text="The standard's own number, for example “S3”. No two standards share one."
    )
    #: As people sort and compare numbers: S2 before S10, and "s03" is S3.
    number_key = models.CharField(max_length=140, editable=False, db_index=True, default="")
    body = StreamField(
        ContentBlocks(),
        blank=True,
        verbose_name="explanation",
        help_text="Shown under the version in force: whom it is for, how to use it. May be left blank.",
    )
    asks_to_confirm = models.BooleanField(
        "ask members to confirm that they have read it",
        default=True,
        help_text="Members see each new version in a list on their home page until they confirm it. Nothing "
        "is closed to those who do not.",
    )

    content_panels = [
        FieldPanel("number"),
        *ForMembersPage.content_panels,
        ForMembersPage.audience_panel,
        FieldPanel("asks_to_confirm"),
        FieldPanel("body"),
    ]
    search_fields = [
        *ForMembersPage.search_fields,
        index.SearchField("number", boost=2),
        index.SearchField("body"),
    ]

    base_form_class = StandardDocumentForm
    copy_form_class = StandardCopyForm
    template = "standards/standard.html"
    page_description = "One standards document. Its versions are added below it."
    search_kind = "standard"
    parent_page_types = ["standards.StandardsIndexPage"]
    subpage_types = ["standards.StandardVersionPage"]

    class Meta:
        verbose_name = "standard"

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @staticmethod
    def key_of(number: str) -> str:
        """What two ways to write the same number have in common; sorts by value."""
        packed = re.sub(r"\s+", "", number).upper()
        return re.sub(r"[0-9]+", lambda digits: digits[0].lstrip("0").zfill(6), packed)

    @property
    def meta_title(self):
        return self.seo_title or str(self)

    def versions(self):
        """All versions, of every state: no visitor sees them so."""
        from members.standards.models.version import StandardVersionPage

        return StandardVersionPage.objects.child_of(self)

    def published_history(self, today=None):
        """As everybody sees it who may see all: for the admin, and for mail."""
        return History(self.versions().filter(live=True), today)

    def get_admin_display_title(self):
        return f"{self.number} {self.draft_title or self.title}".strip()

    def permissions_for_user(self, user):
        return VersionedPermissions(user, self)

    def save(self, *args, **kwargs):
        self.number_key = self.key_of(self.number)
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            self.rename_versions()

    def rename_versions(self):
        """The title of a version repeats that of its standard."""
        for version in self.versions():
            if version.title != version.name():
                version.title = version.draft_title = version.name()
                version.save(update_fields=["title", "draft_title"], clean=False)

    def route(self, request, path_components):
        """`v/<number>/` is a version; nothing else lies below a standard."""
        if not path_components:
            return super().route(request, path_components)
        version = self.versions().filter(slug=path_components[-1]).first()
        if version is None or path_components not in ([version.slug], ["v", version.slug]):
            raise Http404
        if path_components == [version.slug]:  # what Wagtail's command set_url_paths makes of the address
            return RouteResult(self, kwargs={"leads_to": version})
        version._cached_parent_obj = self
        request.trail = [*getattr(request, "trail", []), self]
        return version.route(request, [])

    def serve(self, request, *args, withdrawn=None, leads_to=None, **kwargs):
        if leads_to:
            return HttpResponsePermanentRedirect(f"{self.get_url(request)}v/{leads_to.slug}/")
        if request.method == "POST":
            return actions.answer_standard(self, request)
        response = super().serve(request, *args, withdrawn=withdrawn, **kwargs)
        if withdrawn:
            response.status_code = 410  # Gone: https://www.rfc-editor.org/rfc/rfc9110#name-410-gone
        return response

    def get_context(self, request, *args, withdrawn=None, **kwargs):
        from members.standards.context import standard_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **standard_context(self, request), "withdrawn": withdrawn}
