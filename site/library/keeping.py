"""What must stay as it is: locked files can't be replaced or deleted, documents in use can't be deleted."""

from itertools import islice

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from wagtail.models import Page, ReferenceIndex

from core import access
from library.errors import KeptError

#: How many places are named in a sentence.
NAMED = 3


def why_locked(document) -> str:
    """Why the document's file must never change (``settings.LIBRARY_FILE_LOCKS``); "" if it may."""
    reasons = (import_string(path)(document) for path in settings.LIBRARY_FILE_LOCKS)
    return next((reason for reason in reasons if reason), "")


def where_used(document) -> list[models.Model]:
    """What leads to the document, published or not: each thing once."""
    users = [user for user, _references in ReferenceIndex.get_grouped_references_to(document)]
    pages = access.keepers(document)
    page_ids = {page.pk for page in pages}
    return [*pages, *(user for user in users if not (isinstance(user, Page) and user.pk in page_ids))]


def refuse_replacing(document) -> None:
    """Raise ``KeptError`` if the document's file must not be replaced."""
    if reason := why_locked(document):
        raise KeptError(f"The file of “{document}” can’t be replaced: {reason}")


def refuse_deleting(document) -> None:
    """Raise ``KeptError`` if the document must not be deleted."""
    if reason := why_locked(document):
        raise KeptError(f"“{document}” can’t be deleted: {reason}")
    if users := where_used(document):
        named = ", ".join(f"“{user}”" for user in islice(users, NAMED))
        more = f" and {len(users) - NAMED} more" if len(users) > NAMED else ""
        raise KeptError(
            f"“{document}” can’t be deleted, because it is used: {named}{more}. Take it out there first."
        )
