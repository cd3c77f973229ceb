"""The project itself as an application, so that its checks and commands are found."""

from django.apps import AppConfig
from django.core import checks


class ProjectConfig(AppConfig):
    name = "config"
    verbose_name = "The site as a whole"

    def ready(self) -> None:
        from config.example_accounts import check

        checks.register(check, checks.Tags.database)
