"""Help with spelling: other words that do find something for who asks.

The words of the whole index are compared, those of closed pages too. So none is handed out before the search
has found something with it that the person may see; and whether a word of theirs needs help is asked of the
search as well, since a word that only a closed page has is to them a slip like any other.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from django.db.models import Q
from django.db.models.functions import Length

from search.models import Word
from search.text import STOP_WORDS

#: Of a query: words that are looked at, words that are mended, and spellings that are tried.
MOST_WORDS = 4
MOST_MENDED = 2
MOST_TRIED = 5
#: From 0 to 1: how alike two words must be (``difflib``). One wrong letter in five is enough.
LIKENESS = 0.75


def did_you_mean(parts: Sequence[str], finds: Callable[[list[str]], bool]) -> str:
    """The query with unknown words put right; "" if that does not help. At most eleven queries.

    ``parts`` are those of a query that has found nothing.
    """
    words = list(dict.fromkeys(word for part in parts for word in part.split() if word not in STOP_WORDS))
    if len(words) > MOST_WORDS:
        return ""
    unknown = [word for word in words if len(words) == 1 or not finds([word])]
    if not unknown or len(unknown) > MOST_MENDED:
        return ""
    alike = {word: _alike(word) for word in unknown}
    if not all(alike.values()):
        return ""
    for attempt in range(max(map(len, alike.values()))):
        better = {word: choices[min(attempt, len(choices) - 1)] for word, choices in alike.items()}
        mended = [" ".join(better.get(word, word) for word in part.split()) for part in parts]
        if finds(mended):
            return " ".join(f'"{part}"' if " " in part else part for part in mended)
    return ""


def _alike(word: str) -> list[str]:
    """Known words that look like this one: they begin or end alike, and are about as long."""
    known = Word.objects.exclude(word=word).annotate(length=Length("word"))
    known = known.filter(length__gte=len(word) - 2, length__lte=len(word) + 2)
    known = known.filter(Q(word__startswith=word[:2]) | Q(word__endswith=word[-3:]))
    return get_close_matches(word, list(known.values_list("word", flat=True)), MOST_TRIED, LIKENESS)
