"""Saving, sending, pausing and removing one's own entry."""

from django.db import transaction
from wagtail.log_actions import log

from members.directory import privacy
from members.directory.models import SupervisorEntry
from members.directory.own.forms import OwnEntryForm
from members.membership.models import Member


@transaction.atomic
def save(member: Member, form: OwnEntryForm) -> SupervisorEntry:
    """Keep what the form says as the newest version, which nobody else sees until it is sent.

    What its owner no longer shows goes from the public version now. Returns the entry as it is after that.
    """
    Member.objects.select_for_update().get(pk=member.pk)
    live = SupervisorEntry.objects.filter(member=member).first()
    form.put_photo(member.user)
    entry = form.save(commit=False)
    if live is None:
        entry.live = False
        entry.save()
    elif entry.pk is None:
        # Sent twice from a page that knew of no entry: it is one all the same.
        entry.pk, entry.slug, entry.live, entry.latest_revision = live.pk, live.slug, live.live, None
    form.save_m2m()
    withdraw_from_approval(entry, member.user)
    revision = entry.save_revision(user=member.user)
    log(entry, "wagtail.edit" if live else "wagtail.create", user=member.user, revision=revision)
    if live:
        privacy.take_back(live, entry)
    privacy.forget_old_versions(entry)
    return SupervisorEntry.objects.get(pk=entry.pk)


@transaction.atomic
def send(entry: SupervisorEntry, user) -> bool:
    """Publish the newest version; or, where the officers read first, hand it to them. True: it is public."""
    workflow = entry.get_workflow()
    if workflow is None:
        # The owner has no rights in the admin, and needs none.
        entry.get_latest_revision().publish(user=user, skip_permission_checks=True)
        return True
    withdraw_from_approval(entry, user)
    state = workflow.start(entry, user)
    # Wagtail would write to whoever asked, with links into the admin; this site writes by itself (signals).
    state.requested_by = None
    state.save(update_fields=["requested_by"])
    return False


def withdraw_from_approval(entry: SupervisorEntry, user) -> None:
    """A newer version takes the place of one that waits: nobody approves what its owner has changed since."""
    state = entry.current_workflow_state
    if state:
        state.cancel(user=user)


def pause(entry: SupervisorEntry, paused: bool, user) -> None:
    SupervisorEntry.objects.filter(pk=entry.pk).update(paused=paused)
    log(entry, "directory.pause" if paused else "directory.resume", user=user)


@transaction.atomic
def remove(entry: SupervisorEntry, user) -> None:
    """Delete the entry with all its versions and photographs. The log keeps that it was done."""
    log(entry, "wagtail.delete", user=user, deleted=True)
    entry.delete()
