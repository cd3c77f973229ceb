"""What members are accredited as."""

from django.contrib.auth.models import Group
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
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
    is_accredited = models.BooleanField(
        "accredited",
        default=False,
        help_text="Whoever asks the public register about a member of this grade is told that they are "
        "accredited. Not for trainees.",
    )
    in_directory = models.BooleanField(
        "in the directory of supervisors",
        default=False,
        help_text="Members of this grade may have an entry that everybody can find. They always count as "
        "accredited.",
    )
    group = models.OneToOneField(
        Group,
        editable=False,
        on_delete=models.PROTECT,
        help_text="Named in the privacy setting of pages and collections that are for this grade.",
    )

    panels = [FieldPanel("name"), FieldPanel("rank"), FieldPanel("is_accredited"), FieldPanel("in_directory")]

    class Meta:
        ordering = ["rank", "name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Keeps the group that opens pages to this grade, under the grade's name."""
        self.is_accredited = self.is_accredited or self.in_directory
        name = f"Grade: {self.name}"
        if self.group_id is None:
            self.group = Group.objects.create(name=name)
        elif self.group.name != name:
            self.group.name = name
            self.group.save()
        super().save(*args, **kwargs)


@receiver(post_delete, sender=Grade)
def forget_group(sender, instance, **kwargs):
    """The group goes with its grade, so that a new grade may have the name."""
    Group.objects.filter(pk=instance.group_id).delete()
