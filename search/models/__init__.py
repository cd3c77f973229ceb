from search.models.entries import Entry, FileText, Text, Word

__all__ = ["Entry", "FileText", "Text", "Word"]
