"""Keeps what visitors are shown in step with the database, and the essential category in it."""

from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from consent import notice, records
from consent.models import BannerWords, ConsentCategory, DeclaredCookie


@receiver(pre_delete, sender=ConsentCategory)
def keep_the_essential_category(sender, instance, **kwargs):
    if instance.is_required:
        raise ProtectedError("The essential category can't be deleted.", {instance})


@receiver([post_save, post_delete], sender=ConsentCategory)
@receiver([post_save, post_delete], sender=DeclaredCookie)
@receiver([post_save, post_delete], sender=BannerWords)
def show_the_change(sender, **kwargs):
    """Only after the commit: a visitor's request in between would put the old words back into the cache."""
    transaction.on_commit(renew_the_notice)


def renew_the_notice() -> None:
    """Words that visitors may see from now on are kept, so that a choice made to them counts later, too."""
    notice.forget()
    records.keep_wording(notice.current())
