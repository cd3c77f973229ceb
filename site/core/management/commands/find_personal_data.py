from django.core.management.base import BaseCommand, CommandError

from core import traces


class Command(BaseCommand):
    help = (
        "Say in which tables and files a person's name or address stands, to answer a request about their "
        "data: find_personal_data “Pat Person” pat@example.org. It reads everything, and changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="+", help="what to look for, each in quotes")

    def handle(self, *args, words, **options):
        if any(len(word.strip()) < 3 for word in words):
            raise CommandError("Give words of at least three characters: shorter ones stand everywhere.")
        count = 0
        for trace in traces.find(words):
            count += 1
            self.stdout.write(f"{trace.count:>8}  {trace.where}")
        self.stdout.write(f"Found in {count} places." if count else "Found nowhere.")
