"""What editors set once for the whole site: its name, its contact details, its menus."""

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from core.blocks.menus import MenuItemBlock, SocialLinkBlock


@register_setting(icon="home", order=10)
class SiteSettings(BaseSiteSetting):
    """One row, so that a page view reads name, footer and menus in one query."""

    site_name = models.CharField(
        max_length=100,
        default="AVIGuk",
        help_text="Stands at the top of every page and in the browser's tab.",
    )
    strapline = models.CharField(
        max_length=200,
        blank=True,
        default="Association for Video Interaction Guidance UK",
        help_text="The association's full name or a few words about it, shown beside the name.",
    )
    description = models.TextField(
        max_length=300,
        blank=True,
        help_text="What the association does, for search engines and for pages without a summary.",
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Replaces the drawn logo at the top of every page. Leave empty to keep the drawn one.",
    )
    share_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="picture for sharing",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown by social media for pages that have no picture of their own. Best at 1200 × 630.",
    )
    email = models.EmailField(
        "e-mail address",
        blank=True,
        help_text="Shown on the contact page and in the footer, to everyone. Leave empty to show none.",
    )
    phone = models.CharField(
        max_length=40, blank=True, help_text="Shown on the contact page. Leave empty to show none."
    )
    postal_address = models.TextField(
        max_length=300, blank=True, help_text="Shown on the contact page. Leave empty to show none."
    )
    social_links = StreamField(
        [("link", SocialLinkBlock())],
        blank=True,
        help_text="Where else the association can be found. Shown in the footer as plain links.",
    )
    footer_text = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A few words at the foot of every page, for instance the charity's number.",
    )
    announcement = RichTextField(
        blank=True,
        features=["bold", "link"],
        help_text="A short message in a bar above every page. Leave empty to show no bar.",
    )
    main_menu = StreamField(
        [("item", MenuItemBlock())],
        blank=True,
        max_num=8,
        help_text="The menu at the top of every page, in this order. Drag to reorder. Visitors never see "
        "items that they may not open.",
    )
    footer_menu = StreamField(
        [("item", MenuItemBlock())],
        blank=True,
        max_num=12,
        help_text="The links at the foot of every page, in this order.",
    )

    select_related = ["logo", "share_image"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("site_name"), FieldPanel("strapline"), FieldPanel("description")], "Name"
                    ),
                    MultiFieldPanel([FieldPanel("logo"), FieldPanel("share_image")], "Pictures"),
                    FieldPanel("announcement"),
                ],
                heading="The site",
            ),
            ObjectList([FieldPanel("main_menu"), FieldPanel("footer_menu")], heading="Menus"),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("email"), FieldPanel("phone"), FieldPanel("postal_address")],
                        "How to reach us",
                    ),
                    FieldPanel("social_links"),
                    FieldPanel("footer_text"),
                ],
                heading="Contact and footer",
            ),
        ]
    )

    class Meta:
        verbose_name = "site settings"

    def __str__(self):
        return self.site_name
