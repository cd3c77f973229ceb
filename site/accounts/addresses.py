"""The address of an account, kept once: ``User.email``, and allauth's record of it, which follows.

allauth keeps addresses in a table of its own. Here an account has one address, which an officer has entered
or its owner has confirmed, so the table holds one confirmed row for it, and besides at most one unconfirmed
row: the address that its owner has asked to change to.
"""

from allauth.account.models import EmailAddress


def keep(user):
    """Make allauth's record say what ``user.email`` says. A change asked for earlier is dropped with it."""
    email = user.email.lower()
    held = EmailAddress.objects.filter(user=user)
    if held.filter(email=email, verified=True, primary=True).exists():
        held.filter(verified=True).exclude(email=email).delete()
        return
    held.delete()
    # User.email is unique: whoever else is said to hold the address does so no longer.
    EmailAddress.objects.filter(email=email, verified=True).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def keep_after_saving(sender, instance, created, update_fields=None, raw=False, **kwargs):
    """``post_save`` of a user: asks the database only where the address may have changed."""
    if not raw and (created or update_fields is None or "email" in update_fields):
        keep(instance)
