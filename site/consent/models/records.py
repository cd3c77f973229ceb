"""Proof of consent (UK GDPR, article 7(1)): what was said, when, to which words, and how. Never by whom.

Records are only ever added. They name no category by a key into another table, so they outlive it. They go
once they are past their time (``core.only_added``), and name nobody who could be let go of.
"""

import uuid

from django.db import models
from django.utils.html import format_html_join

from core.only_added import OnlyAddedModel


class Wording(OnlyAddedModel):
    """What visitors were shown, word for word, under the hash that the records name."""

    digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the text.")
    text = models.TextField()
    versions = models.JSONField(help_text="The version of each optional category, by its key.")
    first_shown = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.digest[:12]


class Way(models.TextChoices):
    BANNER = "banner", "In the banner"
    PAGE = "page", "On the cookies page"
    VIDEO = "video", "At a video (“Always allow”)"


def new_consent_id() -> str:
    return str(uuid.uuid4())


class ConsentRecord(OnlyAddedModel):
    """One choice. There is no address and no user agent in it, and there must never be."""

    consent_id = models.CharField(
        "consent number",
        max_length=36,
        db_index=True,
        help_text="Random; also in the visitor's own cookie, and shown to them on the cookies page.",
    )
    made_at = models.DateTimeField("time", db_index=True)
    way = models.CharField("given", max_length=10, choices=Way)
    is_gpc = models.BooleanField(
        "Global Privacy Control",
        default=False,
        help_text="The browser sent the signal, and the visitor chose all the same.",
    )
    wording = models.CharField("hash of the words shown", max_length=64)

    time_field = "made_at"

    class Meta:
        verbose_name = "record of consent"
        verbose_name_plural = "records of consent"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.consent_id} {self.made_at:%Y-%m-%d %H:%M}"

    def said(self) -> str:
        return "; ".join(str(answer) for answer in self.answers.all())

    said.short_description = "answers"

    def words_shown(self) -> str:
        """Word for word what stood before the visitor."""
        wording = Wording.objects.filter(pk=self.wording).first()
        lines = wording.text.splitlines() if wording else []
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines))

    words_shown.short_description = "the words shown"


class ConsentAnswer(OnlyAddedModel):
    """What a choice said to one category, with the category's name and version of that time."""

    record = models.ForeignKey(ConsentRecord, on_delete=models.CASCADE, related_name="answers")
    category = models.CharField("category's key", max_length=32, db_index=True)
    name = models.CharField("category", max_length=100)
    policy_version = models.PositiveIntegerField("version")
    accepted = models.BooleanField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.name} (version {self.policy_version}): {'yes' if self.accepted else 'no'}"
