"""The membership layer's answer to the gate (``settings.ACCESS_STANDING``)."""

from django.utils import timezone
from django.utils.dateformat import format as format_date

from core.access import Standing
from members.membership.models import Grade, Membership

SUSPENDED = (
    "Your membership is suspended, so the members' area is closed to you for now. "
    "Please get in touch with us if you would like to talk about it."
)
NEVER = "Your account has no current membership. Please get in touch with us if you think that it should."
ENDED = (
    "Your membership ended on {day}, so the members' area is closed to you for now. "
    "Get in touch with us to renew it; everything will be where you left it."
)


def standing(user) -> Standing:
    """Whether somebody is a member in good standing today, and which groups count for them.

    A group that belongs to a grade counts only while a term of that grade is running, whatever the person's
    groups say. A suspension outweighs every other term.
    """
    if not user.is_authenticated:
        return Standing()
    today = timezone.localdate()
    terms = list(Membership.objects.filter(user=user).begun_by(today).select_related("grade"))
    staff_groups = frozenset(
        user.groups.exclude(pk__in=Grade.objects.values("group")).values_list("pk", flat=True)
    )
    running = [term for term in terms if term.is_running_on(today)]
    if any(term.status == term.Status.SUSPENDED and term.ends_on >= today for term in terms):
        return Standing(group_ids=staff_groups, explanation=SUSPENDED)
    if running:
        return Standing(
            is_member=True, group_ids=staff_groups | frozenset(term.grade.group_id for term in running)
        )
    ended = [term.ends_on for term in terms if term.status == term.Status.ACTIVE]
    explanation = ENDED.format(day=format_date(max(ended), "j F Y")) if ended else NEVER
    return Standing(group_ids=staff_groups, explanation=explanation)
