"""Words as the search compares them, and where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

LONGEST_QUERY = 200
MOST_TERMS = 8
EXCERPT = 200

#: Words that mean the same: who looks for one finds the other.
SYNONYMS = [frozenset({"guider", "practitioner"}), frozenset({"guiders", "practitioners"})]


def fold(text: str) -> str:
    """``text`` without capitals, accents and typographic apostrophes, in single spaces."""
    return " ".join("".join(map(_fold_character, text)).split())


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "‘’ʼ":  # noqa: RUF001
        return "'"
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def terms(query: str) -> list[str]:
    """The words of a query as they are searched for, each once. A quoted phrase stays together."""
    folded = fold(query[:LONGEST_QUERY]).replace("“", '"').replace("”", '"')
    found = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', folded)]
    return list(dict.fromkeys(term for term in map(str.strip, found) if term))[:MOST_TERMS]


def alternatives(term: str) -> list[str]:
    """The term, and what means the same."""
    return sorted({term, *(word for words in SYNONYMS if term in words for word in words)})


def highlight(text: str, wanted: Iterable[str]) -> SafeString:
    """``text`` as HTML, escaped, with each of the folded ``wanted`` in a ``mark`` element."""
    pieces, at = [], 0
    for start, end in _places(text, wanted):
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*pieces, escape(text[at:])]))


def excerpt(text: str, wanted: Iterable[str]) -> str:
    """A piece of ``text`` around the first of ``wanted`` in it; "" if there is none."""
    places = _places(text, wanted)
    if not places:
        return ""
    start = max(0, places[0][0] - EXCERPT // 3)
    end = min(len(text), start + EXCERPT)
    # Whole words: what is cut off at either end is left out.
    if start:
        start = text.find(" ", start, places[0][0]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", places[0][1], end), places[0][1])
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def plain(html: str) -> str:
    """The words of a rich text."""
    return " ".join(unescape(strip_tags(re.sub(r"(?i)<(?:br|/p|/li|/h\d)", r" \g<0>", html))).split())


def _places(text: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    """Where the wanted stand in ``text``, in order, without overlaps."""
    folded, origin = [], []
    for position, character in enumerate(text):
        for part in _fold_character(character):
            folded.append(" " if part.isspace() else part)
            origin.append(position)
    whole = "".join(folded)
    words = sorted({word for term in wanted for word in alternatives(term)}, key=len, reverse=True)
    if not words or not whole:
        return []
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    places: list[tuple[int, int]] = []
    for found in re.finditer(pattern, whole):
        start, end = origin[found.start()], origin[found.end() - 1] + 1
        if start >= (places[-1][1] if places else 0):
            places.append((start, end))
    return places
