from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "members.progress"
    label = "progress"
    verbose_name = "Training progress"

    def ready(self):
        from core.due import due
        from members.progress import digests

        due.connect(digests.send_digests)
