from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import pre_delete


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Pictures and documents"

    def ready(self):
        from library.checks import private_files_are_private
        from library.signals import keep_what_is_used

        checks.register(private_files_are_private)
        pre_delete.connect(keep_what_is_used, sender="library.Document")
