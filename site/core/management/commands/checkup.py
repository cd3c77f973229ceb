from django.core.management.base import BaseCommand, CommandError

from core import checkup


class Command(BaseCommand):
    help = (
        "Looks for what is ungated or unsafe in the content: closed pages and files that are open after all, "
        "files without a document, documents without a file. Changes nothing. Fails if there is a fault."
    )

    def handle(self, *args, verbosity=1, **options):
        faults = 0
        for finding in checkup.run():
            faults += finding.is_fault
            if finding.is_fault or verbosity:
                style = self.style.ERROR if finding.is_fault else self.style.NOTICE
                self.stdout.write(style(f"{'FAULT' if finding.is_fault else 'note'}: {finding.text}"))
        if faults:
            raise CommandError(f"{faults} {'fault' if faults == 1 else 'faults'} found.", returncode=1)
        if verbosity:
            self.stdout.write("No faults found.")
