from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "evidence.importing"
    label = "evidence_importing"
    verbose_name = "Import of evidence"

    def ready(self) -> None:
        from core.due import due
        from evidence.importing.models import remove_old_runs

        due.connect(remove_old_runs, dispatch_uid="evidence.importing")
