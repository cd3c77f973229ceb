"""Make the index of the site's search anew."""

from django.core.management.base import BaseCommand
from wagtail.documents import get_document_model

from search.index import rebuild
from search.models import FileText, Word
from search.tasks import read_file


class Command(BaseCommand):
    help = (
        "Makes the index of the site's search anew, with the text of files that was not taken out before. "
        "The search can be used meanwhile. Stop it and start it again as you like."
    )

    def handle(self, *args, **options):
        self.read_files()
        Word.objects.all().delete()
        done = {}
        for name, number in rebuild():
            done[name] = number
            self.tell(f"{name}: {number}")
        numbers = ", ".join(f"{number} of “{name}”" for name, number in done.items())
        self.stdout.write(f"\nThe search has {numbers or 'nothing to find'}.")
        for text in FileText.objects.exclude(fault="").select_related("document"):
            self.stdout.write(self.style.WARNING(f"“{text.document}” (document {text.pk}): {text.fault}"))

    def read_files(self):
        read = FileText.objects.values("pk")
        keys = get_document_model().objects.exclude(pk__in=read).values_list("pk", flat=True)
        for number, key in enumerate(keys, 1):
            read_file.enqueue(key)
            self.tell(f"files: {number} of {len(keys)}")

    def tell(self, progress):
        """In place, for whoever looks on; a log has nothing of it."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{progress} ", ending="")
            self.stdout.flush()
