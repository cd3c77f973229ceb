"""What training shows elsewhere: on the members' home, and on the account page."""

from wagtail.admin.ui.components import Component

from core.access import is_member, visitor
from members.progress.digests import waiting
from members.progress.models import Digest, Trainee
from members.progress.requirements import requirements


def _open_training(member):
    return member.trainings.filter(state__in=Trainee.OPEN).select_related("stage").first()


class HomeSection(Component):
    """How far the own training is, and what waits. Whoever has neither sees nothing of it."""

    order = 10
    template_name = "progress/members_home_section.html"

    def __init__(self, training, supervises, waits):
        self.training, self.supervises, self.waits = training, supervises, waits

    @classmethod
    def of(cls, request):
        member = getattr(visitor(request), "member", None)
        if member is None or not is_member(request):
            return None
        training = _open_training(member)
        supervises = Trainee.objects.of_supervisor(member).exists()
        waits = waiting(member)[member.pk]
        if training is None and not supervises and not waits.stages:
            return None
        return cls(training, supervises, waits)

    def get_context_data(self, parent_context):
        stage = self.training and self.training.stage
        return {
            "training": self.training,
            "requirements": requirements([stage])[stage.pk] if stage else [],
            "supervises": self.supervises,
            "waits": self.waits,
        }


class MailSection(Component):
    """On the account page: whether somebody wants the weekly mail. For who is in training, or supervises."""

    order = 55
    template_name = "progress/account_section.html"

    def __init__(self, request, wanted):
        self.request, self.wanted = request, wanted

    @classmethod
    def of(cls, request):
        member = getattr(request.user, "member", None)
        if member is None or not is_member(request):
            return None
        concerned = (
            member.trainings.exists() or member.trainees.exists() or member.stages_to_accredit.exists()
        )
        digest = Digest.objects.filter(member=member).first()
        return cls(request, digest is None or digest.wanted) if concerned or digest else None

    def get_context_data(self, parent_context):
        return {"request": self.request, "wanted": self.wanted}
