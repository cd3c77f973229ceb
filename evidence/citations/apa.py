"""
APA 7. Source: Publication Manual of the American Psychological Association, 7th edition (2020), chapters 9
and 10; the numbers in brackets are its sections. https://apastyle.apa.org/style-grammar-guidelines/references
"""

from evidence.citations.items import Item
from evidence.citations.parts import (
    IN_A_BOOK,
    IN_A_JOURNAL,
    MONTH_NAMES,
    Ink,
    address,
    edition,
    initials,
    is_special_issue,
    joined,
    page_word,
    pages,
    publisher_of,
    sentence,
)

LABEL = "APA 7"
MOST_NAMES = 20
#: What comes out on a day, not only in a year.
BY_THE_DAY = {"webpage", "article-magazine", "article-newspaper", "post-weblog"}


def reference(item: Item, ink: Ink) -> str:
    """Who. (When). What. Where. Address."""
    title = _title(item, ink)
    who = _who(item, ink)
    # Without author or editor the title moves to their place [9.12].
    parts = [sentence(who or title), sentence(_date(item, ink)), sentence(title) if who else ""]
    return joined([*parts, sentence(_source(item, ink)), ink(address(item))])


def _who(item: Item, ink: Ink) -> str:
    if "author" in item:
        return _names(item["author"], ink)
    if "editor" in item and item["type"] not in IN_A_BOOK:
        return f"{_names(item['editor'], ink)} {_editor_word(item)}"  # [9.10]
    return ""


def _editor_word(item: Item) -> str:
    return "(Eds.)" if len(item["editor"]) > 1 else "(Ed.)"


def _names(names: list[dict[str, str]], ink: Ink) -> str:
    """Up to 20 names with "&" before the last; of more, the first 19, an ellipsis and the last [9.8]."""
    printed = [ink(_name(name, "{family}, {given}")) for name in names]
    if len(printed) > MOST_NAMES:
        return f"{', '.join(printed[: MOST_NAMES - 1])}, . . . {printed[-1]}"
    *others, last = printed
    return f"{', '.join(others)}, {ink('&')} {last}" if others else last


def _name(name: dict[str, str], order: str) -> str:
    if "literal" in name:
        return name["literal"]
    return order.format(family=name["family"], given=initials(name["given"], " "))


def _editors(item: Item, ink: Ink) -> str:
    """Editors within a reference: initials first, no comma between two [9.10, 9.28]."""
    names = item.get("editor", [])
    printed = [ink(_name(name, "{given} {family}")) for name in names]
    if not printed:
        return ""
    *others, last = printed
    comma = "," if len(others) > 1 else ""
    return f"{', '.join(others)}{comma} {ink('&')} {last}" if others else last


def _date(item: Item, ink: Ink) -> str:
    """The year; the day, too, of what is published by the day [9.14]."""
    if "issued" not in item:
        return "(n.d.)"
    date = item["issued"]["date-parts"][0]
    if len(date) == 1 or item["type"] not in BY_THE_DAY:
        return f"({ink(date[0])})"
    day = f" {date[2]}" if len(date) > 2 else ""
    return f"({ink(date[0])}, {MONTH_NAMES[date[1] - 1]}{day})"


def _title(item: Item, ink: Ink) -> str:
    title = item.get("title", "")
    if is_special_issue(item):
        return joined([ink(title), "[Special issue]"])
    if item["type"] in IN_A_JOURNAL | IN_A_BOOK:
        return ink(title)
    return joined([ink.italic(title), _after_title(item, ink), _kind(item, ink)])


def _after_title(item: Item, ink: Ink) -> str:
    """Editors beside an author, edition, volume and number, in one pair of brackets [9.19]."""
    editors = _editors(item, ink) if "author" in item else ""
    word = "Eds." if len(item.get("editor", [])) > 1 else "Ed."
    facts = [ink(edition(item.get("edition", ""), "ed.")), ink(_volume(item))]
    if item["type"] not in {"book", "thesis"}:
        facts.append(ink(_number(item)))
    inside = joined([f"{editors}, {word}" if editors else "", joined(facts, ", ")], "; ")
    return f"({inside})" if inside else ""


def _volume(item: Item) -> str:
    return f"Vol. {item['volume']}" if "volume" in item else ""


def _number(item: Item) -> str:
    """ "Report No. 12"; a number that says itself what it is stays as it is."""
    number, kind = item.get("number", ""), item.get("genre", "")
    if not number or " " in number:
        return number
    return f"{kind} No. {number}" if kind else f"No. {number}"


def _kind(item: Item, ink: Ink) -> str:
    """ "[Doctoral thesis, University College London]" [10.6]."""
    if item["type"] != "thesis":
        return ""
    return f"[{joined([ink(item.get('genre', 'Thesis')), ink(item.get('publisher'))], ', ')}]"


def _source(item: Item, ink: Ink) -> str:
    kind = item["type"]
    container = item.get("container-title", "")
    if kind in IN_A_JOURNAL or is_special_issue(item):
        return _journal(item, ink)
    if kind in IN_A_BOOK:
        return _book(item, ink)
    if kind == "thesis":
        return ""
    publisher = publisher_of(item)
    named = {name.get("literal") for name in item.get("author", [])}
    site = container if kind == "webpage" and container not in named | {publisher} else ""
    return joined([ink(publisher), ink(site)], ". ")


def _journal(item: Item, ink: Ink) -> str:
    """ "Journal, 28(6), 904–916", the volume in italics; an article number if it has no pages [9.25–9.27]."""
    issue = f"({ink(item['issue'])})" if "issue" in item else ""
    where = ink(pages(item)) if "page" in item else ""
    if "number" in item and not where:
        where = f"Article {ink(item['number'])}"
    volume = ink.italic(item.get("volume")) + issue
    return joined([ink.italic(item.get("container-title")), volume, where], ", ")


def _book(item: Item, ink: Ink) -> str:
    """ "In H. Kennedy & M. Landor (Eds.), Book (2nd ed., pp. 58–81). Publisher" [10.3]."""
    editors = f"{_editors(item, ink)} {_editor_word(item)}," if "editor" in item else ""
    numbers = f"{page_word(item)} {ink(pages(item))}" if "page" in item else ""
    facts = joined([ink(edition(item.get("edition", ""), "ed.")), ink(_volume(item)), numbers], ", ")
    book = joined([editors, ink.italic(item.get("container-title")), f"({facts})" if facts else ""])
    return joined([sentence(f"In {book}") if book else "", ink(item.get("publisher"))])
