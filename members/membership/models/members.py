"""The people, whatever their terms: everybody who ever had one has a number."""

import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from members.membership.models.grades import Grade


def site_keepers():
    """The accounts of people who keep this site: they have rights in the admin, or could be given some.

    Officers change nothing of theirs, and no import does: their terms are an administrator's business.
    """
    staff_groups = Group.objects.exclude(pk__in=Grade.objects.values("group"))
    return get_user_model().objects.filter(
        Q(is_superuser=True)
        | Q(is_staff=True)
        | Q(groups__in=staff_groups)
        | Q(user_permissions__isnull=False)
    )


def keeps_site(user) -> bool:
    """Whether this account is one of those that officers leave alone."""
    return site_keepers().filter(pk=user.pk).exists()


class MemberQuerySet(models.QuerySet["Member"]):
    def with_state(self, day: datetime.date):
        """Annotate what the dates say about each member on ``day``, as ``terms.state_of`` says it of one.

        ``state_now`` is a ``State``; ``since`` the first day of the first term; ``until`` the last day of the
        last term; ``grade_now`` and ``grade_name`` the grade of the term that began last, or else will begin
        first.
        """
        from members.membership.models.terms import Membership, State

        theirs = Membership.objects.filter(user=OuterRef("user_id"))
        first, last = theirs.order_by("starts_on", "pk"), theirs.order_by("-ends_on", "-pk")
        begun = theirs.begun_by(day).order_by("-starts_on", "-pk")
        return self.annotate(
            since=Subquery(first.values("starts_on")[:1]),
            until=Subquery(last.values("ends_on")[:1]),
            last_status=Subquery(last.values("status")[:1]),
            grade_now=Coalesce(Subquery(begun.values("grade")[:1]), Subquery(first.values("grade")[:1])),
            grade_name=Coalesce(
                Subquery(begun.values("grade__name")[:1]), Subquery(first.values("grade__name")[:1])
            ),
            state_now=Case(
                When(Exists(theirs.barring(day)), then=Value(State.SUSPENDED)),
                When(Exists(theirs.running(day).filter(ends_on__gte=day)), then=Value(State.ACTIVE)),
                When(Exists(theirs.running(day)), then=Value(State.GRACE)),
                When(Exists(theirs.upcoming(day)), then=Value(State.APPROVED)),
                When(last_status=Membership.Status.ACTIVE, then=Value(State.LAPSED)),
                default=Coalesce(F("last_status"), Value(State.NONE)),
                output_field=models.CharField(),
            ),
        )

    def with_keepers(self):
        """Annotate ``user_keeps_site``: only an administrator changes anything of theirs."""
        return self.annotate(user_keeps_site=Exists(site_keepers().filter(pk=OuterRef("user_id"))))


class Member(models.Model):
    """Somebody who has, or had, a term of membership.

    The number is the primary key: it is given once, is never given to anybody else, and never changes.
    """

    number = models.BigAutoField("membership number", primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member")

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["user__last_name", "user__first_name", "number"]

    def __str__(self):
        return str(self.user)

    def name(self):
        return str(self)

    name.admin_order_field = "user__last_name"

    @property
    def state_label(self):
        """The words for what they are on the day that ``with_state`` asked about."""
        from members.membership.models.terms import State

        return State(self.state_now).label

    @cached_property
    def terms(self):
        """All their terms, the newest first."""
        found = getattr(self.user, "terms_found", None)  # the gate has asked already
        if found is None:
            found = self.user.memberships.select_related("grade").order_by("-starts_on", "-pk")
        return list(found)

    @property
    def state(self):
        """What their membership is today; what ``with_state`` has found, where it was asked."""
        from members.membership.models.terms import State, state_of

        if hasattr(self, "state_now"):
            return State(self.state_now)
        return state_of(self.terms, timezone.localdate())

    @property
    def current_term(self):
        """The term that says what they are today: one that runs, else the next to come, else the last."""
        today = timezone.localdate()
        running = [term for term in self.terms if term.is_running_on(today)]
        to_come = [term for term in reversed(self.terms) if term.state_on(today) == "approved"]
        return next(iter([*running, *to_come, *self.terms]), None)

    @cached_property
    def keeps_site(self) -> bool:
        if hasattr(self, "user_keeps_site"):
            return self.user_keeps_site
        return keeps_site(self.user)
