"""Files of versions: whom they open to, and why they can't be replaced."""

from members.files import pages_that_carry as carriers


def pages_that_carry(documents):
    """``settings.ACCESS_KEEPERS``: the versions, of every state, whose file this is; aliases too."""
    from members.standards.models import StandardVersionPage

    return carriers(StandardVersionPage, documents)


def why_locked(document) -> str:
    """``settings.LIBRARY_FILE_LOCKS``: why this file stays as it is; empty for any other."""
    from members.standards.models import StandardVersionPage

    version = StandardVersionPage.objects.filter(document=document, first_published_at__isnull=False).first()
    if version is None:
        return ""
    return (
        f"This is the file of “{version.title}”, which has been published, so it stays as it is. "
        "To publish a new file, add a new version to the standard."
    )
