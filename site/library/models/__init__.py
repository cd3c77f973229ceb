"""Pictures, documents, and the log of what was downloaded."""

from library.models.documents import Document, document_path, private_storage
from library.models.downloads import Download
from library.models.fields import uploaded_by
from library.models.pictures import Image, Rendition

__all__ = [
    "Document",
    "Download",
    "Image",
    "Rendition",
    "document_path",
    "private_storage",
    "uploaded_by",
]
