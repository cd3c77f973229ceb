from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "members.progress"
    label = "progress"
    verbose_name = "Training progress"
