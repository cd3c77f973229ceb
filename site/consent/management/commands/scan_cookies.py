import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consent import notice as notices
from consent.models import CookieScan
from consent.scan.crawl import crawl
from consent.scan.judge import STATES, UNDECIDED, judge
from consent.scan.visitors import PlainVisitor, visitors


class Command(BaseCommand):
    help = (
        "Looks at the live site as a visitor: before a choice, after Reject, after Accept. Fails if "
        "something is kept "
        "in the browser that is not declared, or without a yes. The result is shown in the admin under "
        "Cookies."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "address", nargs="?", default=settings.SITE_URL, help="the site (default: SITE_URL)"
        )
        parser.add_argument(
            "--pages", type=int, default=100, help="look at so many pages at most (default: 100)"
        )
        parser.add_argument("--plain", action="store_true", help="without a browser, even if there is one")

    def handle(self, *args, address, pages, plain, verbosity=1, **options):
        if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
            raise CommandError("Give the site's address, for example https://www.example.org/")
        address = address.rstrip("/") + "/"
        notice = notices.current()
        states = STATES if notice.optional else (UNDECIDED,)
        log = self.stdout.write if verbosity > 1 else lambda line: None
        started = time.monotonic()
        try:
            with visitors(plain) as new_visitor:
                with_browser = new_visitor is not PlainVisitor
                found, looked_at = crawl(
                    address,
                    new_visitor,
                    states=states,
                    most_pages=pages,
                    log=log,
                )
        except OSError as error:
            raise CommandError(f"{address} could not be looked at: {error}") from error
        scan = CookieScan.objects.create(
            address=address,
            took_seconds=round(time.monotonic() - started),
            with_browser=with_browser,
            pages=looked_at,
            findings=judge(found, notice),
        )
        how = "with a browser" if with_browser else "without a browser: what scripts keep was not seen"
        self.stdout.write(f"{looked_at} pages, {how}.")
        for finding in scan.faults:
            what = f"{finding['fault']} {finding['kind']} {finding['name']}"
            self.stdout.write(f"{what}, {finding['state']}, {finding['page']}")
        if scan.faults:
            raise CommandError(f"{len(scan.faults)} found that should not be there.")
        self.stdout.write(
            f"All {len(scan.findings)} found are declared, and agreed to where they have to be."
        )
