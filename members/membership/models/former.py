"""The register of people who were accredited and whose other data are deleted."""

from django.db import models
from django.db.models import Max
from django.utils import timezone


class FormerAccreditationQuerySet(models.QuerySet["FormerAccreditation"]):
    def over_before(self, moment):
        """All lines of people whose last accreditation ended before ``moment``."""
        last = self.model.objects.values("number").annotate(last=Max("ends_on"))
        return self.filter(number__in=last.filter(last__lt=timezone.localdate(moment)).values("number"))


class FormerAccreditation(models.Model):
    """One term in which somebody was accredited. Kept by name, because whoever asks years later knows no
    more; by nothing else, and only for as long as a claim can be made (``core.personal_data``)."""

    number = models.BigIntegerField("membership number", db_index=True)
    name = models.CharField(max_length=320)
    grade = models.CharField(max_length=80)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until")

    objects = FormerAccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = "former accreditation"
        ordering = ["name", "-starts_on", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.name}: {self.grade}"
