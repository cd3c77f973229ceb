"""Cookie consent: what the site would like to keep in visitors' browsers, and what they said."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "consent"
    label = "consent"
    verbose_name = "Cookie consent"

    def ready(self) -> None:
        from consent import notice, signals  # noqa: F401  (signals connects its receivers)
        from core.page_cache import content

        # The words are read from a cache of their own, which is renewed after the commit.
        notice.changed.connect(content.renew, dispatch_uid="page-cache")
