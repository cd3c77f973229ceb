from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "members.standards"
    label = "standards"
    verbose_name = "Standards documents"

    def ready(self):
        from wagtail.signals import page_published

        from core.due import due
        from members.standards import notices
        from members.standards.models import StandardVersionPage

        page_published.connect(notices.when_published, sender=StandardVersionPage)
        due.connect(notices.tell_what_is_due)
