from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class FirstContent(models.Model):
    """What ``load_site`` has put on the site, so that it never does so twice.

    A row outlives its object: what an editor deleted must not come back with the next start.
    """

    key = models.CharField(max_length=200, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True)
    object_id = models.CharField(max_length=255, blank=True)
    thing = GenericForeignKey("content_type", "object_id")

    def __str__(self):
        return self.key
