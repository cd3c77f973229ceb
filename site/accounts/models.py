"""People who can sign in, and what they take away. What they may see is for ``core.access`` to decide."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models.functions import Lower
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import salted_hmac

#: An archive that was not put together within this time was cut off, and may be asked for again.
ARCHIVE_GIVEN_UP = timedelta(minutes=30)


class UserManager(DjangoUserManager["User"]):
    """Creates users who are named by their e-mail address, always kept in lower case."""

    @classmethod
    def normalize_email(cls, email):
        return super().normalize_email(email).lower()

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def _create_user(self, email, password, **fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **fields):
        return self._create_user(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(self, email, password=None, **fields):
        return self._create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractUser):
    """A person with an account, who signs in with their e-mail address."""

    username = None
    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "There is already an account with this e-mail address."},
    )

    session_generation = models.PositiveIntegerField(
        default=0, editable=False, help_text="Counted up to end every session (accounts.sessions)."
    )

    erased_at = models.DateTimeField(
        null=True, editable=False, help_text="When this person's data were deleted (core.personal_data)."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique_in_any_case",
                violation_error_message="There is already an account with this e-mail address.",
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def _get_session_auth_hash(self, secret=None):
        """What a session must carry to be valid: it ends with the password, as in Django, and on request."""
        return salted_hmac(
            "accounts.models.User.get_session_auth_hash",
            f"{self.password}:{self.session_generation}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def clean(self):
        super().clean()
        self.email = UserManager.normalize_email(self.email)


def private_storage():
    """The storage is named in the settings, so that a migration does not fix it."""
    return storages["private"]


def archive_path(archive, filename):
    """A folder that nobody guesses, though no address leads there."""
    return f"{settings.OWN_DATA_FOLDER}{uuid4().hex}/{filename}"


class DataArchive(models.Model):
    """ "Everything about me": one ZIP for one person, thrown away when it expires or is replaced."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being put together"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="data_archive")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    file = models.FileField(storage=private_storage, upload_to=archive_path, max_length=200, blank=True)

    def __str__(self):
        return f"Archive of {self.user}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched now: nothing waits for the job that throws old ones away."""
        return self.state == self.State.READY and bool(self.expires_at and self.expires_at > timezone.now())

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has it still. One that never answered may be asked for again."""
        return self.state == self.State.WAITING and self.asked_at > timezone.now() - ARCHIVE_GIVEN_UP


@receiver(post_delete, sender=DataArchive)
def delete_file(sender, instance, **kwargs):
    if instance.file:
        transaction.on_commit(lambda: instance.file.storage.delete(instance.file.name), robust=True)
