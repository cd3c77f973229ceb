"""The membership layer's answer to the gate (``settings.ACCESS_STANDING``)."""

from django.utils import timezone
from django.utils.dateformat import format as format_date

from core.access import Standing
from members.membership.models import Grade, Membership, MembershipSettings
from members.membership.models.terms import GOOD_STANDING, State, state_of

SUSPENDED = (
    "Your membership is suspended, so the members’ area is closed to you for now. "
    "Please get in touch with us if you would like to talk about it."
)
NEVER = "Your account has no current membership. Please get in touch with us if you think that it should."
NOT_BEGUN = "Your membership begins on {day}. The members' area opens to you on that day."
ENDED = (
    "Your membership ended on {day}, so the members’ area is closed to you for now. "
    "Everything will be where you left it. {how_to_renew}"
)


def standing(user) -> Standing:
    """Whether somebody is a member in good standing today, and which groups count for them.

    A group that belongs to a grade counts only while a term of that grade is running, whatever the person's
    groups say. A suspension outweighs every other term.
    """
    if not user.is_authenticated:
        return Standing()
    today = timezone.localdate()
    # Kept with the person, for what the same answer says of their membership (Member.terms).
    terms = user.terms_found = list(Membership.objects.filter(user=user).select_related("grade"))
    staff_groups = frozenset(
        user.groups.exclude(pk__in=Grade.objects.values("group")).values_list("pk", flat=True)
    )
    state = state_of(terms, today)
    if state in GOOD_STANDING:
        running = [term for term in terms if term.is_running_on(today)]
        # The days of grace are there to renew in. Once another term has begun, the former grade is over.
        now = [term for term in running if today <= term.ends_on] or running
        return Standing(
            is_member=True, group_ids=staff_groups | frozenset(term.grade.group_id for term in now)
        )
    explanation, next_step = _explain(state, terms)
    return Standing(group_ids=staff_groups, explanation=explanation, next_step=next_step)


def _explain(state, terms):
    """Why somebody is no member today, and the link that leads on."""
    if state == State.SUSPENDED:
        return SUSPENDED, None
    granted = [term for term in terms if term.status == Membership.Status.ACTIVE]
    if state == State.APPROVED:
        first = min(term.starts_on for term in granted if term.starts_on > timezone.localdate())
        return NOT_BEGUN.format(day=format_date(first, "j F Y")), None
    if state == State.LAPSED:
        settings = MembershipSettings.load()
        day = format_date(max(term.ends_on for term in granted), "j F Y")
        return ENDED.format(day=day, how_to_renew=settings.how_to_renew), settings.renewal_link
    return NEVER, None


def names_of(groups) -> list[str]:
    """What these groups are called on a page that is for them: grades by their own words, in their order."""
    grades = list(Grade.objects.filter(group__in=groups))
    of_grades = {grade.group_id for grade in grades}
    return [grade.name for grade in grades] + sorted(
        group.name for group in groups if group.pk not in of_grades
    )
