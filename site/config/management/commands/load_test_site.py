"""Fills a database with a large invented site. For benchmarks only."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from wagtail.models import PageLogEntry

from config.large_site import pages, people
from home.models import HomePage
from members.membership.models import Member

PARTS = {
    "pages": pages.standard_pages,
    "evidence": pages.evidence,
    "news": pages.news,
    "supervisors": people.supervisors,
    "members": people.members,
    "documents": people.documents,
}


class Command(BaseCommand):
    help = (
        "For benchmarks only: adds invented pages, evidence, news, supervisors, members and documents up to "
        "the given numbers. Can be stopped, and run again to go on. Needs the first content (load_site)."
    )

    def add_arguments(self, parser: Any) -> None:
        for name in PARTS:
            parser.add_argument(f"--{name}", type=int, default=0, metavar="N", help=f"so many {name} in all")
        parser.add_argument(
            "--into-real-content",
            action="store_true",
            help="fill a database that people have worked in, which nothing can undo",
        )

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        self.refuse_real_content(options["into_real_content"])
        for name, make in PARTS.items():
            if options[name]:
                self.make(name, make, options[name], verbosity)
        if verbosity:
            self.stdout.write("Putting numbers and the search in order")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        call_command("rebuild_search", verbosity=verbosity)

    def make(self, name: str, make: Any, count: int, verbosity: int) -> None:
        started, told = time.monotonic(), 0.0

        def report(done: int) -> None:
            nonlocal told
            seconds = time.monotonic() - started
            if verbosity and (seconds - told > 2 or done >= count):
                told = seconds
                self.stdout.write(f"  {name}: {done} of {count}, {seconds:.0f} s")
                self.stdout.flush()

        make(count, report)

    def refuse_real_content(self, told_to: bool) -> None:
        if not HomePage.objects.exists():
            raise CommandError("There is no site to fill yet. Run `manage.py load_site` first.")
        if told_to:
            return
        edits = PageLogEntry.objects.filter(user__isnull=False).count()
        invented = Member.objects.filter(user__email__endswith=f"@{people.DOMAIN}")
        examples = Member.objects.filter(user__email__endswith="@example.org")
        real = (
            Member.objects.exclude(pk__in=invented.values("pk")).exclude(pk__in=examples.values("pk")).count()
        )
        if edits or real:
            raise CommandError(
                f"People have worked in this database ({edits} changes of pages, {real} members), and what "
                "this adds can't be taken out again. Use a database with the first content only; or, if you "
                "are sure, say --into-real-content."
            )
