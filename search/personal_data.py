"""What the search has taken over from others, where it does not go with the thing that it came from."""

from collections.abc import Iterable

from django.db.models import Q

from core.commits import after_commit
from core.personal_data import Holder
from search.models import MissedSearch, Text, Word
from search.text import fold


class SearchHolder(Holder):
    """Entries of the index go with what they are about; the words for spelling help stay behind."""

    def erase(self, user, person):
        if not person.name:
            return
        MissedSearch.objects.filter(words__icontains=person.name).delete()
        about = Text.objects.filter(title__icontains=person.name).values_list("title", "summary", "body")
        words = {word for texts in about for text in texts for word in fold(text).split()}
        # Once the index has heard of what is deleted.
        after_commit(forget_unused, words | set(fold(person.name).split()))


def forget_unused(words: Iterable[str]) -> None:
    """Take words out of the spelling help that stand nowhere in the index any more."""
    for word in words:
        used = Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
        if not Text.objects.filter(used).exists():
            Word.objects.filter(word=word).delete()


holder = SearchHolder()
