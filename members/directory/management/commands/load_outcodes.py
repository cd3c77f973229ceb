"""Where postcodes lie, from a file that the association supplies."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.directory.search.outcodes import OutcodesError, read, save


class Command(BaseCommand):
    help = (
        "Load outward postcodes and their places from CSV files: ONS's postcode directory, Ordnance Survey's "
        "Code-Point Open, or any list with the columns outcode, latitude, longitude. Safe to run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        try:
            outcodes = read(files, lambda rows: self.stdout.write(f"  {rows:,} postcodes read"))
        except OutcodesError as error:
            raise CommandError(
                "Nothing was loaded. Mend these and run it again:\n- " + "\n- ".join(error.faults)
            ) from error
        save(outcodes)
        self.stdout.write(f"{len(outcodes):,} outward postcodes loaded.")
