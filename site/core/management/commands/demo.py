from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import first_content


class Command(BaseCommand):
    help = "Adds the example accounts (local settings only; the password of all is in the README)."

    def handle(self, *args, verbosity=1, **options):
        if not getattr(settings, "EXAMPLE_ACCOUNTS_ALLOWED", False):
            raise CommandError(
                "The example accounts have a published password. They are made on local settings only, "
                "and this installation does not allow them."
            )
        made = []
        first_content.run("demo", made.append)
        if verbosity:
            self.stdout.write(
                f"Example accounts: {len(made)} made." if made else "Example accounts: all there."
            )
