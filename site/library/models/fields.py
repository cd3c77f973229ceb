"""What pictures and documents have in common."""

from django.conf import settings
from django.db import models


def uploaded_by():
    """As Wagtail's field. It and the tags need reverse names of their own, since Wagtail's unused models of
    the same names are installed beside these."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Wagtail's own name for "no use of the picture"; an upload is none.
    setattr(user, "wagtail_reference_index_ignore", True)  # noqa: B010
    return user
