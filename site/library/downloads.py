"""Writing the log of downloads."""

from core import access
from library.models import Download


def record(request, document) -> Download | None:
    """Note that who asks has had the document. Visitors who are not signed in leave no trace."""
    user = access.visitor(request)
    if not user.is_authenticated:
        return None
    label = next((page.title for page in access.keepers(document)), "")
    return Download.objects.create(
        user=user, document=document, title=document.title, label=label, file_hash=document.file_hash
    )
