from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from consent.models import ConsentRecord

#: Six months of consent and then some, so that a complaint can be answered (docs/decisions/0011).
DAYS = 3 * 365


class Command(BaseCommand):
    help = "Removes records of consent older than three years (--days for another age). Run it once a month."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=DAYS, help=f"keep so many days (default: {DAYS})")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args, days, dry_run, **options):
        if days < 182:
            raise CommandError("A choice is valid for six months, so its proof is kept at least 182 days.")
        moment = timezone.now() - timedelta(days=days)
        if dry_run:
            count = ConsentRecord.objects.filter(made_at__lt=moment).count()
            self.stdout.write(f"{count} records are older than {days} days.")
            return
        self.stdout.write(f"{ConsentRecord.objects.forget_before(moment)} records removed.")
