"""What a reference is called inside a BibTeX or CSL-JSON file."""

import re

from evidence.citations.items import Item, flat, plain_ascii, year_of

SMALL_WORDS = {"a", "an", "the", "of", "on", "in", "and", "for", "to"}


class Keys:
    """
    Hands out the keys of one file; no two are alike, even where a program ignores upper and lower case.

    The item's own ``id`` where it has one (the same in every export), else as Google Scholar makes them:
    ``fukkink2008video``, and ``fukkink2008video-2`` for the second of that name.
    """

    def __init__(self) -> None:
        self.given: set[str] = set()

    def of(self, item: Item) -> str:
        key = stem = _plain(item.get("id", "")) or _made_up(item)
        number = 1
        while key.lower() in self.given:
            number += 1
            key = f"{stem}-{number}"
        self.given.add(key.lower())
        return key


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9:_-]+", "-", plain_ascii(flat(text))).strip("-")[:80]


def _made_up(item: Item) -> str:
    names = item.get("author") or item.get("editor") or [{}]
    name = names[0].get("family") or names[0].get("literal", "").split(" ")[0]
    words = re.findall(r"[a-z0-9]+", plain_ascii(item.get("title", "")).lower())
    word = next((word for word in words if word not in SMALL_WORDS), "")
    who = re.sub("[^a-z]", "", plain_ascii(name).lower())
    return f"{who or 'anon'}{year_of(item) or 'nd'}{word}"[:80]
