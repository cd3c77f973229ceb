from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Site"

    def ready(self):
        from core.due import due
        from core.personal_data import purge_daily

        due.connect(purge_daily, dispatch_uid="core-personal-data")
