"""Standards documents: the list of them, each standard, its versions, and what members do with them."""

from members.standards.models.index import StandardsIndexPage
from members.standards.models.people import Follow, Notice, ReadConfirmation
from members.standards.models.standard import StandardDocumentPage
from members.standards.models.version import StandardVersionPage

__all__ = [
    "Follow",
    "Notice",
    "ReadConfirmation",
    "StandardDocumentPage",
    "StandardVersionPage",
    "StandardsIndexPage",
]
