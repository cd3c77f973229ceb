"""What the styles print with: the ink, and the parts that they share."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.html import escape

from evidence.citations.items import Item, flat

MONTH_NAMES = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
IN_A_JOURNAL = {"article-journal", "article-magazine", "article-newspaper", "periodical"}
IN_A_BOOK = {"chapter", "paper-conference", "entry-encyclopedia"}


class Ink:
    """Prints parts as HTML. Right-to-left text is set apart (``<bdi>``), lest it turn its neighbours."""

    def __call__(self, text: object) -> str:
        escaped = escape(flat(text))
        return f"<bdi>{escaped}</bdi>" if is_right_to_left(flat(text)) else escaped

    def italic(self, text: object) -> str:
        return f"<i>{self(text)}</i>" if text else ""


class PlainInk(Ink):
    def __call__(self, text: object) -> str:
        return flat(text)

    def italic(self, text: object) -> str:
        return flat(text)


def is_right_to_left(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in {"R", "AL"} for character in text
    )


def sentence(text: str, end: str = ".") -> str:
    """``text`` with a full stop, unless it ends with a mark that makes one needless."""
    return text if not text or re.search(r"[.?!…؟](?:</i>|</bdi>|[’”\"])*$", text) else text + end


def joined(parts: Iterable[str], separator: str = " ") -> str:
    return separator.join(filter(None, parts))


def initials(given: str, space: str) -> str:
    """ "Ruben G." → "R. G.", "Jean-Paul" → "J.-P.", PubMed's "RG" → "R. G."; a suffix stays: "J., Jr."."""
    given, comma, suffix = given.partition(",")
    if re.fullmatch(r"[A-Z]{2,3}", given):
        given = " ".join(given)
    names = re.sub(r"\.(?=\w)", ". ", given).split()
    # Particles (Ludwig van) stay as they are.
    short = [name if name.islower() and len(name) > 1 else _initial(name) for name in names]
    return space.join(short) + (f", {suffix.strip()}" if comma else "")


def _initial(name: str) -> str:
    return "-".join(f"{_first_letter(part)}." for part in name.split("-") if part.strip("."))


def _first_letter(text: str) -> str:
    """The first letter with the marks that belong to it."""
    end = 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return text[:end]


def publisher_of(item: Item) -> str:
    """The publisher, unless it is the author: neither style names a body twice."""
    names = {name.get("literal", "").casefold() for name in item.get("author", [])}
    publisher = item.get("publisher", "")
    return "" if publisher.casefold() in names else publisher


def day_of(date: list[int]) -> str:
    """ "April", "10 April", or nothing, of [year, month, day]."""
    month = MONTH_NAMES[date[1] - 1] if len(date) > 1 else ""
    return f"{date[2]} {month}" if len(date) > 2 else month


def edition(text: str, word: str) -> str:
    """ "2" → "2nd ed.", "Revised" → "Rev. ed."; a first edition is not mentioned."""
    text = text.strip()
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?\.?(?: ed(?:n|ition)?\.?)?", text, re.IGNORECASE)
    if number:
        return f"{ordinal(int(number[1]))} {word}" if number[1] != "1" else ""
    if re.fullmatch(r"rev(?:ised|\.)?(?: ed(?:n|ition)?\.?)?", text, re.IGNORECASE):
        return f"Rev. {word}"
    return text if not text or re.search(r"\bed", text, re.IGNORECASE) else f"{text} {word}"


def ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def pages(item: Item) -> str:
    """With an en dash between numbers."""
    return re.sub(r"(?<=\w)--?(?=\w)", "–", item.get("page", ""))


def page_word(item: Item) -> str:
    return "pp." if re.search(r"[-–,]", item.get("page", "")) else "p."


def address(item: Item) -> str:
    """The DOI as an address, else the address."""
    return f"https://doi.org/{item['DOI']}" if "DOI" in item else item.get("URL", "")


def is_special_issue(item: Item) -> bool:
    return item["type"] == "periodical" or item.get("genre", "").casefold() == "special issue"
