from django.core.management.base import BaseCommand

from core import first_content


class Command(BaseCommand):
    help = "Loads the site's first content. Safe to run again: what editors changed or deleted is left alone."

    def handle(self, *args, verbosity=1, **options):
        made = []
        first_content.run("load", made.append)
        first_content.run("finish", made.append)
        if verbosity > 1:
            for line in made:
                self.stdout.write(f"  {line}")
        if verbosity:
            self.stdout.write(
                f"First content: {len(made)} things made." if made else "First content: all there."
            )
