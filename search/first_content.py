"""The words that mean the same in this field, and who may keep them."""

from wagtail.contrib.search_promotions.models import SearchPromotion

from accounts.first_content import EDITORS, MODERATORS
from search.models.words import MissedSearch, Synonyms

#: key -> words that mean the same
SYNONYMS = {
    "practitioner": "guider, practitioner",
    "vig": "VIG, Video Interaction Guidance",
    "verp": "VERP, Video Enhanced Reflective Practice",
}


def load(content):
    for group in (EDITORS, MODERATORS):
        content.grant(group, Synonyms, "add", "change", "delete", "view")
        content.grant(group, SearchPromotion, "add", "change", "delete")
        content.grant(group, MissedSearch, "view")
    for key, words in SYNONYMS.items():
        content.once(f"synonyms:{key}", lambda words=words: Synonyms.objects.create(words=words))
