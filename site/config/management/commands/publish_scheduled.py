"""Wagtail's command, leaving a sign that it ran: without it nobody would notice that a cron job is gone."""

from typing import Any

from wagtail.management.commands import publish_scheduled

from config import health


class Command(publish_scheduled.Command):
    help = "Publish and take down what is due. Run it every five minutes; /readyz says when it stops running."

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["dryrun"]:
            health.heartbeat()
