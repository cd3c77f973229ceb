"""What members are accredited as."""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.admin.panels import FieldPanel


class Grade(models.Model):
    """What a member is accredited as. The association's words for this change, so grades are records."""

    name = models.CharField(
        max_length=80,
        unique=True,
        help_text="As it is written about one person, for instance: Trainee guider.",
    )
    rank = models.PositiveSmallIntegerField(
        default=0, help_text="Lists show grades in this order, the lowest number first."
    )
    group = models.OneToOneField(
        Group,
        editable=False,
        on_delete=models.PROTECT,
        help_text="Named in the privacy setting of pages and collections that are for this grade.",
    )

    panels = [FieldPanel("name"), FieldPanel("rank")]

    class Meta:
        ordering = ["rank", "name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Keeps the group that opens pages to this grade, under the grade's name."""
        name = f"Grade: {self.name}"
        if self.group_id is None:
            self.group = Group.objects.create(name=name)
        elif self.group.name != name:
            self.group.name = name
            self.group.save()
        super().save(*args, **kwargs)
