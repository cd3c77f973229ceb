"""The kinds of training material, and what each of them is made of."""

import json

from django.db import models


def shown_for(*kinds: str) -> dict[str, str]:
    """Attributes by which the admin shows a field for some kinds only (Wagtail's ``w-rules``)."""
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps({"kind": kinds})}


class Kind(models.TextChoices):
    HANDOUT = "handout", "Handout"
    SLIDES = "slides", "Slides"
    FORM = "form", "Form"
    VIDEO = "video", "Video"
    LINK = "link", "Link"


TEXTS = ("pdf", "docx", "odt", "txt")
TABLES = ("xlsx", "ods", "csv")
PICTURES = ("png", "jpg", "jpeg")

#: The endings of the files that each kind may have, of those that the library takes (library.kinds). A kind
#: that is not here has no file.
ENDINGS = {
    Kind.HANDOUT: (*TEXTS, *PICTURES),
    Kind.SLIDES: ("pdf", "pptx", "odp"),
    Kind.FORM: (*TEXTS, *TABLES),
    Kind.VIDEO: ("mp4",),
}
