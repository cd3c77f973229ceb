from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django_tasks.signals import task_finished


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Site"

    def ready(self) -> None:
        from core import mail
        from core.due import due
        from core.page_cache import content, proxy
        from core.personal_data import purge_daily

        connection_created.connect(content.watch_connection, dispatch_uid="page-cache")
        proxy.connect()
        due.connect(purge_daily, dispatch_uid="core-personal-data")
        task_finished.connect(mail.forget_sent, dispatch_uid="core-mail")
