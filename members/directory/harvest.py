"""Keeps what could be harvested out of texts that everybody can read."""

import re

from django.core.validators import RegexValidator

from members.directory.postcodes import FULL_POSTCODE

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{5,27}[0-9]$",
    "Write the number with digits and spaces, for instance 01632 960001 or +44 1632 960001.",
)
EMAIL = re.compile(r"[^\s@<>]+\s?(?:@|\(at\)|\[at\])\s?[^\s@<>]+\.[a-z]{2,}", re.IGNORECASE)
#: Nine digits or more, whatever stands between them: a telephone number, and no date.
NUMBER = re.compile(r"(?:\+|\b)(?:[0-9][\s().-]{0,3}){8,}[0-9]\b")


def refuse_contact_details(text: str) -> str:
    """What is wrong with a text that everybody can read; nothing if it holds no contact details."""
    if EMAIL.search(text):
        return "Take the e-mail address out: people write to you by a form, and your address stays private."
    if FULL_POSTCODE.search(text):
        return "Take the second half of the postcode out: the first half is enough to be found."
    if NUMBER.search(text):
        return "Take the telephone number out of the text. You can show one in its own field."
    return ""
