"""The addresses below the news page: archives and feeds, and so what an article may not be called."""

import re

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.pages import CopyForm

FEED = "feed"
YEAR = re.compile(r"[0-9]{4}")


def check_article_slug(slug: str) -> None:
    """Refuse a slug whose address the news page answers itself.

    Raises:
        ValidationError: in words an editor can act on.
    """
    if YEAR.fullmatch(slug):
        raise ValidationError(
            "A year on its own is the address of that year's archive. "
            "Add a word or two, for example “%(example)s”.",
            params={"example": f"review-of-{slug}"},
        )
    if slug == FEED:
        raise ValidationError(
            "“feed” is the address of the news feed. Add a word or two, for example “video-feed”."
        )


class ArticleCopyForm(CopyForm):
    """Wagtail saves a copy unchecked, so its form has to ask."""

    def clean(self) -> dict:
        cleaned = super().clean()
        try:
            check_article_slug(cleaned.get("new_slug") or "")
        except forms.ValidationError as error:
            self.add_error("new_slug", error)
        return cleaned
