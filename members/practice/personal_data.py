"""Continuing practice: supervision received and given, and re-accreditation."""

from core.personal_data import Holder, Stays, Table, blank_log
from members.practice.models import NoReminders, Reaccreditation, Reminder, Session


class PracticeHolder(Holder):
    looks_after = frozenset(
        {
            "practice.NoReminders.member",
            "practice.Reaccreditation.member",
            "practice.Reminder.member",
            "practice.Session.member",
        }
    )
    goes = (
        "The supervision that you have logged, with your notes, reminders of re-accreditation, and what "
        "officers have noted about it.",
    )

    def tables(self, user):
        sessions = Session.objects.filter(member__user=user)
        yield Table(
            "practice",
            "Supervision that you have logged",
            list(sessions.values("kind", "on", "hours", "with_whom", "notes")),
        )
        decided = Reaccreditation.objects.filter(member__user=user)
        yield Table("re-accreditation", "Your re-accreditation", list(decided.values("on", "note")))
        reminders = Reminder.objects.filter(member__user=user)
        yield Table(
            "practice-reminders",
            "Reminders of re-accreditation",
            list(reminders.values("kind", "due_on", "sent_at")),
        )

    def stays(self, user):
        if Reaccreditation.objects.filter(member__user=user).exists():
            yield Stays(
                "The days of your re-accreditation, under your membership number",
                "They belong with the dates of your terms.",
                "always: once nothing connects the number with you, it is no personal data",
            )

    def erase(self, user, person):
        sessions = Session.objects.filter(member__user=user)
        decided = Reaccreditation.objects.filter(member__user=user)
        blank_log([*sessions, *decided], person)
        sessions.delete()
        decided.update(note="")
        Reminder.objects.filter(member__user=user).delete()
        NoReminders.objects.filter(member__user=user).delete()


holder = PracticeHolder()
