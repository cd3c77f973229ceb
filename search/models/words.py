"""Words that mean the same, which editors keep; and what was searched for and not found."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from search.text import fold

#: A text among the synonyms has at most so many words, and a group so many texts: each makes a query longer.
MOST_WORDS = 6
MOST_TEXTS = 10


def key(text: str) -> tuple[str, ...]:
    """By which a text is known: "Guiders" and "guider" are the same."""
    return tuple(_singular(word) for word in fold(text).split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Synonyms(models.Model):
    """A group of texts that mean the same: who searches for one finds the others, too."""

    words = models.CharField(
        "words that mean the same",
        max_length=300,
        help_text="With commas between them, for example: guider, practitioner. Who searches for one of them "
        "finds the pages that say another, too. Capitals and plurals make no difference.",
    )

    panels = [FieldPanel("words")]

    class Meta:
        ordering = ["words"]
        verbose_name = "words that mean the same"
        verbose_name_plural = "words that mean the same"

    def __str__(self) -> str:
        return self.words

    @property
    def texts(self) -> list[str]:
        """The texts by themselves, without their commas; each once."""
        texts = (" ".join(text.split()) for text in self.words.split(","))
        return list({key(text): text for text in texts if key(text)}.values())

    def clean(self) -> None:
        texts = self.texts
        if len(texts) < 2:
            raise ValidationError(
                {"words": "Write two words or more, with commas between them: guider, practitioner"}
            )
        if len(texts) > MOST_TEXTS:
            raise ValidationError({"words": f"Write at most {MOST_TEXTS} words that mean the same."})
        for text in texts:
            if len(key(text)) > MOST_WORDS:
                raise ValidationError(
                    {"words": f"“{text}” is too long: at most {MOST_WORDS} words between two commas."}
                )
        keys = {key(text): text for text in texts}
        for other in Synonyms.objects.exclude(pk=self.pk):
            if both := keys.keys() & {key(text) for text in other.texts}:
                raise ValidationError(
                    {
                        "words": f"“{keys[both.pop()]}” stands already in “{other.words}”. "
                        "Add your words there instead."
                    }
                )
        self.words = ", ".join(texts)


class MissedSearch(models.Model):
    """Words that several people searched for and did not find. Nothing says who they were, or when."""

    words = models.CharField("searched for", max_length=60, unique=True)
    asked = models.PositiveIntegerField("times")
    last_asked = models.DateField("last time")

    class Meta:
        ordering = ["-asked", "words"]
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"

    def __str__(self) -> str:
        return self.words
