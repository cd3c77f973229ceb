"""What every page of the site has."""

import datetime

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core import seo


class BasePage(Page):
    """A page with a summary, a picture, someone who looks after it, and sensible data for sharing.

    Pages that inherit from it add their own ``content_panels`` after these, and may extend
    :meth:`structured_data`.
    """

    summary = models.TextField(
        max_length=300,
        blank=True,
        help_text="One or two sentences that say what this page is about. Shown in lists, at the top of the "
        "page, and by search engines.",
    )
    listing_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown at the top of the page, beside its title in lists, and when it is shared.",
    )
    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="picture for sharing",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Only if social media should show another picture than the lists do. Best at 1200 × 630.",
    )
    hide_from_search_engines = models.BooleanField(
        default=False,
        help_text="Asks search engines not to list this page, and leaves it out of the sitemap. Anyone can "
        "still open it.",
    )
    review_date = models.DateField(
        "next review",
        null=True,
        blank=True,
        help_text="When somebody should check that this page is still true.",
    )
    review_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="looked after by",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who checks this page when its review is due.",
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.AutocompleteField("summary"),
    ]

    content_panels = [
        TitleFieldPanel("title", help_text="The page's heading. Lists and the browser's tab show it too."),
        FieldPanel("summary"),
        FieldPanel("listing_image"),
    ]
    promote_panels = [
        FieldPanel("social_image"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading="Short address",
                    help_text="The last part of the page's address: small letters, numbers and hyphens. "
                    "If you change it, the old address leads to the new one by itself.",
                ),
                FieldPanel(
                    "seo_title",
                    heading="Title for search engines",
                    help_text="Only if search engines and the browser's tab should show another than "
                    "the page's own.",
                ),
                FieldPanel(
                    "search_description",
                    heading="Description for search engines",
                    help_text="One or two sentences for the list of results. Leave blank to use the summary.",
                ),
                FieldPanel("hide_from_search_engines"),
            ],
            "Search engines and address",
        ),
    ]
    settings_panels = [
        PublishingPanel(),
        MultiFieldPanel([FieldPanel("review_date"), FieldPanel("review_owner")], "Keeping it true"),
    ]

    class Meta:
        abstract = True

    @property
    def meta_title(self):
        return self.seo_title or self.title

    @property
    def meta_description(self):
        return self.search_description or self.summary

    @property
    def share_image(self):
        return self.social_image or self.listing_image

    #: What the site's search counts it as: one of ``settings.SEARCH_KINDS``.
    search_kind = "page"

    @property
    def search_date(self) -> str:
        """What a result of the search says of when; "" if nothing."""
        return ""

    def holds(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first day on which it holds, and the first on which something else has taken its place."""
        return None, None

    def found_anew_with_it(self) -> list[Page]:
        """Other pages of which the search says something else once this one has changed."""
        return []

    # What Open Graph calls this kind of page: https://ogp.me/#types
    share_type = "website"

    def structured_data(self, request):
        """Schema.org descriptions of this page, each a dict for JSON-LD; the template prints them."""
        return [seo.breadcrumb_list(self, request)] if (self.depth or 0) > seo.HOME_DEPTH else []

    def route(self, request, path_components):
        """As Wagtail's, and remembers the pages the address leads through: the breadcrumbs need no query."""
        request.trail = [*getattr(request, "trail", []), self]
        return super().route(request, path_components)
