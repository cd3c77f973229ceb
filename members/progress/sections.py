"""What training shows elsewhere: on the members' home, and among the mails on the account page."""

from django.db.models import Exists, OuterRef, Q, Subquery
from wagtail.admin.ui.components import Component

from accounts.mail_choices import MailChoice
from core.access import is_member, visitor
from members.membership.models import Member
from members.progress.digests import waiting
from members.progress.models import Digest, Entry, Trainee, TraineeStage
from members.progress.requirements import requirements


def concerned(user) -> Member | None:
    """The member, with all that decides whether training concerns them: one query.

    ``training_now``: the key of the training that they are in; ``asked_back``, ``supervises``, ``decides``:
    whether something was asked back, somebody is in training with them, a stage waits for them.
    """
    theirs = Trainee.objects.filter(member=OuterRef("pk"), state__in=Trainee.OPEN)
    asked_back = Entry.objects.filter(
        stage__trainee__member=OuterRef("pk"),
        stage__trainee__state=Trainee.State.UNDER_WAY,
        state=Entry.State.ASKED_BACK,
    )
    supervised = Trainee.objects.filter(supervisor=OuterRef("pk"), state__in=Trainee.OPEN)
    to_decide = TraineeStage.objects.filter(external=OuterRef("pk"), state=TraineeStage.State.PROPOSED)
    return (
        Member.objects.filter(user=user)
        .annotate(
            training_now=Subquery(theirs.order_by().values("pk")[:1]),
            asked_back=Exists(asked_back),
            supervises=Exists(supervised),
            decides=Exists(to_decide),
        )
        .first()
    )


class HomeSection(Component):
    """How far the own training is, and what waits. Whoever has neither sees nothing of it."""

    order = 10
    template_name = "progress/members_home_section.html"

    def __init__(self, member):
        self.member = member

    @classmethod
    def of(cls, request):
        user = visitor(request)
        member = concerned(user) if user.is_authenticated and is_member(request) else None
        if member and (member.training_now or member.supervises or member.decides):
            return cls(member)
        return None

    def get_context_data(self, parent_context):
        member, training, found = self.member, None, {}
        if member.training_now:
            training = Trainee.objects.select_related("stage").get(pk=member.training_now)
            found = requirements([training.stage]) if training.stage else {}
        leads = member.supervises or member.decides
        return {
            "member": member,
            "training": training,
            "requirements": next(iter(found.values()), []),
            "waits": waiting(member)[member.pk] if leads else None,
        }


def mail_choice(request) -> MailChoice | None:
    """Whether somebody wants the weekly mail. For whom training concerns now, or ever did."""
    member = getattr(request.user, "member", None)
    if member is None or not is_member(request):
        return None
    digest = Digest.objects.filter(member=member).first()
    part = Q(member=member) | Q(supervisor=member) | Q(stages__external=member)
    if digest is None and not Trainee.objects.filter(part).exists():
        return None

    def save(wanted: bool) -> None:
        Digest.objects.update_or_create(member=member, defaults={"wanted": wanted})

    return MailChoice(
        "training",
        "What waits for you in training",
        "Once a week at most, and only when something waits.",
        digest is None or digest.wanted,
        save,
    )
