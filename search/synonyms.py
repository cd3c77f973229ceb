"""Words that mean the same (the snippet ``Synonyms``), for the one query over the site.

"guider" also finds "practitioner", and "VIG" finds "Video Interaction Guidance".
"""

from collections.abc import Sequence

from search.fold import key
from search.models.words import Synonyms


def alternatives(words: Sequence[str]) -> list[list[str]]:
    """Cut the words of a query into parts; for each part the texts that mean the same, its own one first.

    ``["vig", "for", "guiders"]`` gives ``[["vig", "video interaction guidance"], ["for"], ["guiders",
    "guider", "practitioner"]]``. A text of several words is a phrase. Of known phrases the longest counts.
    A "word" may be several that stand together. One query of the database, whatever the number of words.
    """
    known = _known() if words else {}
    longest = max(map(len, known), default=1)
    parts: list[list[str]] = []
    at = 0
    while at < len(words):
        own = [" ".join(words[at : at + size]) for size in range(1, min(longest, len(words) - at) + 1)]
        size = max((size for size, text in enumerate(own, 1) if key(text) in known), default=1)
        text = own[size - 1]
        parts.append([text, *(same for same in known.get(key(text), []) if same != text.casefold())])
        at += size
    return parts


def _known() -> dict[tuple[str, ...], list[str]]:
    """Folded words of a text -> the texts that mean the same, in lower case."""
    known = {}
    for group in Synonyms.objects.all():
        texts = [text.casefold() for text in group.texts]
        known.update(dict.fromkeys(map(key, texts), texts))
    return known
