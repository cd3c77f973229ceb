"""Whether the addresses of the evidence still lead somewhere."""

from django.db import models


class LinkCheck(models.Model):
    """What was found the last time an item's address was asked for (``manage.py check_links``)."""

    class Result(models.TextChoices):
        WORKS = "works", "Works"
        DEAD = "dead", "Dead"
        UNSURE = "unsure", "Could not tell"

    page = models.OneToOneField(
        "evidence.EvidencePage", on_delete=models.CASCADE, related_name="link_check", editable=False
    )
    address = models.CharField(max_length=600)
    result = models.CharField(max_length=6, choices=Result)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = "check of a link"
        verbose_name_plural = "checks of links"
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_result_display()}"
