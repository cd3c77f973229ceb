"""What follows from saving and deleting entries, whoever does it, and where."""

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from wagtail.models import ReferenceIndex, WorkflowState
from wagtail.signals import published, workflow_approved, workflow_rejected

from core import mail
from members.directory import photos, privacy
from members.directory.models import SupervisorEntry


def connect() -> None:
    # Wagtail does so when it first reads the admin's hooks, which no command of manage.py does.
    ReferenceIndex.register_model(SupervisorEntry)
    published.connect(when_published, sender=SupervisorEntry, dispatch_uid="directory-published")
    pre_delete.connect(before_deleted, sender=SupervisorEntry, dispatch_uid="directory-deleting")
    post_delete.connect(when_deleted, sender=SupervisorEntry, dispatch_uid="directory-deleted")
    workflow_approved.connect(when_approved, sender=WorkflowState, dispatch_uid="directory-approved")
    workflow_rejected.connect(when_sent_back, sender=WorkflowState, dispatch_uid="directory-sent-back")


def when_published(sender, instance, **kwargs):
    privacy.forget_old_versions(instance)


def before_deleted(sender, instance, **kwargs):
    # Afterwards there are no versions left to ask.
    instance.photographs = privacy.photographs_of(instance)


def when_deleted(sender, instance, **kwargs):
    keys = instance.photographs
    transaction.on_commit(lambda: photos.forget(keys), robust=True)


def when_approved(sender, instance, **kwargs):
    _tell("directory_approved", instance)


def when_sent_back(sender, instance, **kwargs):
    _tell("directory_sent_back", instance, comment=instance.current_task_state.specific.comment)


def _tell(name, state, **context):
    """A mail to the member whose entry it is."""
    entry = state.content_object
    if isinstance(entry, SupervisorEntry) and entry.member.user.is_active:
        user = entry.member.user
        mail.queue(name, user.email, {"name": user.first_name or str(user), **context})
