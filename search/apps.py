from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "search"

    def ready(self):
        from core.due import due
        from search import missed, signals

        signals.connect()
        due.connect(missed.forget, dispatch_uid="search.missed")
