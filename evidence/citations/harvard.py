"""
Harvard as Cite Them Right has it. Source: Pears and Shields, Cite Them Right, 11th and 12th editions, and the
CSL style "Cite Them Right 12th edition", for what stands where: https://www.citethemrightonline.com
"""

from evidence.citations.items import Item
from evidence.citations.parts import (
    IN_A_BOOK,
    IN_A_JOURNAL,
    Ink,
    address,
    day_of,
    edition,
    initials,
    is_special_issue,
    joined,
    page_word,
    pages,
    publisher_of,
    sentence,
)

LABEL = "Harvard (Cite Them Right)"
MOST_NAMES = 3


def reference(item: Item, ink: Ink) -> str:
    """Who (when) what, where. Available at: address."""
    title = _title(item, ink)
    who = _who(item, ink)
    kind = item["type"]
    if kind in IN_A_JOURNAL | IN_A_BOOK or is_special_issue(item):
        source = _journal(item, ink) if kind not in IN_A_BOOK else _book(item, ink)
        # A comma joins the title to what it stands in, unless the title is in the author's place.
        body = joined([title, source], ", ") if who else source
    else:
        body = joined([sentence(title) if who else "", _publication(item, ink)])
    date = _date(item, ink)
    start = f"{who} {date}" if who else f"{title} {date}"
    return joined([sentence(joined([start, body])), _available(item, ink)])


def _who(item: Item, ink: Ink) -> str:
    if "author" in item:
        return _names(item["author"], ink)
    if "editor" in item and item["type"] not in IN_A_BOOK:
        return f"{_names(item['editor'], ink)} {_editor_word(item)}"
    return ""


def _editor_word(item: Item) -> str:
    return "(eds)" if len(item["editor"]) > 1 else "(ed.)"


def _names(names: list[dict[str, str]], ink: Ink, family_first: bool = True) -> str:
    """Up to three names with "and" before the last; of four and more the first, and "et al."."""
    printed = [ink(_name(name, family_first)) for name in names]
    if len(printed) > MOST_NAMES:
        return f"{printed[0]} {ink.italic('et al.')}"
    *others, last = printed
    return f"{', '.join(others)} and {last}" if others else last


def _name(name: dict[str, str], family_first: bool) -> str:
    if "literal" in name:
        return name["literal"]
    short = initials(name["given"], "")
    return f"{name['family']}, {short}" if family_first else f"{short} {name['family']}"


def _date(item: Item, ink: Ink) -> str:
    return f"({ink(item['issued']['date-parts'][0][0])})" if "issued" in item else "(no date)"


def _title(item: Item, ink: Ink) -> str:
    """In quotation marks if it is part of something, else in italics."""
    title = item.get("title", "")
    if is_special_issue(item):
        return f"‘{ink(title)}’ [Special issue]"
    return f"‘{ink(title)}’" if item["type"] in IN_A_JOURNAL | IN_A_BOOK else ink.italic(title)


def _journal(item: Item, ink: Ink) -> str:
    """ "Journal, 28(6), pp. 904–916"; a newspaper has its day instead of a volume."""
    issue = f"({ink(item['issue'])})" if "issue" in item else ""
    volume = ink(item.get("volume")) + issue
    if not volume and item["type"] in {"article-magazine", "article-newspaper"} and "issued" in item:
        volume = day_of(item["issued"]["date-parts"][0])
    where = f"{page_word(item)} {ink(pages(item))}" if "page" in item else ""
    if "number" in item and not where:
        where = f"article {ink(item['number'])}"
    return joined([ink.italic(item.get("container-title")), volume, where], ", ")


def _book(item: Item, ink: Ink) -> str:
    """ "in H. Kennedy and M. Landor (eds) Book. 2nd edn. London: Publisher, pp. 58–81"."""
    editors = _editors(item, ink)
    book = joined([editors, _editor_word(item) if editors else "", ink.italic(item.get("container-title"))])
    numbers = f"{page_word(item)} {ink(pages(item))}" if "page" in item else ""
    return joined(
        [_sentences([f"in {book}" if book else "", _edition(item, ink), _publisher(item, ink)]), numbers],
        ", ",
    )


def _publication(item: Item, ink: Ink) -> str:
    """ "2nd edn. Edited by M. Landor. Doctoral thesis. NICE guideline NG26. London: Publisher"."""
    editors = _editors(item, ink) if "author" in item else ""
    kind = item.get("genre", "") if item["type"] in {"thesis", "report", "standard"} else ""
    number = item.get("number", "")
    facts = [
        _edition(item, ink),
        f"Edited by {editors}" if editors else "",
        f"Volume {ink(item['volume'])}" if "volume" in item else "",
        # A number of several words says itself what it is.
        ink(number if " " in number else joined([kind, number])),
        _publisher(item, ink),
    ]
    return _sentences(facts)


def _edition(item: Item, ink: Ink) -> str:
    return ink(edition(item.get("edition", ""), "edn"))


def _editors(item: Item, ink: Ink) -> str:
    """Editors within a reference: initials first."""
    return _names(item["editor"], ink, family_first=False) if "editor" in item else ""


def _sentences(parts: list[str]) -> str:
    """Each part a sentence, the last without its full stop."""
    *others, last = list(filter(None, parts)) or [""]
    return joined([*map(sentence, others), last])


def _publisher(item: Item, ink: Ink) -> str:
    return joined([ink(item.get("publisher-place")), ink(publisher_of(item))], ": ")


def _available(item: Item, ink: Ink) -> str:
    if not address(item):
        return ""
    seen = item.get("accessed", {}).get("date-parts", [[]])[0]
    accessed = f" (Accessed: {joined([day_of(seen), str(seen[0])])})" if seen else ""
    return f"Available at: {ink(address(item))}{accessed}."
