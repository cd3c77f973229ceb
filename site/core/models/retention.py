"""For how long records about people are kept, where officers have decided otherwise than the default."""

from django.db import models


class RetentionPeriod(models.Model):
    """One decision. Which kinds there are, and their defaults, stand in ``core.personal_data``."""

    key = models.CharField(max_length=60, primary_key=True)
    months = models.PositiveSmallIntegerField(help_text="After so many months, records of this kind go.")

    class Meta:
        verbose_name = "retention period"
        default_permissions = ("change",)

    def __str__(self):
        return f"{self.key}: {self.months} months"
