"""One version of a standard: a number, a date of effect, what changed, and one file that stays as it is."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Length, Substr
from django.dispatch import receiver
from django.http import Http404
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, PublishingPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index
from wagtail.signals import post_page_move
from wagtail.url_routing import RouteResult

from core.models import BasePage
from members.files import CarriesFilesMixin
from members.record_permissions import VersionPermissions
from members.standards import actions
from members.standards.forms import StandardVersionForm, VersionCopyForm, date_of

#: Room for ", version 12" behind a long title.
LONGEST_TITLE = 230


class VersionQuerySet(PageQuerySet):
    def of(self, standards):
        """The versions of these standards. Each knows the tree path of its own: ``standard_path``."""
        paths = [standard.path for standard in standards]
        parent = Substr("path", 1, Length("path") - Page.steplen)
        return self.annotate(standard_path=parent).filter(standard_path__in=paths)

    def newest_first(self):
        return self.order_by("-in_force_from", "-number")


class StandardVersionPage(CarriesFilesMixin, BasePage):
    """`/members/standards/<slug>/v/<number>/`. Its title and slug follow from the standard and the number."""

    number = models.PositiveSmallIntegerField(
        "version number",
        validators=[MinValueValidator(1), MaxValueValidator(9999)],
        help_text="Part of the address, and stays once the version is published. The next one is proposed.",
    )
    in_force_from = models.DateField(
        "in force from",
        default=timezone.localdate,
        help_text="The day on which it takes effect. A day to come is fine: publish it now, and members see "
        "what is coming; on that day it takes the place of the last version by itself.",
    )
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="file",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The document itself, best as an accessible PDF. It opens to those who may read the "
        "standard, wherever it is filed. Once the version is published its file stays as it is.",
    )
    changes = RichTextField(
        "what has changed",
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="In a few sentences: what is different from the version before, and what members should do "
        "about it. They read this first, and followers get it by e-mail. Not needed for a first version.",
    )

    objects = PageManager.from_queryset(VersionQuerySet)()
    files = ("document",)

    content_panels = [
        FieldPanel("number"),
        FieldPanel("in_force_from"),
        FieldPanel("document"),
        FieldPanel("changes"),
        HelpPanel(
            "<p>A published version is kept for good, so that everybody can see what held when. If it was "
            "published by mistake, unpublish it: the version before is in force again, and its address says "
            "that it was withdrawn.</p>",
            heading="If something is wrong with it",
        ),
    ]
    promote_panels = []
    settings_panels = [PublishingPanel()]
    search_fields = [*BasePage.search_fields, index.SearchField("changes")]

    base_form_class = StandardVersionForm
    copy_form_class = VersionCopyForm
    template = "standards/version.html"
    page_description = "A new version takes the place of the last one on its date of effect."
    search_kind = "standard"
    parent_page_types = ["standards.StandardDocumentPage"]
    subpage_types: list[str] = []
    # Who may read it is said on the standard, for all versions.
    private_page_options: list[str] = []

    # Set by the history where another version has taken its place.
    superseded_by: "StandardVersionPage | None" = None
    # And when who asks has confirmed having read it.
    confirmed_at: datetime.datetime | None = None

    class Meta:
        verbose_name = "version of a standard"
        verbose_name_plural = "versions of standards"

    @property
    def standard(self):
        return self.get_parent().specific

    @property
    def takes_effect_at(self):
        """When it began to hold for readers: its day's first moment, or when it was published if later."""
        midnight = timezone.make_aware(datetime.datetime.combine(self.in_force_from, datetime.time()))
        return max(midnight, self.first_published_at or midnight)

    @property
    def is_coming(self):
        return self.in_force_from > timezone.localdate()

    def holds(self):
        newer = type(self).objects.sibling_of(self, inclusive=False).filter(live=True)
        newer = newer.filter(
            models.Q(in_force_from__gt=self.in_force_from)
            | models.Q(in_force_from=self.in_force_from, number__gt=self.number)
        ).order_by("in_force_from", "number")
        return self.in_force_from, newer.values_list("in_force_from", flat=True).first()

    def found_anew_with_it(self):
        return list(type(self).objects.sibling_of(self, inclusive=False))

    def name(self):
        standard = self.standard
        return f"{standard.number} {standard.title}"[:LONGEST_TITLE].strip() + f", version {self.number}"

    def set_url_path(self, parent):
        self.url_path = f"{parent.url_path}v/{self.slug}/"
        return self.url_path

    def clean(self):
        super().clean()
        published = (
            type(self)
            .objects.filter(pk=self.pk, first_published_at__isnull=False)
            .values_list("number", "document_id", "first_published_at")
            .first()
        )
        if not published:
            return
        number, document_id, at = published
        since = f"was published on {date_of(at)}"
        errors = {}
        if number != self.number:
            errors["number"] = f"Version {number} {since}, so its number stays."
        if document_id != self.document_id:
            errors["document"] = (
                f"Version {number} {since} with another file, and that stays. "
                "Choose its file again, and add a new version to the standard for the new file."
            )
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        if self.number and self.path:
            self.title, self.slug = self.name(), str(self.number)
        super().save(*args, **kwargs)

    def permissions_for_user(self, user):
        return VersionPermissions(user, self)

    def route(self, request, path_components):
        """A version that was withdrawn is no dead end: its standard says what became of it."""
        if path_components or self.live or not self.first_published_at:
            return super().route(request, path_components)
        standard = self.standard
        if not standard.live:
            raise Http404
        return RouteResult(standard, kwargs={"withdrawn": self})

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            return actions.answer_version(self, request)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from members.standards.context import version_context

        return {**super().get_context(request, *args, **kwargs), **version_context(self, request)}


@receiver(post_page_move, sender=StandardVersionPage)
def keep_address(instance, **kwargs):
    """Wagtail sorts pages as plain ones, which do not know of ``v/``."""
    version = instance.specific
    version.set_url_path(version.get_parent())
    version.save(update_fields=["url_path"], clean=False)
