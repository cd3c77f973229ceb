from django.core.management.base import BaseCommand

from core import personal_data


class Command(BaseCommand):
    help = (
        "Throw away records about people that are past their time (the periods stand in the admin: Settings, "
        "Personal data). do_what_is_due does the same every day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count what would go")

    def handle(self, *args, dry_run, **options):
        if dry_run:
            found = iter([(period, period.count()) for period in personal_data.periods()])
        else:
            found = personal_data.purge()
        total = 0
        for period, count in found:
            months = personal_data.months_kept(period)
            self.stdout.write(f"{count:>8}  {period.label}, older than {months} months")
            total += count
        self.stdout.write(f"{total:>8}  {'would go.' if dry_run else 'gone.'}")
