"""Pages of the members' area that say for themselves who may read them."""

from django.db import models, transaction
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageViewRestriction

from core.models import BasePage


class ForMembersPageForm(WagtailAdminPageForm):
    """Asks for the grades of a page that is for some grades."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("audience") == ForMembersPage.Audience.GRADES and not cleaned.get("grades"):
            self.add_error("grades", "Choose the grades that it is for, or open it to all members.")
        return cleaned


class ForMembersPage(BasePage):
    """A page below the members' area for all members, for some grades, or for everybody.

    What the editor chose becomes a restriction of Wagtail's (or, for everybody, an opening) when the page is
    published: the gate (``core.access``) knows nothing else. Until then, what was published before holds.
    """

    class Audience(models.TextChoices):
        MEMBERS = "members", "All members"
        GRADES = "grades", "Members of these grades"
        PUBLIC = "public", "Everybody, members or not"

    audience = models.CharField(
        "who may read it",
        max_length=8,
        choices=Audience.choices,
        default=Audience.MEMBERS,
        help_text="Files on this page open to the same people.",
    )
    grades = ParentalManyToManyField(
        "membership.Grade",
        blank=True,
        related_name="+",
        help_text="Only if it is for some grades.",
    )

    base_form_class = ForMembersPageForm

    # The padlock would say the same thing in a second place.
    private_page_options = []

    audience_panel = MultiFieldPanel(
        [FieldPanel("audience"), FieldPanel("grades")],
        "Who may read it",
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        """As Wagtail's; page and restriction come to be at once, so that no moment is open to others."""
        super().save(*args, **kwargs)
        # A draft is saved with update_fields, and must not open anything.
        if kwargs.get("update_fields") is None:
            self.apply_audience()

    def apply_audience(self):
        """Write the choice down as what the gate reads."""
        kinds: dict[str, str] = {
            self.Audience.GRADES: PageViewRestriction.GROUPS,
            self.Audience.PUBLIC: PageViewRestriction.NONE,
        }
        kind = kinds.get(self.audience)
        if kind is None:  # what holds for the members' area holds here
            self.view_restrictions.all().delete()
            return
        restriction, _created = PageViewRestriction.objects.update_or_create(
            page=self, defaults={"restriction_type": kind, "password": ""}
        )
        restriction.groups.set(
            [grade.group for grade in self.grades.all()] if kind == PageViewRestriction.GROUPS else []
        )
