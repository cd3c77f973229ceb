"""Names of cookies and storage entries, and the patterns that stand for many of them."""

import re
from fnmatch import fnmatchcase

from django.conf import settings
from django.core.exceptions import ValidationError

#: Letters and figures that a pattern must hold beside its stars: "_*" would take away far too much.
LEAST_LITERAL = 3
#: RFC 6265 forbids these in a cookie's name; storage keys are held to the same, which keeps patterns plain.
FORBIDDEN = re.compile(r"[\s,;=\"\\?\[\]]")


def matches(pattern: str, name: str) -> bool:
    """Whether a declared name covers a real one. Only the star is special; upper and lower case count."""
    return fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))


def protected_names() -> list[str]:
    """Cookies without which the site itself would not work; nothing ever removes them."""
    return [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.COOKIE_CONSENT_NAME]


def check_pattern(name: str) -> None:
    """Refuse a name that no browser knows, and a pattern that means nearly everything."""
    if FORBIDDEN.search(name):
        raise ValidationError(
            {"name": "A name has no spaces and none of , ; = ? [ ] in it. Use a star (*) for “anything”."}
        )
    if "*" in name and len(re.sub(r"[^A-Za-z0-9]", "", name)) < LEAST_LITERAL - 1:
        raise ValidationError({"name": "This pattern stands for nearly everything. Say more of the name."})
