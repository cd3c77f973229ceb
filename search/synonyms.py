"""Words that mean the same (the snippet ``Synonyms``), for the one query over the site.

"guider" also finds "practitioner", and "VIG" finds "Video Interaction Guidance".
"""

from collections.abc import Sequence

from search.fold import fold, key
from search.models.words import Synonyms


def alternatives(words: Sequence[str]) -> list[list[str]]:
    """Cut the words of a query into parts; for each part the texts that mean the same, its own one first.

    ``["vig", "for", "guiders"]`` gives ``[["vig", "video interaction guidance"], ["for"], ["guiders",
    "guider", "practitioner"]]``. A text of several words is a phrase. Of known phrases the longest counts.
    One query of the database, whatever the number of words.
    """
    known = _known() if words else {}
    longest = max(map(len, known), default=1)
    folded = [fold(word) for word in words]
    parts: list[list[str]] = []
    at = 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((size for size in sizes if tuple(folded[at : at + size]) in known), 1)
        own = " ".join(words[at : at + size])
        same = known.get(tuple(folded[at : at + size]), [])
        parts.append([own, *(text for text in same if text != own.casefold())])
        at += size
    return parts


def _known() -> dict[tuple[str, ...], list[str]]:
    """Folded words of a text -> the texts that mean the same, in lower case."""
    known = {}
    for group in Synonyms.objects.all():
        texts = [text.casefold() for text in group.texts]
        known.update(dict.fromkeys(map(key, texts), texts))
    return known
