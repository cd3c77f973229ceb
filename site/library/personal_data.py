"""The log of downloads."""

from core.personal_data import Holder, Period, Stays, Table
from library.models import Download


class DownloadsHolder(Holder):
    looks_after = frozenset({"library.Download.user"})
    goes = ("Your name in the log of downloads.",)

    def tables(self, user):
        rows = Download.objects.filter(user=user).values("at", "title", "label", "file_hash")
        yield Table("downloads", "Documents that you have downloaded while signed in", list(rows))

    def stays(self, user):
        if Download.objects.filter(user=user).exists():
            yield Stays(
                "That somebody downloaded a document at a time, without who it was",
                "The association counts which versions of a document have been handed out.",
                "the log of downloads is past its time",
            )

    def erase(self, user, person):
        Download.objects.let_go(user)

    def periods(self):
        yield Period(
            key="downloads",
            label="log of downloads",
            why="Shows who has had which version of a document, for as long as somebody may ask.",
            months=36,
            find=Download.objects.older_than,
            purge=Download.objects.forget_before,
        )


holder = DownloadsHolder()
