"""Who comes as far as the pages of training: members in good standing, each to what is theirs.

What is somebody else's is answered as what does not exist: nobody learns from it who is in training.
"""

from functools import wraps

from django.http import Http404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core import access
from members.membership.models import Member
from members.progress.models import Entry, Trainee
from members.progress.services import may_supervise, role

FOR_SUPERVISORS = access.Denial(
    "This page is for supervisors",
    "It opens to members who are supervisors today. If you are one, please get in touch with us.",
)


def for_members(view):
    """The view gets the member who asks. Nobody else comes as far."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        member = getattr(access.visitor(request), "member", None)
        if member is None or not access.is_member(request):
            return access.refuse(request)
        return view(request, member, *args, **kwargs)

    return checked


def for_supervisors(view):
    """The same, for members who may supervise today."""

    @wraps(view)
    def checked(request, member, *args, **kwargs):
        if not may_supervise(member, timezone.localdate()):
            return access.refuse(request, denial=FOR_SUPERVISORS)
        return view(request, member, *args, **kwargs)

    return for_members(checked)


def own_training(member: Member) -> Trainee | None:
    """The training that a member is in; else the last one that they were in."""
    trainings = member.trainings.with_people().select_related("version")
    is_open = trainings.filter(state__in=Trainee.OPEN)
    return is_open.first() or trainings.order_by("-started_on", "-pk").first()


def trainee_of(member: Member, pk: int) -> tuple[Trainee, str]:
    """A training that ``member`` supervises or is to decide on, and as what; or 404."""
    trainee = Trainee.objects.with_people().filter(pk=pk).first()
    seen_as = role(trainee, member) if trainee else ""
    if trainee is None or seen_as not in {"supervisor", "external"}:
        raise Http404("No trainee of this member")
    return trainee, seen_as


def entry_of(pk: int, **whose) -> Entry:
    """One entry with what is shown of it, if it is theirs (``whose``: a condition); or 404."""
    entry = Entry.objects.with_people().filter(pk=pk, **whose).first()
    if entry is None:
        raise Http404("No entry of this member")
    return entry
