from search.models.entries import Entry, FileText, Text, Word
from search.models.words import MissedSearch, Synonyms

__all__ = ["Entry", "FileText", "MissedSearch", "Synonyms", "Text", "Word"]
