"""Pictures and documents: the site's own models, so that later rules need no new tables."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


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


class Image(AbstractImage):
    """A picture. Its description is the alternative text wherever a page gives none."""

    tags = TaggableManager(blank=True, help_text=None, related_name="library_images")
    uploaded_by_user = uploaded_by()
    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who made the picture, if that must be said beside it.",
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        permissions = [("choose_image", "Can choose image")]


class Rendition(AbstractRendition):
    """A picture in one size and format, made when first asked for."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


def private_storage():
    """The storage is named in the settings, so that a migration does not fix it."""
    return storages["private"]


def document_path(document, filename):
    """A name nobody can guess, with the file's own name last, since Wagtail shows that in the address."""
    return f"documents/{secrets.token_hex(16)}/{PurePath(filename).name}"


class Document(AbstractDocument):
    """A file that is delivered by a view behind the gate, and has no public address."""

    tags = TaggableManager(blank=True, help_text=None, related_name="library_documents")
    uploaded_by_user = uploaded_by()
    file = models.FileField(storage=private_storage, upload_to=document_path, max_length=300)

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]
