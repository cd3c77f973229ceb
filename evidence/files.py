"""Which items carry a file: core.access opens it to whoever may see one of them."""

from evidence.models import EvidencePage


def pages_that_carry(document) -> list[EvidencePage]:
    """For ``settings.ACCESS_KEEPERS``."""
    return list(EvidencePage.objects.filter(document=document))
