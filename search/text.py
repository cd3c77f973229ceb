"""What somebody typed, as the search reads it; and where its words stand in a text."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

#: Of a query: characters that are read, parts that are looked for, and characters of one word.
LONGEST_QUERY = 300
MOST_PARTS = 12
LONGEST_WORD = 40
EXCERPT = 240

WORD = re.compile(r"[^\W_]+")

#: Words that stand almost everywhere and say nothing. PostgreSQL leaves them out, too.
STOP_WORDS = frozenset(
    WORD.findall(
        """a about an and any are as at be but by can do does for from had has have how i if in into is it its
        me my no not of on or our s so t than that the their them then there these they this those to was
        we were what when where which who why will with you your"""
    )
)
ENDINGS = re.compile(r"(?:ations?|ings?|ers?|ies|ied|ed|es|s|e|y)$")


@dataclass(frozen=True)
class Asked:
    """``parts``: each a word, or several that stand together. ``hint``: what the person should know."""

    parts: list[str] = field(default_factory=list)
    hint: str = ""


def fold(text: str) -> str:
    """``text`` without capitals, accents and whatever else is neither letter nor digit, in single spaces."""
    letters = unicodedata.normalize("NFKD", text)
    if not letters.isascii():
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(WORD.findall(letters.casefold()))


def read(words: str) -> Asked:
    """Read a query. Text in quotation marks stays together; nothing else has a meaning of its own."""
    text = re.sub(r"[“”„]", '"', words[:LONGEST_QUERY])
    found = [(phrase, word) for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', text)]
    parts = [(fold(phrase or word), bool(phrase)) for phrase, word in found]
    parts = [
        (" ".join(word[:LONGEST_WORD] for word in part.split()), quoted) for part, quoted in parts if part
    ]
    if not parts:
        wanted = bool(words.strip())
        return Asked(
            hint="Type at least one word of letters or digits." if wanted else "Type what you look for."
        )
    telling = list(dict.fromkeys(part for part, quoted in parts if quoted or part not in STOP_WORDS))
    if not telling:
        return Asked(hint="These words stand almost everywhere. Add one that says what it is about.")
    hint = ""
    if len(words) > LONGEST_QUERY or len(telling) > MOST_PARTS:
        telling = telling[:MOST_PARTS]
        hint = f"This is long: we looked for the first {len(telling)} of your words. Fewer words find more."
    return Asked(telling, hint)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What forms of a (folded) word have in common: "guiders" and "guiding" mark one another in a text."""
    short = ENDINGS.sub("", word)
    return short if len(short) > 2 else word


def stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for text in texts for word in text.split() if word not in STOP_WORDS)


def highlight(text: str, wanted: Collection[str]) -> SafeString:
    """``text`` as HTML, escaped, with each word whose stem is ``wanted`` in a ``mark`` element."""
    pieces, at = [], 0
    for word in WORD.finditer(text):
        if _fits(word[0], wanted):
            pieces += [escape(text[at : word.start()]), "<mark>", escape(word[0]), "</mark>"]
            at = word.end()
    marked = "".join([*pieces, escape(text[at:])])
    return mark_safe(marked.replace("</mark> <mark>", " "))


def excerpt(text: str, wanted: Collection[str]) -> str:
    """A piece of ``text`` around the first wanted word; its beginning if there is none."""
    place = _first(text, wanted) if wanted else None
    start = max(0, place - EXCERPT // 3) if place else 0
    end = min(len(text), start + EXCERPT)
    # Whole words: what is cut off at either end is left out.
    if start:
        start = text.find(" ", start, place) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), place or 0) or end
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def _fits(word: str, wanted: Collection[str]) -> bool:
    return any(stem(part) in wanted for part in fold(word).split())


def _first(text: str, wanted: Collection[str]) -> int | None:
    """Where the first wanted word stands. Long texts are looked through in the speed of ``re``."""
    begun = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\w*", re.IGNORECASE)
    for word in begun.finditer(text):
        if _fits(word[0], wanted):
            return word.start()
    return None
