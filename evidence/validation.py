"""The numbers of a publication: DOI, ISBN, address, year. Each is brought into one form, or refused in words
an editor can act on."""

import re
from urllib.parse import quote, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

FIRST_YEAR = 1000

# The forms in which people copy a DOI: https://www.doi.org/doi-handbook/HTML/doi-presentation.html
_DOI_PREFIX = re.compile(r"^(?:doi\s*:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)", re.IGNORECASE)
#: The prefix is "10.", a registrant of four to nine digits (with parts), a slash; then anything printable,
#: as in "10.1002/(SICI)1097-0355(199921)20:1<53::AID-IMHJ5>3.0.CO;2-P". Braces and backslashes, which no
#: publisher uses, could not be told from those of BibTeX.
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s{}\\\"]+")
LONGEST_DOI = 200
#: What may stand in the path of an address as it is: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
PLAIN_IN_PATHS = "/:;@!$&'()*+,="

_check_address = URLValidator(schemes=["http", "https"], message="This web address is not complete.")


def clean_doi(value: str) -> str:
    """The bare DOI, as in ``10.1016/j.cpr.2008.01.003``; "" for nothing.

    Raises:
        ValidationError: for what is no DOI.
    """
    value = value.strip()
    bare = _DOI_PREFIX.sub("", value)
    if bare != value:
        bare = unquote(bare)
    bare = bare.rstrip(".,;")  # of the sentence it was copied from
    if bare and not (DOI.fullmatch(bare) and len(bare) <= LONGEST_DOI):
        raise ValidationError(
            "This is not a DOI. One begins with 10. and has a slash in it, for example "
            "10.1016/j.cpr.2008.01.003. You may also paste it as https://doi.org/…",
            code="doi",
        )
    return bare


def doi_address(doi: str) -> str:
    """Where a bare DOI leads. Signs that mean something in an address are written as their numbers:
    https://www.doi.org/doi-handbook/HTML/encoding-rules-for-urls.html"""
    return f"https://doi.org/{quote(doi, safe=PLAIN_IN_PATHS)}" if doi else ""


def clean_isbn(value: str) -> str:
    """The ISBN without hyphens and spaces; "" for nothing.

    The rule of the last digit: ISBN Users' Manual, https://www.isbn-international.org

    Raises:
        ValidationError: for a wrong length, or a last digit that doesn't fit the others.
    """
    bare = re.sub(r"^ISBN(?:-1[03])?:?\s*", "", value.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"[\s\u2010-\u2015-]", "", bare).upper()
    if not bare:
        return ""
    if re.fullmatch(r"[0-9]{9}[0-9X]", bare):
        digits = [10 if digit == "X" else int(digit) for digit in bare]
        fits = sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    elif re.fullmatch(r"97[89][0-9]{10}", bare):
        fits = sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(bare)) % 10 == 0
    else:
        raise ValidationError(
            "An ISBN has 13 digits and begins with 978 or 979, or has 10 digits (the last may be an X).",
            code="isbn",
        )
    if not fits:
        raise ValidationError(
            "The last digit of this ISBN doesn't fit the others, so one of them must be wrong. "
            "Please compare it with the book.",
            code="isbn",
        )
    return bare


def check_web_address(value: str) -> None:
    """Accept http and https addresses only.

    Raises:
        ValidationError: for anything else.
    """
    if urlsplit(value).scheme.lower() not in {"http", "https"}:
        raise ValidationError("A web address starts with https:// or http://.", code="address")
    _check_address(value)


def check_year(value: int) -> None:
    """A year that something can have been published in: next year's journals are out already.

    Raises:
        ValidationError: for a year further ahead, or from before books.
    """
    latest = timezone.localdate().year + 1
    if value > latest:
        raise ValidationError(
            f"{value} lies in the future. The latest year possible is {latest}.", code="year"
        )
    if value < FIRST_YEAR:
        raise ValidationError("Give the year in four digits, for example 2015.", code="year")
