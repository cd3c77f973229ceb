"""Postcodes as people write them, of which only the outward half is ever kept."""

import re

# The first half of a UK postcode (BS 7666: "EH8", "SW1A"), or the routing key of an Irish Eircode ("D02",
# "D6W"), with or without the rest. https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom#Validation,
# https://www.eircode.ie/docs/default-source/Common/prepareyourbusinessforeircode-edition3published.pdf
UK_OUTWARD, UK_INWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?", r"[0-9][ABD-HJLNP-UW-Z]{2}"
IRISH_KEY, IRISH_REST = r"[AC-FHKNPRTV-Y](?:[0-9]{2}|6W)", r"[0-9AC-FHKNPRTV-Y]{4}"
OUTCODE = re.compile(rf"{UK_OUTWARD}|{IRISH_KEY}")
POSTCODES = [re.compile(rf"({UK_OUTWARD}){UK_INWARD}"), re.compile(rf"({IRISH_KEY}){IRISH_REST}")]
#: A full postcode anywhere in a text, as people write it. Four letters after a key are rather a word.
FULL_POSTCODE = re.compile(
    rf"\b(?:{UK_OUTWARD}[\s-]{{0,2}}{UK_INWARD}|{IRISH_KEY}[\s-]{{0,2}}(?=[A-Z]*[0-9]){IRISH_REST})\b",
    re.IGNORECASE,
)


def outward(text: str) -> str:
    """The outward part of what somebody typed as a postcode, in capitals; nothing if it is none.

    "eh8 9yl", "EH89YL" and "eh8" are all "EH8". What follows it is thrown away here and kept nowhere.
    """
    typed = re.sub(r"[\s-]", "", text).upper()
    if OUTCODE.fullmatch(typed):
        return typed
    full = next(filter(None, (postcode.fullmatch(typed) for postcode in POSTCODES)), None)
    return full.group(1) if full else ""
