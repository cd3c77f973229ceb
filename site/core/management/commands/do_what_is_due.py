"""For cron, once a day: reminders and whatever else falls due by the calendar."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.due import due


class Command(BaseCommand):
    help = (
        "Send the reminders that are due, and do what else is. Run it daily; running it again does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for receiver, answer in due.send_robust(sender=None, today=timezone.localdate()):
            if isinstance(answer, Exception):
                failed.append(f"{receiver.__module__}: {answer}")
            elif answer:
                self.stdout.write(answer)
        if failed:
            raise CommandError("Not all was done, the rest was:\n- " + "\n- ".join(failed))
