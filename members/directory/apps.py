from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "members.directory"
    label = "directory"
    verbose_name = "Supervisor directory"

    def ready(self):
        from members.directory import signals

        signals.connect()
