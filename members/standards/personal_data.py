"""What members do with standards: follow them, and confirm that they have read them."""

from core.personal_data import Holder, Table
from members.standards.models import Follow, Notice, ReadConfirmation


class StandardsHolder(Holder):
    looks_after = frozenset(
        {"standards.Follow.user", "standards.Notice.user", "standards.ReadConfirmation.user"}
    )
    goes = ("The standards that you follow, the notices sent to you, and what you have confirmed as read.",)

    def tables(self, user):
        yield Table(
            "standards-followed",
            "Standards that you follow",
            [
                {"standard": follow.standard.title, "since": follow.since}
                for follow in Follow.objects.filter(user=user).select_related("standard")
            ],
        )
        yield Table(
            "standards-notices",
            "Notices of new versions that were sent to you",
            [
                {"version": notice.version.title, "sent": notice.at}
                for notice in Notice.objects.filter(user=user).select_related("version")
            ],
        )
        yield Table(
            "standards-read",
            "Versions of standards that you have confirmed as read",
            [
                {"version": read.version.title, "confirmed": read.at}
                for read in ReadConfirmation.objects.filter(user=user).select_related("version")
            ],
        )

    def erase(self, user, person):
        for model in (Follow, Notice, ReadConfirmation):
            model.objects.filter(user=user).delete()


holder = StandardsHolder()
