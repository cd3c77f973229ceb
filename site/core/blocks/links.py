"""Blocks that lead on: button, download, list of pages."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page, Site

from core.access import has_expired, may_view, visible_to
from core.cards import attach_pictures, specific_pages
from core.page_links import KnownPageChooserBlock

from .looks import LookBlock

GROUP = "Links"
PAGES_SHOWN = 6
PAGES_AT_MOST = 24


def check_address(address):
    """Accept a web, mail or telephone address, or a path on this site; nothing that a browser would run."""
    if re.match(r"/(?![/\\])[^\s\\]*\Z", address):
        return
    scheme, _, rest = address.partition(":")
    match scheme.lower():
        case "http" | "https":
            URLValidator(message="This web address is not complete.")(address)
        case "mailto":
            validate_email(rest.partition("?")[0])
        case "tel" if re.fullmatch(r"\+?[0-9()./ -]{3,30}", rest):
            return
        case _:
            raise ValidationError("Start with https://, mailto:, tel: or, for a page of this site, with /.")


class ButtonValue(blocks.StructValue):
    @property
    def href(self):
        """Where the button leads; empty when the page it led to is gone or not published."""
        page = self.get("page")
        if page:
            return (page.url or "") if page.live and not has_expired(page) else ""
        return self.get("url") or ""


class ButtonBlock(blocks.StructBlock):
    """A link that should stand out. It leads to a page of this site or to an address, never to both."""

    label = blocks.CharBlock(
        label="Words on the button",
        max_length=60,
        help_text="Say what happens, for example “Find a supervisor”.",
    )
    page = KnownPageChooserBlock(
        required=False, label="Page", help_text="The page it leads to. It follows the page if that moves."
    )
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label="Or an address",
        help_text="For somewhere else: starts with https://, mailto: or tel:.",
    )
    style = LookBlock(
        choices=[("primary", "Filled: the first thing to do"), ("secondary", "Outlined: the next thing")],
        default="primary",
        label="Look",
        help_text="Use one filled button on a page at most.",
    )

    def clean(self, value):
        value = super().clean(value)
        page, url = value.get("page"), (value.get("url") or "").strip()
        fault = None
        if page and url:
            fault = "Choose a page or give an address, not both."
        elif not page and not url and not self.is_deferred_validation:
            fault = "Choose a page or give an address for the button to lead to."
        elif url:
            try:
                check_address(url)
            except ValidationError as error:
                fault = error.messages[0]
        if fault:
            raise blocks.StructBlockValidationError({"url": ValidationError(fault)})
        value["url"] = url
        return value

    class Meta:
        icon = "link"
        group = GROUP
        label = "Button"
        label_format = "{label}"
        template = "blocks/button.html"
        value_class = ButtonValue
        description = "A link that stands out."
        preview_value = {"label": "Find out more", "url": "/", "style": "primary"}


class DownloadBlock(blocks.StructBlock):
    """A document, shown with its type and size."""

    document = DocumentChooserBlock(
        label="Document",
        help_text="The page shows its type and size. Replace the file in the library and all links follow.",
    )
    label = blocks.CharBlock(
        required=False,
        max_length=160,
        label="Words on the link",
        help_text="Leave blank to use the document's title.",
    )

    def get_preview_value(self):
        document = get_document_model()(id=0, title="Example", file="example.pdf", file_size=240_000)
        return self.normalize({"document": document, "label": "An example document"})

    class Meta:
        icon = "download"
        group = GROUP
        label = "Download"
        label_format = "{label}"
        template = "blocks/download.html"
        description = "A document to download, with its type and size."


class PagesBlock(blocks.StructBlock):
    """A list of pages: chosen ones, or those under a page. Nobody is shown a page they may not open."""

    heading = blocks.CharBlock(
        required=False, max_length=120, label="Heading", help_text="Shown above the list as a main heading."
    )
    pages = blocks.ListBlock(
        KnownPageChooserBlock(label="Page"),
        default=[],
        max_num=PAGES_AT_MOST,
        label="Chosen pages",
        help_text="They are shown in this order.",
    )
    parent = KnownPageChooserBlock(
        required=False,
        label="Or everything under",
        help_text="Lists the pages right under this one. The list keeps itself up to date.",
    )
    limit = blocks.IntegerBlock(
        min_value=1,
        max_value=PAGES_AT_MOST,
        default=PAGES_SHOWN,
        label="At most",
        help_text=f"How many pages to show, up to {PAGES_AT_MOST}.",
    )

    def clean(self, value):
        value = super().clean(value)
        chosen, parent = bool(value.get("pages")), value.get("parent")
        fault = None
        if chosen and parent:
            fault = "Choose pages, or a page to list everything under, not both."
        elif not chosen and not parent and not self.is_deferred_validation:
            fault = "Choose at least one page, or a page to list everything under."
        if fault:
            raise blocks.StructBlockValidationError({"parent": ValidationError(fault)})
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["pages"] = self.visible_pages(value, context.get("request"), context.get("page"))
        return context

    def visible_pages(self, value, request, current):
        """The pages to show this visitor, with their pictures. The page being read is left out."""
        limit = min(value.get("limit") or PAGES_SHOWN, PAGES_AT_MOST)
        own = getattr(current, "pk", None)
        if parent := value.get("parent"):
            # One more than is shown, since the page being read may be among them.
            pages = list(visible_to(Page.objects.child_of(parent), request).order_by("path")[: limit + 1])
        else:
            chosen = {page.pk: page for page in value.get("pages") or [] if page}
            pages = [page for page in chosen.values() if may_view(page, request)]
        pages = specific_pages([page for page in pages if page.pk != own][:limit])
        attach_pictures(pages, "listing_image")
        return pages

    def get_preview_value(self):
        """The site's first pages stand in."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return self.normalize(
            {"heading": "Read on", "pages": [], "parent": site.root_page if site else None, "limit": 3}
        )

    class Meta:
        icon = "list-ul"
        group = GROUP
        label = "List of pages"
        label_format = "{heading}"
        template = "blocks/pages.html"
        description = "Leads on to other pages, with their pictures and summaries."
