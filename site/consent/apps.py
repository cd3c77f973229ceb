"""Cookie consent: what the site would like to keep in visitors' browsers, and what they said."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "consent"
    label = "consent"
    verbose_name = "Cookie consent"

    def ready(self) -> None:
        from consent import signals  # noqa: F401  (connects its receivers)
