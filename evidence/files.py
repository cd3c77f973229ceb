"""Which items carry a file: core.access opens it to whoever may see one of them."""

from collections import defaultdict

from evidence.models import EvidencePage


def pages_that_carry(documents) -> dict[int, list[EvidencePage]]:
    """For ``settings.ACCESS_KEEPERS``."""
    found = defaultdict(list)
    for page in EvidencePage.objects.filter(document__in=documents):
        found[page.document_id].append(page)
    return found
