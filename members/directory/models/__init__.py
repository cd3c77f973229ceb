"""The directory's page, the entries in it, the words that they are sorted by, and where postcodes lie."""

from members.directory.models.entries import Listing, SupervisorEntry
from members.directory.models.outcodes import Outcode
from members.directory.models.page import DirectoryPage
from members.directory.models.relayed import RelayedMessage
from members.directory.models.words import ClientGroup, Language, Sector

__all__ = [
    "ClientGroup",
    "DirectoryPage",
    "Language",
    "Listing",
    "Outcode",
    "RelayedMessage",
    "Sector",
    "SupervisorEntry",
]
