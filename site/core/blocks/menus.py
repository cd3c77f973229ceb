"""Blocks of the site's settings: menu items and links to social media."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from core.blocks.links import check_address


class MenuItemBlock(blocks.StructBlock):
    """A page, or an address that is no page; the page's own title unless another label is given."""

    page = blocks.PageChooserBlock(required=False, help_text="The page that this item opens.")
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label="Address",
        help_text="Only where there is no page to choose: an address such as /search/ or https://example.org/.",
    )
    label = blocks.CharBlock(
        required=False, max_length=60, help_text="The words to show. Leave empty to show the page's title."
    )

    class Meta:
        icon = "link"
        label = "Menu item"

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if bool(value["page"]) == bool(value["url"]):
            errors["page"] = ValidationError("Choose a page or give an address: one of the two.")
        elif value["url"]:
            try:
                check_address(value["url"])
            except ValidationError as fault:
                errors["url"] = fault
            if not value["label"]:
                errors["label"] = ValidationError("Say what this address is called in the menu.")
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value


class SocialLinkBlock(blocks.StructBlock):
    """A place elsewhere on the web where the association can be found."""

    label = blocks.CharBlock(max_length=40, help_text="The name of the place, for instance LinkedIn.")
    url = blocks.URLBlock(
        label="Address", help_text="The association's address there, starting with https://"
    )

    class Meta:
        icon = "site"
        label = "Link"
