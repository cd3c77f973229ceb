"""Words that mean the same (the snippet ``Synonyms``), for the one query over the site.

"guider" also finds "practitioner", and "VIG" finds "Video Interaction Guidance".
"""

from collections.abc import Sequence

from core.kept import kept
from search.models.words import Synonyms, key
from search.text import fold


def alternatives(parts: Sequence[str]) -> list[list[str]]:
    """For each part of a query that was read, the texts that mean the same, itself first.

    ``["vig", "film", "guiders"]`` gives ``[["vig", "video interaction guidance"], ["film"], ["guiders",
    "guider", "practitioner"]]``. Parts that are a known phrase together become one, of phrases the longest.
    One query of the database, whatever the number of parts.
    """
    known = kept("synonyms", _known) if parts else {}
    longest = max(map(len, known), default=1)
    found: list[list[str]] = []
    at = 0
    while at < len(parts):
        texts = [" ".join(parts[at : at + size]) for size in range(1, min(longest, len(parts) - at) + 1)]
        size = max((size for size, text in enumerate(texts, 1) if key(text) in known), default=1)
        text = texts[size - 1]
        found.append([text, *(same for same in known.get(key(text), []) if same != text)])
        at += size
    return found


def _known() -> dict[tuple[str, ...], list[str]]:
    """Key of a text -> the folded texts that mean the same."""
    known = {}
    for group in Synonyms.objects.all():
        texts = [fold(text) for text in group.texts]
        known.update(dict.fromkeys(map(key, texts), texts))
    return known
