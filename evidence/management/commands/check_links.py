"""For cron, once a week or so: whether the addresses of the evidence still lead somewhere."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Q
from django.utils import timezone

from evidence import link_check
from evidence.models import EvidencePage, LinkCheck


class Command(BaseCommand):
    help = (
        "Ask the addresses of the evidence whether they still work, and keep the answers for the report. It "
        "can be stopped at any time: run again, it goes on with those that were not asked for the longest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than", type=int, default=6, metavar="DAYS", help="leave out what was asked since (6)"
        )
        parser.add_argument("--limit", type=int, default=0, metavar="N", help="ask at most so many")
        parser.add_argument(
            "--pause", type=float, default=link_check.PAUSE, help="seconds between two to a host"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = timezone.now() - datetime.timedelta(days=options["older_than"])
        items = (
            EvidencePage.objects.filter(Q(link_check=None) | Q(link_check__checked_at__lt=since))
            .exclude(doi="", web_address="")
            .order_by("link_check__checked_at", "pk")
        )
        items = list(items.only("doi", "web_address", "title")[: options["limit"] or None])
        politeness = link_check.Politeness(options["pause"])
        counted = dict.fromkeys(LinkCheck.Result.values, 0)
        for number, item in enumerate(items, start=1):
            address = item.source_address
            politeness.before(address)
            answer = link_check.check(address)
            counted[answer.result] += 1
            LinkCheck.objects.update_or_create(
                page_id=item.pk,
                defaults={
                    "address": address,
                    "result": answer.result,
                    "status": answer.status,
                    "problem": answer.problem,
                    "checked_at": timezone.now(),
                },
            )
            if options["verbosity"]:
                self.stdout.write(
                    f"{number}/{len(items)} {answer.result:<6} {address} {answer.problem}".rstrip()
                )
        summary = ", ".join(f"{number} {result}" for result, number in counted.items())
        self.stdout.write(f"{len(items)} addresses asked: {summary}.")
