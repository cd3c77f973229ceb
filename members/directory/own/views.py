"""`/members/account/directory/`: the pages on which a supervisor keeps their own entry.

No address names an entry: whoever is signed in finds their own, and there is no way to ask for another.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import access
from core.buttons import button_of
from members.directory.models import SupervisorEntry
from members.directory.own import saving
from members.directory.own.forms import OwnEntryForm
from members.directory.own.status import entry_of, member_with_entry, own_accreditation, status
from members.directory.profile import preview_context

NOT_LISTED = access.Denial(
    "The directory lists supervisors",
    "Only members who are accredited as supervisors today can keep an entry in the directory. If you are "
    "one, please get in touch with us.",
)
LOCKED = "The office is working on your entry at the moment. Please try again later, or write to us."
PUBLISHED = "Your entry is published."
SENT = "Your entry is with the office. Until they approve it, everybody sees what was approved before."
FIRST_SENT = "Your entry is with the office. Everybody can see it once they approve it."


def for_members(view):
    """The view gets the signed-in member, and their entry or None. Nobody else comes as far."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        user = access.visitor(request)
        if not user.is_authenticated:
            return access.refuse(request)
        member = member_with_entry(user)
        if member is None:
            return access.refuse(request, denial=NOT_LISTED)
        return view(request, member, entry_of(member), *args, **kwargs)

    return checked


def entry_or_404(entry):
    if entry is None:
        raise Http404("No entry of this member")
    return entry


def to_account():
    return redirect(f"{reverse('account')}#directory")


@for_members
def edit(request, member, entry):
    """The form. It publishes (or sends to the office), or saves and leads on to the preview."""
    if not own_accreditation(member):
        return access.refuse(request, denial=NOT_LISTED)
    if entry and entry.locked:
        messages.warning(request, LOCKED)
        return to_account()
    newest = entry.get_latest_revision_as_object() if entry else SupervisorEntry(member=member)
    form = OwnEntryForm(request.POST or None, request.FILES or None, instance=newest)
    if request.method == "POST" and form.is_valid():
        saved = saving.save(member, form)
        if "preview" in request.POST:
            return redirect("directory_own_preview")
        return send_and_tell(request, saved)
    context = {
        "form": form,
        "entry": entry,
        "photo": newest.shown_photo,
        "reads_first": SupervisorEntry.get_default_workflow() is not None,
    }
    return TemplateResponse(request, "directory/own/edit.html", context)


def send_and_tell(request, entry):
    is_public = saving.send(entry, request.user)
    messages.success(request, PUBLISHED if is_public else SENT if entry.live else FIRST_SENT)
    return to_account()


@require_safe
@for_members
def preview(request, member, entry):
    """The newest version as the profile will show it."""
    newest = entry_or_404(entry).get_latest_revision_as_object()
    context = {
        **preview_context(newest, request),
        "status": status(entry),
        "may_send": bool(own_accreditation(member) and (entry.has_unpublished_changes or not entry.live)),
        "reads_first": SupervisorEntry.get_default_workflow() is not None,
    }
    return TemplateResponse(request, "directory/own/preview.html", context)


@button_of("account", "#directory")
@for_members
def send(request, member, entry):
    """Publish the newest version, or hand it to the office."""
    if not own_accreditation(member):
        return access.refuse(request, denial=NOT_LISTED)
    if entry_or_404(entry).locked:
        messages.warning(request, LOCKED)
        return to_account()
    return send_and_tell(request, entry)


@button_of("account", "#directory")
@for_members
def pause(request, member, entry):
    """Take the entry out of the directory until its owner wants it back; open to those who lapsed, too."""
    saving.pause(entry_or_404(entry), True, request.user)
    messages.success(request, "Your entry is paused. Nobody sees it until you show it again.")
    return to_account()


@button_of("account", "#directory")
@for_members
def resume(request, member, entry):
    saving.pause(entry_or_404(entry), False, request.user)
    messages.success(request, "Your entry is no longer paused.")
    return to_account()


@for_members
def remove(request, member, entry):
    """Ask, then delete the entry and everything that was kept for it."""
    entry_or_404(entry)
    if request.method == "POST":
        saving.remove(entry, request.user)
        messages.success(request, "Your entry is deleted, with your photograph and all earlier versions.")
        return to_account()
    return TemplateResponse(request, "directory/own/remove.html", {"entry": entry})
