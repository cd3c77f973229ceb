"""What the site keeps in visitors' browsers, by purpose: django-cookie-consent's tables and what they lack.

The package's version of a group is the date of its newest cookie, so that adding a cookie would ask everybody
again and a new purpose nobody. Here a category has a date of its own (``asked_since``), and all its cookies
carry that date: the package's functions and ours then agree on what a stored consent is worth.
"""

import datetime

from cookie_consent.models import Cookie, CookieGroup
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, RevisionMixin

from consent.forms import ConsentCategoryForm
from consent.names import check_pattern


class StorageType(models.TextChoices):
    """Where a browser keeps it. The law (PECR, regulation 6) makes no difference between them."""

    COOKIE = "cookie", "Cookie"
    LOCAL = "local_storage", "Local storage"
    SESSION = "session_storage", "Session storage"
    OTHER = "other", "Other storage"


class ConsentCategory(RevisionMixin, ClusterableModel, CookieGroup):
    """A purpose that visitors say yes or no to; the essential one they are only told about."""

    policy_version = models.PositiveIntegerField(default=1, editable=False)
    asked_since = models.DateTimeField(default=timezone.now, editable=False)

    base_form_class = ConsentCategoryForm

    panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "name",
                    heading="Name",
                    help_text="What visitors say yes or no to, in a few words: “Videos from YouTube and "
                    "Vimeo”.",
                ),
                FieldPanel(
                    "description",
                    heading="Purpose",
                    help_text="Why the site would like this and what it means for the visitor, in plain "
                    "words. Name "
                    "outside providers. Shown in the banner and on the cookies page.",
                ),
                FieldPanel(
                    "varname",
                    heading="Key",
                    help_text="A short word for the computer, for example “statistics”. It can't be "
                    "changed later.",
                ),
            ],
            "What visitors are asked",
        ),
        FieldPanel("ask_again"),
        InlinePanel(
            "cookies",
            heading="Cookies and storage",
            label="cookie or storage entry",
            help_text="Everything that may be kept in a visitor's browser for this purpose. A provider or "
            "a kind of "
            "storage that is new here asks those who had agreed again, by itself.",
        ),
    ]

    class Meta:
        verbose_name = "cookie category"
        verbose_name_plural = "cookie categories"
        ordering = ["ordering", "pk"]

    def __str__(self):
        return self.name or self.varname

    @property
    def version(self) -> str:
        """As it stands in the visitor's cookie. Sortable, and at most 32 characters, as the package asks."""
        return self.asked_since.isoformat()

    def get_version(self) -> str:
        return self.version

    @property
    def legal_basis(self) -> str:
        return "Strictly necessary" if self.is_required else "Consent"

    def ask_again(self) -> None:
        """Whoever had agreed is asked again. Who refused is left in peace. Saved with the next ``save``."""
        self.policy_version += 1
        self.asked_since = max(timezone.now(), self.asked_since + datetime.timedelta(microseconds=1))

    def clean(self):
        super().clean()
        faults = {}
        if not (self.name or "").strip():
            faults["name"] = "Give the category a name."
        if not (self.description or "").strip():
            faults["description"] = "Say what it is for."
        if faults:
            raise ValidationError(faults)

    def save(self, *args, **kwargs):
        before = type(self)._base_manager.filter(pk=self.pk).values("varname", "is_required").first()
        if before and (before["varname"] != self.varname or before["is_required"] != self.is_required):
            # Another key would orphan every choice; a required category is one nobody can refuse.
            raise ValidationError("A category's key, and whether it is essential, stay as they are.")
        super().save(*args, **kwargs)
        self.date_cookies()

    def date_cookies(self) -> None:
        Cookie.objects.filter(cookiegroup_id=self.pk).update(created=self.asked_since)

    def with_content_json(self, content):
        """An earlier revision brings back words, never an earlier consent: its date stays the newest."""
        restored = super().with_content_json(content)
        for field in ("varname", "is_required", "policy_version", "asked_since", "created", "ordering"):
            setattr(restored, field, getattr(self, field))
        return restored


class DeclaredCookie(Orderable, Cookie):
    """One thing that may be kept in a browser: a cookie, an entry of local storage."""

    category = ParentalKey(ConsentCategory, on_delete=models.CASCADE, related_name="cookies")
    storage_type = models.CharField(
        "kind of storage",
        max_length=20,
        choices=StorageType,
        default=StorageType.COOKIE,
        help_text="Where the browser keeps it.",
    )
    provider = models.CharField(
        max_length=120,
        help_text="Who sets it and can read it: “This site”, “YouTube (Google)”.",
    )
    duration = models.CharField(
        "how long it is kept",
        max_length=120,
        help_text="As visitors should read it: “until you close the browser”, “13 months”.",
    )

    panels = [
        FieldPanel(
            "name",
            heading="Name",
            help_text="As the browser shows it. A star stands for anything: _ga_* covers _ga_ABC123.",
        ),
        FieldPanel(
            "description",
            heading="Purpose",
            help_text="What it is for, in one plain sentence. It can't be left out.",
            widget=forms.TextInput,
        ),
        FieldPanel("provider"),
        FieldPanel("storage_type"),
        FieldPanel("duration"),
        FieldPanel(
            "domain",
            heading="Domain",
            help_text="Only if it is set for another domain than this site's own, for example .youtube.com.",
        ),
        FieldPanel(
            "path",
            heading="Path",
            help_text="Almost always “/”. Needed to remove the cookie again.",
            widget=forms.TextInput,
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "cookie"

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        check_pattern(self.name or "")
        if not (self.description or "").strip():
            # The package lets it be left out; visitors are owed it (PECR, regulation 6(2)(a)).
            raise ValidationError({"description": "Say what it is for."})

    def save(self, *args, **kwargs):
        self.cookiegroup_id = self.category_id
        super().save(*args, **kwargs)
        Cookie.objects.filter(pk=self.pk).update(created=self.category.asked_since)
