"""Where an outward postcode lies, so that distances can be told without anybody's full address."""

from django.db import models


class Outcode(models.Model):
    """The middle of the area of one outward postcode; ``manage.py load_outcodes`` fills the table."""

    code = models.CharField("outward postcode", max_length=4, primary_key=True)
    latitude = models.FloatField(help_text="Degrees north, WGS 84.")
    longitude = models.FloatField(help_text="Degrees east, WGS 84: west of Greenwich is less than zero.")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
