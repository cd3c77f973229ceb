"""Pictures: the site's own model, so that later rules need no new tables."""

from django.db import models
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from library.models.fields import uploaded_by


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
