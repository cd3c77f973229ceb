"""What members do with standards: follow them, hear of a new version, and confirm that they have read it."""

from django.conf import settings
from django.db import models
from django.utils import timezone


def somebody():
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")


class Follow(models.Model):
    """Somebody wants one e-mail whenever a new version of a standard takes effect."""

    user = somebody()
    standard = models.ForeignKey(
        "standards.StandardDocumentPage", on_delete=models.CASCADE, related_name="follows"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standard", "user"], name="standards_one_follow_each"),
        ]

    def __str__(self):
        return f"{self.user} follows {self.standard}"


class Notice(models.Model):
    """One e-mail about one version to one follower. The row is made first, so no second mail can follow."""

    user = somebody()
    version = models.ForeignKey(
        "standards.StandardVersionPage", on_delete=models.CASCADE, related_name="notices"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="standards_one_notice_each"),
        ]

    def __str__(self):
        return f"{self.user} was told of {self.version}"


class ReadConfirmation(models.Model):
    """A member says that they have read a version. Rows are added, and never changed or taken back."""

    user = somebody()
    version = models.ForeignKey(
        "standards.StandardVersionPage", on_delete=models.CASCADE, related_name="confirmations"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="standards_one_confirmation_each"),
        ]

    def __str__(self):
        return f"{self.user} has read {self.version}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise ValueError("What somebody has confirmed stays as it was.")
        super().save(*args, **kwargs)
