from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "members.standards"
    label = "standards"
    verbose_name = "Standards documents"
